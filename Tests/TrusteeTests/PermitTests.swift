import Foundation
import NationalIdentity
import SQLiteAccess
import Testing

@testable import Trustee

@Suite("What two persons must agree on")
struct PermitTests {
    private struct Desk {
        let stage: Stage
        let store: TrusteeStore
        let lookup: MappingLookup
        let permits: Permits
        let identity: NationalIdentity

        init() async throws {
            stage = try Stage()
            store = try await stage.open()
            let vault = try await store.vault(for: Stage.register)
            identity = try SyntheticNumbers.identities(1)[0]
            _ = try await vault.pseudonyms(for: [identity])
            lookup = MappingLookup(store: store, vault: vault)
            permits = Permits(store: store)
        }

        func request(_ reason: String = "Innsyn, sak 17/1", by person: String = "kari") async throws -> Int64 {
            try await lookup.request(pseudonymOf: identity, reason: reason, by: person, at: Stage.now).get()
        }

        func answer(_ number: Int64, by person: String = "kari", after seconds: TimeInterval = 0) async throws
            -> Result<MappingLookup.Answer, PermitRefusal>
        {
            try await lookup.answer(number, by: person, at: Stage.now + seconds)
        }
    }

    @Test("one asks, another allows, who asked gets it once; all three are in the chain")
    func allowed() async throws {
        let desk = try await Desk()
        let number = try await desk.request()
        #expect(try await desk.answer(number) == .failure(.notApproved))
        #expect(try await desk.permits.approve(number, for: .every, by: "kari", at: Stage.now) == .samePerson)
        #expect(try await desk.permits.open(at: Stage.now).map(\.reason) == ["Innsyn, sak 17/1"])
        #expect(try await desk.permits.approve(number, for: .every, by: "ola", at: Stage.now) == nil)
        #expect(try await desk.permits.approve(number, for: .every, by: "per", at: Stage.now) == .approvedBefore)
        #expect(try await desk.permits.open(at: Stage.now) == [])
        #expect(try await desk.answer(number, by: "ola") == .failure(.otherPerson))
        guard case .success(.pseudonym) = try await desk.answer(number) else { throw Crash() }
        #expect(try await desk.answer(number) == .failure(.used))
        let chain = try await desk.store.database.read { connection in
            try connection.all("SELECT actor, action FROM audit ORDER BY sequence") {
                "\($0.text(0) ?? "") \($0.text(1) ?? "")"
            }
        }
        #expect(chain == ["kari permit.requested", "ola permit.approved", "kari permit.used"])
    }

    @Test("a request and what was allowed by it end after a day; without a reason there is none")
    func limits() async throws {
        let desk = try await Desk()
        let late = try await desk.request()
        let end = Stage.now + Permits.lifetime
        #expect(try await desk.permits.approve(late, for: .every, by: "ola", at: end) == .expired)
        #expect(try await desk.permits.approve(late, for: .every, by: "ola", at: end - 1) == nil)
        #expect(try await desk.answer(late, after: Permits.lifetime) == .failure(.expired))
        #expect(try await desk.permits.approve(99, for: .every, by: "ola", at: Stage.now) == .unknown)
        #expect(try await desk.answer(99) == .failure(.unknown))
        let without = try await desk.lookup.request(
            pseudonymOf: desk.identity, reason: " \n", by: "kari", at: Stage.now)
        #expect(without == .failure(.noReason))
    }

    @Test("a permit for a change of generation looks nobody up, and the other way round")
    func purposes() async throws {
        let desk = try await Desk()
        let rekey = Rekey(
            store: desk.store, register: Stage.register,
            organisation: desk.stage.registerOrganisation, signer: desk.stage.trusteeSigner)
        let change = try await rekey.request(reason: "Nøkkelbytte", by: "kari", at: Stage.now).get()
        let look = try await desk.request()
        #expect(try await desk.permits.approve(look, for: [.rekey], by: "ola", at: Stage.now) == .otherPurpose)
        #expect(
            try await desk.permits.approve(change, for: [.identityOfPseudonym], by: "ola", at: Stage.now)
                == .otherPurpose)
        for number in [change, look] {
            _ = try await desk.permits.approve(number, for: .every, by: "ola", at: Stage.now)
        }
        #expect(try await desk.answer(change) == .failure(.otherPurpose))
        let other = try await desk.store.vault(for: try #require(RegisterName("kpr")))
        let elsewhere = MappingLookup(store: desk.store, vault: other)
        #expect(try await elsewhere.answer(look, by: "kari", at: Stage.now) == .failure(.otherPurpose))
        #expect(try await rekey.begin(permit: look, by: "kari", at: Stage.now) == .failure(.otherPurpose))
        #expect(try await rekey.begin(permit: change, by: "kari", at: Stage.now) == .success(2))
        guard case .success(.pseudonym) = try await desk.answer(look) else { throw Crash() }
    }

    @Test("nobody is found who is not there")
    func unknown() async throws {
        let desk = try await Desk()
        let stranger = try SyntheticNumbers.identities(1, from: 9_000)[0]
        let number = try await desk.lookup.request(
            pseudonymOf: stranger, reason: "Innsyn", by: "kari", at: Stage.now
        ).get()
        _ = try await desk.permits.approve(number, for: .every, by: "ola", at: Stage.now)
        #expect(try await desk.answer(number) == .success(.none))
    }
}

extension Set<PermitPurpose> {
    static let every = Set(PermitPurpose.allCases)
}
