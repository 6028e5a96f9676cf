import Delivery
import Exchange
import Foundation
import Store
import TestSupport
import Testing

@Suite("Hand-over to a record system on the API")
struct APIHandOverTests {
    @Test("M-107 a document is offered in the transaction that accepts it, once") func atOnce() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        try await municipality.hand(to: municipality.overAPI)
        try hospital.write(.admitted, to: municipality)
        try await country.settle([hospital])
        let now = country.clock.now()
        try await municipality.fetch(at: now)
        let claim = JobClaim(kinds: [IncomingFlow.kind], now: now, lease: 60, limit: 1, perKey: 1)
        let job = try #require(try await municipality.store.write { try $0.claim(claim) }.first)
        #expect(try await IncomingFlow(context: municipality.context).handle(job, now: now) == .completed)

        let received = try await municipality.received()
        #expect(received.map(\.state) == [.handedOver] && received.map(\.recordSystem) == ["records"])
        #expect(try await municipality.steps(of: received[0]) == ["received", "queuedForHandOver", "handedOver"])
        try await country.settle([hospital, municipality])
        let offers = try await municipality.store.read { try $0.offers(of: received[0].key) }
        #expect(offers.map(\.id) == [received[0].serverID] && offers.map(\.state) == [.written])
        #expect(try municipality.files(in: "in").isEmpty)
        #expect(try await hospital.sentMessage().state == .acknowledged)
    }

    @Test("M-107 a record system's folder is written after the transaction that accepts") func folder() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        try hospital.write(.admitted, to: municipality)
        try await country.settle([hospital])
        let now = country.clock.now()
        try await municipality.fetch(at: now)
        let claim = JobClaim(kinds: [IncomingFlow.kind], now: now, lease: 60, limit: 1, perKey: 1)
        let job = try #require(try await municipality.store.write { try $0.claim(claim) }.first)
        #expect(try await IncomingFlow(context: municipality.context).handle(job, now: now) == .completed)
        #expect(try await municipality.received().map(\.state) == [.queuedForHandOver])
    }

    @Test("T-073 behind one of its conversation that waits a document takes its turn; others go at once")
    func order() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        try await municipality.hand(to: nil)
        let first = UUID()
        try hospital.write(.enquiry, to: municipality, msgID: first)
        try await country.settle([hospital, municipality])
        #expect(try await municipality.received().map(\.state) == [.queuedForHandOver])

        try await municipality.hand(to: municipality.overAPI)
        try hospital.write(.enquiry, to: municipality) { document in
            let id = first.uuidString.lowercased()
            document.conversation = (parent: id, first: id)
        }
        try await country.settle([hospital, municipality])
        try hospital.write(.admitted, to: municipality)
        try await country.settle([hospital, municipality])
        let states = try await municipality.received().map(\.state)
        #expect(states == [.queuedForHandOver, .queuedForHandOver, .handedOver])

        try await country.settle([hospital, municipality], after: 900)
        #expect(try await municipality.received().map(\.state) == [.handedOver, .handedOver, .handedOver])
        let offered = try await municipality.store.read {
            try $0.offers(recordSystem: "records", states: [.written]).map(\.message)
        }
        let keys = try await municipality.received().map(\.key)
        #expect(offered == [keys[2], keys[0], keys[1]], "in order within the conversation")
    }
}

extension Office {
    /// Its record system, without a folder.
    fileprivate var overAPI: RecordSystem {
        RecordSystem(name: "records", folder: nil, herIDs: units, createdAt: Country.start)
    }

    /// Has another record system from now on, or none.
    fileprivate func hand(to system: RecordSystem?) async throws {
        try await store.write { transaction in
            if let system {
                try transaction.put(system)
            } else {
                try transaction.delete(RecordSystem.self, id: "records")
            }
        }
        context.settings.replace(with: try await settings())
    }

    /// The business messages it has got, in the order they came.
    fileprivate func received() async throws -> [StoredMessage] { try await messages(.incoming, kinds: [.business]) }
}
