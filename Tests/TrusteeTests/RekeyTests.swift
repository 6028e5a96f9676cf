import Foundation
import Identifiers
import NationalIdentity
import SealedSubmission
import TestSupport
import Testing

@testable import Trustee

@Suite("A new generation of pseudonyms")
struct RekeyTests {
    @Test(
        "everybody gets a new pseudonym, the register a map from old to new, and the old keys are gone; crashes at each step",
        arguments: [
            nil, CrashPoint.rekeyBegun, .rekeyCopied, .rekeyMapWritten, .rekeyActivated,
        ])
    func changed(point: CrashPoint?) async throws {
        let stage = try Stage()
        var store = try await stage.filled()
        var vault = try await store.vault(for: Stage.register)
        let persons = try SyntheticNumbers.identities(40)
        let dNumber = try SyntheticNumbers.dNumber(before: persons[0].digits)
        let old = try await vault.pseudonyms(for: persons)
        _ = try await store.changeIdentity(from: dNumber, to: persons[0], in: vault, by: "kari", at: Stage.now)
        // Two numbers of one person that both had pseudonyms.
        _ = try await store.changeIdentity(from: persons[1], to: persons[2], in: vault, by: "kari", at: Stage.now)
        try await vault.close()

        let permit = try await permit(store, stage)
        var delivery: [Pseudonym: Pseudonym] = [:]
        do {
            delivery = try await change(store, stage, permit: permit, faults: point.map { .once($0) } ?? .none)
        } catch is Crash {
            try await store.close()
            store = try await stage.open()
            if point != .rekeyActivated {
                let isBegun = point.map { [.rekeyBegun, .rekeyCopied, .rekeyMapWritten].contains($0) } ?? false
                #expect(isBegun)
                delivery = try await change(store, stage, permit: nil, faults: .none)
            }
        }
        vault = try await store.vault(for: Stage.register)
        #expect(vault.generation == 2)
        let new = try await vault.pseudonyms(for: persons)
        #expect(Set(new).isDisjoint(with: old))
        #expect(new[2] == new[1])
        #expect(try await vault.pseudonyms(for: [dNumber]) == [new[0]])
        if point != .rekeyActivated {
            #expect(delivery == Dictionary(zip(old, new)) { first, _ in first })
        }
        await #expect(throws: TrusteeError.unknown) { try await store.openVault(Stage.register, generation: 1) }
        let names = try FileManager.default.subpathsOfDirectory(atPath: stage.directory)
        #expect(!names.contains { $0.hasPrefix("vault-iplos-1.") })
        #expect(try await store.verifyAudit().openIntents == [])
    }

    @Test("while pseudonyms are being replaced none are given out, and none are replaced while old ones are under way")
    func exclusion() async throws {
        let stage = try Stage()
        let store = try await stage.filled()
        let vault = try await store.vault(for: Stage.register)
        let rekey = rekey(store, stage)
        let sealed = try SealedByMunicipality(SyntheticNumbers.digits(2), stage)
        _ = try await sealed.send(to: stage.intake(store))
        _ = try await stage.pseudonymisation(store, vault).run(sealed.id, now: Stage.now)
        let permit = try await permit(store, stage)
        await #expect(throws: TrusteeError.wrongState) {
            try await rekey.begin(permit: permit, by: "kari", at: Stage.now)
        }
        try await store.delivered(sealed.id, at: Stage.now)
        #expect(try await rekey.begin(permit: permit, by: "kari", at: Stage.now) == .success(2))
        let next = try SealedByMunicipality(
            SyntheticNumbers.digits(3), stage, SealedByMunicipality.Wish(sequence: 2))
        _ = try await next.send(to: stage.intake(store))
        await #expect(throws: TrusteeError.rekeying) {
            try await stage.pseudonymisation(store, vault).run(next.id, now: Stage.now)
        }
        let persons = try SyntheticNumbers.identities(2)
        await #expect(throws: TrusteeError.rekeying) {
            try await store.changeIdentity(from: persons[0], to: persons[1], in: vault, by: "kari", at: Stage.now)
        }
        await #expect(throws: TrusteeError.wrongState) { try await rekey.delivered(at: Stage.now) }
        try await rekey.run(year: Stage.year, now: Stage.now)
        try await rekey.delivered(at: Stage.now)
        await #expect(throws: TrusteeError.rekeying) {
            try await stage.pseudonymisation(store, vault).run(next.id, now: Stage.now)
        }
        let fresh = try await store.vault(for: Stage.register)
        #expect(try await stage.pseudonymisation(store, fresh).run(next.id, now: Stage.now) == .mapped)
        _ = try RegisterSide(stage: stage).map(try await store.delivery(of: next.id), generation: 2)
    }

    @Test("nothing is begun without a permit, and nothing runs that was not begun")
    func permits() async throws {
        let stage = try Stage()
        let store = try await stage.filled()
        _ = try await store.vault(for: Stage.register)
        let rekey = rekey(store, stage)
        #expect(try await rekey.begin(permit: 1, by: "kari", at: Stage.now) == .failure(.unknown))
        await #expect(throws: TrusteeError.wrongState) { try await rekey.run(year: Stage.year, now: Stage.now) }
    }

    private func rekey(_ store: TrusteeStore, _ stage: Stage, faults: FaultPoint = .none) -> Rekey {
        Rekey(
            store: store, register: Stage.register, organisation: stage.registerOrganisation,
            signer: stage.trusteeSigner, faults: faults)
    }

    private func permit(_ store: TrusteeStore, _ stage: Stage) async throws -> Int64 {
        let number = try await rekey(store, stage).request(reason: "Nøkkelbytte", by: "kari", at: Stage.now).get()
        #expect(try await Permits(store: store).approve(number, for: .every, by: "ola", at: Stage.now) == nil)
        return number
    }

    private func change(
        _ store: TrusteeStore, _ stage: Stage, permit: Int64?, faults: FaultPoint
    ) async throws -> [Pseudonym: Pseudonym] {
        let rekey = rekey(store, stage, faults: faults)
        if let permit { #expect(try await rekey.begin(permit: permit, by: "kari", at: Stage.now) == .success(2)) }
        try await rekey.run(year: Stage.year, now: Stage.now)
        try await rekey.run(year: Stage.year, now: Stage.now)
        let changes = try RegisterSide(stage: stage).rekeying(try await rekey.delivery())
        try await rekey.delivered(at: Stage.now)
        return changes
    }
}
