import Exchange
import Foundation
import Mail
import Store
import TestSupport
import Testing

/// Work that cannot be done is set aside and seen, and the rest goes on (T-065, T-070).
@Suite struct ParkedTests {
    @Test("T-070 a message that brings its worker down three times is parked and flagged; others go on")
    func poison() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        country.post.lose { _ in true }
        let poison = try hospital.write(.admitted, to: municipality)
        try await country.settle([hospital])
        country.post.lose { _ in false }
        country.post.deliver(try #require(country.post.sent.first).data, to: municipality.address)
        try await municipality.fetch(at: country.clock.now())
        // Each claim is a worker that vanishes with the job in its hands.
        for _ in 0..<4 {
            let now = country.clock.now()
            _ = try await municipality.store.write {
                try $0.claim(JobClaim(kinds: ["process"], now: now, lease: 1, limit: 10, perKey: 10))
            }
            country.clock.advance(2)
        }
        try await ParkedFlow(context: municipality.context).flag(now: country.clock.now())
        let parked = try #require(try await municipality.messages(.incoming).first)
        #expect(parked.state == .parked)
        #expect(parked.reason == "crashed-three-times")
        #expect(try await ParkedFlow(context: municipality.context).flag(now: country.clock.now()) == 0)

        let other = try hospital.write(.dischargeReport, to: municipality)
        try await country.settle([hospital, municipality])
        #expect(try municipality.files(in: "in") == [other])

        // A person takes it up again, and it goes on where it stood.
        let now = country.clock.now()
        let takeUp = { @Sendable (transaction: any TenantTransaction) in
            try ParkedFlow.takeUp(parked.key, actor: "uid:1000", now: now, in: transaction)
        }
        #expect(try await municipality.store.write(takeUp))
        #expect(try await !municipality.store.write(takeUp))
        try await country.settle([hospital, municipality])
        #expect(Set(try municipality.files(in: "in")) == [other, poison])
        #expect(try await municipality.steps(of: parked).contains("unparked"))
    }

    @Test("T-070 U-43 the record system is told of its document whose work was set aside, once")
    func told() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        try hospital.write(.admitted, to: municipality)
        try await SubmissionIntake(context: hospital.context).take(from: hospital.system, now: country.clock.now())
        for _ in 0..<4 {
            let now = country.clock.now()
            _ = try await hospital.store.write {
                try $0.claim(JobClaim(kinds: ["plan"], now: now, lease: 1, limit: 10, perKey: 10))
            }
            country.clock.advance(2)
        }
        for _ in 0..<2 {
            try await ParkedFlow(context: hospital.context).flag(now: country.clock.now())
            try await country.settle([hospital])
        }
        #expect(try hospital.outcomes() == ["parked"])
        #expect(country.post.sent.isEmpty)
    }
}
