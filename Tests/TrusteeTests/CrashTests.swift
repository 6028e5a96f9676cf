import Foundation
import Identifiers
import SealedSubmission
import TestSupport
import Testing

@testable import Trustee

@Suite("A trustee that dies in the middle")
struct CrashTests {
    @Test(
        "T-127 a crash at any step of the intake is mended by sending again; the receipt is one",
        arguments: [CrashPoint.manifestStored, .partsDurable, .arrivalStored, .receiptSigned])
    func intake(point: CrashPoint) async throws {
        let stage = try Stage()
        let store = try await stage.filled()
        let sealed = try SealedByMunicipality(SyntheticNumbers.digits(4), stage)
        await #expect(throws: Crash.self) {
            try await sealed.send(to: stage.intake(store, faults: .once(point)))
        }
        try await store.close()
        let reopened = try await stage.open()
        let outcome = try await sealed.send(to: stage.intake(reopened), now: Stage.now + 90)
        guard case .received(let receipt) = outcome else { throw Crash() }
        #expect(try await sealed.send(to: stage.intake(reopened), now: Stage.now + 180) == outcome)
        // What had arrived before the crash has arrived then.
        let hadArrived = point == .arrivalStored || point == .receiptSigned
        let document = try stage.signers.open(receipt, as: SubmissionReceipt.self).document
        #expect(document.receivedAt == Stage.now + (hadArrived ? 0 : 90))
        let verdict = try await reopened.verifyAudit()
        #expect(verdict.brokenAt == nil)
        #expect(verdict.openIntents == [])
    }

    @Test(
        "T-127 a crash at any step of the pseudonymisation is mended by running again; the map is the same",
        arguments: [
            CrashPoint.partOpened, .pseudonymsStored, .mapPartWritten, .mapSigned, .mapStored, .deliveryStored,
        ])
    func pseudonymisation(point: CrashPoint) async throws {
        let stage = try Stage()
        let store = try await stage.filled()
        let vault = try await store.vault(for: Stage.register)
        // The same persons in an undisturbed submission before: what their pseudonyms must be.
        let digits = SyntheticNumbers.digits(9)
        let before = try SealedByMunicipality(digits, stage)
        let sealed = try SealedByMunicipality(digits, stage, SealedByMunicipality.Wish(sequence: 2))
        for each in [before, sealed] { _ = try await each.send(to: stage.intake(store)) }
        _ = try await stage.pseudonymisation(store, vault).run(before.id, now: Stage.now)
        let expected = try RegisterSide(stage: stage).map(try await store.delivery(of: before.id))

        let dying = stage.pseudonymisation(store, vault, faults: .once(point))
        await #expect(throws: Crash.self) {
            _ = try await dying.run(sealed.id, now: Stage.now)
            try await store.delivered(sealed.id, at: Stage.now, .once(point))
        }
        try await vault.close()
        try await store.close()

        let reopened = try await stage.open()
        let spool = Spool(path: reopened.directory.spool)
        let isErased = !FileManager.default.fileExists(atPath: spool.directory(sealed.id))
        #expect(isErased == (point == .deliveryStored))
        let again = try await reopened.vault(for: Stage.register)
        #expect(
            try await stage.pseudonymisation(reopened, again).run(sealed.id, now: Stage.now + 60) == .mapped)
        if point != .deliveryStored {
            let map = try RegisterSide(stage: stage).map(try await reopened.delivery(of: sealed.id))
            #expect(map.count == digits.count)
            #expect(map.pseudonyms(sealed.links) == expected.pseudonyms(before.links))
        }
        #expect(try await again.count() == digits.count)
        #expect(try await reopened.verifyAudit().openIntents == [])
    }

    @Test("T-127 new persons drawn before a crash keep what was drawn")
    func drawnBefore() async throws {
        let stage = try Stage()
        let store = try await stage.filled()
        let vault = try await store.vault(for: Stage.register)
        let digits = SyntheticNumbers.digits(12)
        let sealed = try SealedByMunicipality(digits, stage)
        _ = try await sealed.send(to: stage.intake(store))
        let dying = stage.pseudonymisation(store, vault, faults: .once(.mapSigned))
        await #expect(throws: Crash.self) { try await dying.run(sealed.id, now: Stage.now) }
        let first = try MapStatement.self.hash(in: store, of: sealed.id, stage)
        _ = try await stage.pseudonymisation(store, vault).run(sealed.id, now: Stage.now + 60)
        #expect(try MapStatement.self.hash(in: store, of: sealed.id, stage) == first)
        let delivery = try await store.delivery(of: sealed.id)
        _ = try await stage.pseudonymisation(store, vault).run(sealed.id, now: Stage.now + 120)
        #expect(try await store.delivery(of: sealed.id).statement == delivery.statement)
    }
}

extension MapStatement {
    /// The hash over the whole map, as the statement in the outbox has it.
    fileprivate static func hash(in store: TrusteeStore, of id: SubmissionID, _ stage: Stage) throws -> ContentHash {
        let outbox = Outbox(directory: store.directory.outbox)
        let signed = try outbox.read(Outbox.statementName, of: id, limit: maximumBytes)
        return try stage.signers.open(signed, as: MapStatement.self).document.map
    }
}
