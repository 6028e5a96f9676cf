import Foundation
import Mail
import Store
import TestSupport
import Testing

@testable import Exchange

/// A mail exchange that is out of reach, and what waits for it (T-068).
@Suite struct OutageTests {
    @Test("T-068 one message probes an exchange that is out of reach, and all are sent within a minute of its return")
    func probing() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        country.post.goDown(.init(.connectionFailed, .retry))
        for _ in 0..<10 { try hospital.write(.admitted, to: municipality) }
        try await country.settle([hospital])
        for _ in 0..<180 { try await country.settle([hospital], after: 20) }
        let tries = try await hospital.messages(.outgoing, kinds: [.business]).map(\.attempts)
        #expect((60...150).contains(tries.reduce(0, +)), "an hour long about once a minute, by one: \(tries)")
        let waiting = try #require(try await hospital.messages(.outgoing, kinds: [.business]).last)
        #expect(try await hospital.steps(of: waiting).contains("sendFailed"), "each says why it waits")

        country.post.goDown(nil)
        try await country.settle([hospital], after: 60)
        try await country.settle([hospital], after: 1)
        #expect(country.post.sent.count == 10)
        try await country.settle([hospital, municipality])
        let states = try await hospital.messages(.outgoing, kinds: [.business]).map(\.state)
        #expect(states.allSatisfy { $0 == .acknowledged })
    }

    @Test("T-068 a mail that is put off, or that the exchange lost, keeps no other from being sent")
    func othersGoOn() async throws {
        for error in [MailError(.refusedForNow, .retry), MailError(.connectionLost, .retry)] {
            let (country, hospital, municipality) = try await Country.withTwoOffices()
            country.post.goDown(error)
            try hospital.write(.admitted, to: municipality)
            try await country.settle([hospital])
            country.post.goDown(nil)
            try hospital.write(.admitted, to: municipality)
            try await country.settle([hospital])
            #expect(!country.post.sent.isEmpty, "\(error)")
        }
    }

    @Test("T-068 a probe that is cut off leaves the next one to another mail")
    func cutProbe() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        country.post.goDown(.init(.connectionFailed, .retry))
        for _ in 0..<3 { try hospital.write(.admitted, to: municipality) }
        try await country.settle([hospital])
        country.post.goDown(.init(.connectionLost, .retry))
        for _ in 0..<12 { try await country.settle([hospital], after: 10) }
        let tries = try await hospital.messages(.outgoing, kinds: [.business]).map(\.attempts)
        #expect(tries.allSatisfy { $0 >= 1 }, "each has had a turn: \(tries)")
        country.post.goDown(nil)
        try await country.settle([hospital], after: 60)
        try await country.settle([hospital], after: 1)
        #expect(country.post.sent.count == 3)
    }

    @Test("T-068 the turn to probe goes to another when whoever had it vanished")
    func turns() {
        let (outages, now) = (Outages(), Date(timeIntervalSince1970: 1_800_000_000))
        func later(_ seconds: Double) -> Date { now.addingTimeInterval(seconds) }
        #expect(outages.mayHaveWaiting("a"), "nothing is known at start")
        #expect(outages.turn("a", now: now) == .send)
        let first = outages.failed("a", as: .send, now: now, spread: 1)
        #expect(first == later(5))
        #expect(outages.failed("a", as: .send, now: later(1), spread: 1) == later(5), "under way when it began")
        #expect(outages.turn("a", now: later(4)) == .wait(until: later(5)))
        #expect(outages.turn("b", now: later(4)) == .send, "another exchange is not concerned")
        #expect(outages.turn("a", now: later(5)) == .probe)
        #expect(outages.turn("a", now: later(6)) == .wait(until: later(65)))
        #expect(outages.turn("a", now: later(65)) == .probe)
        #expect(outages.failed("a", as: .probe, now: later(66), spread: 1) == later(76))
        outages.reached("a")
        #expect(outages.turn("a", now: later(67)) == .send)
        #expect(!outages.mayHaveWaiting("a"))
    }
}
