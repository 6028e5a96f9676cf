import Foundation
import Identifiers
import NationalIdentity
import OsloCalendar
import SQLiteAccess
import SealedSubmission
import TestSupport
import Testing

@testable import Trustee

@Suite("The job of pseudonymisation")
struct PseudonymisationTests {
    @Test("T-121 the register gets one pseudonym a person, the same for every municipality and submission")
    func mapped() async throws {
        let stage = try Stage()
        let store = try await stage.filled()
        let vault = try await store.vault(for: Stage.register)
        let digits = SyntheticNumbers.digits(10)
        let north = try SealedByMunicipality(digits, stage)
        let south = try SealedByMunicipality(
            digits.reversed(), stage,
            SealedByMunicipality.Wish(unit: Stage.south, organisation: SyntheticOrganisations.southMunicipality))
        _ = try await north.send(to: stage.intake(store))
        _ = try await south.send(to: stage.intake(store), by: Stage.admission(Stage.south))
        #expect(try await Set(store.pseudonymisable()) == [north.id, south.id])
        for sealed in [north, south] {
            #expect(try await stage.pseudonymisation(store, vault).run(sealed.id, now: Stage.now) == .mapped)
        }
        #expect(try await store.pseudonymisable() == [])
        let maps = try await [north, south].asyncMap { sealed in
            try RegisterSide(stage: stage).map(try await store.delivery(of: sealed.id))
        }
        let pseudonyms = maps[0].pseudonyms(north.links)
        #expect(Set(pseudonyms).count == 10)
        #expect(maps[1].pseudonyms(south.links) == pseudonyms.reversed())
        #expect(try await store.verifyAudit().openIntents == [])
    }

    @Test("I-033 an invalid identity is a reason and no pseudonym; production refuses invented ones, a test real ones")
    func invalid() async throws {
        let stage = try Stage()
        let store = try await stage.filled()
        let vault = try await store.vault(for: Stage.register)
        let good = SyntheticNumbers.digits(1)[0]
        var badCheck = good
        badCheck[10] = badCheck[10] == 48 ? 49 : 48
        let digits = [good, badCheck, [], Array("123".utf8), Array("1234567890a".utf8), Array("01014800000".utf8)]
        let sealed = try SealedByMunicipality(digits, stage)
        _ = try await sealed.send(to: stage.intake(store))
        _ = try await stage.pseudonymisation(store, vault).run(sealed.id, now: Stage.now)
        let map = try RegisterSide(stage: stage).map(try await store.delivery(of: sealed.id))
        let faults: [IdentityFault] = [.wrongCheckDigit, .missing, .wrongLength, .notDigits, .realInTest]
        #expect(map.outcomes(sealed.links).dropFirst().map { $0 } == faults.map { .reason($0.rawValue) })
        #expect(map.pseudonyms(sealed.links).count == 1)
        #expect(try await vault.count() == 1)

        let counted = try SealedByMunicipality([good], stage, SealedByMunicipality.Wish(sequence: 2))
        _ = try await counted.send(to: stage.intake(store))
        let production = Pseudonymisation(
            store: store, vault: vault, signer: stage.trusteeSigner, trust: stage.trust, realms: IdentityRealms())
        _ = try await production.run(counted.id, now: Stage.now)
        let second = try RegisterSide(stage: stage).map(try await store.delivery(of: counted.id))
        #expect(second.outcomes(counted.links) == [.reason(IdentityFault.syntheticInProduction.rawValue)])
    }

    @Test("T-118 a part that was sealed for another submission is refused with an alarm, and erased")
    func foreignPart() async throws {
        let stage = try Stage()
        let store = try await stage.filled()
        let vault = try await store.vault(for: Stage.register)
        let intake = stage.intake(store)
        let digits = SyntheticNumbers.digits(3)
        let first = try SealedByMunicipality(digits, stage)
        _ = try await first.send(to: intake)
        let wish = SealedByMunicipality.Wish(sequence: 2, identitiesOf: first.id)
        let replayed = try SealedByMunicipality(digits, stage, wish)
        _ = try await replayed.send(to: intake)
        let job = stage.pseudonymisation(store, vault)
        #expect(try await job.run(replayed.id, now: Stage.now) == .refused(.partReplayed))
        #expect(try await job.run(replayed.id, now: Stage.now) == .refused(.partReplayed))
        #expect(try await store.alarms().map(\.submission) == [replayed.id])
        #expect(!FileManager.default.fileExists(atPath: intake.spool.directory(replayed.id)))
        let status = try await store.status(for: Stage.admission(), now: Stage.now, round: .morning).first {
            $0.submission == replayed.id
        }
        #expect(status?.state == .refused)
        #expect(status?.reason == .partReplayed)
        #expect(try await replayed.send(to: intake) == .refused(.refusedBefore))
        #expect(try await job.run(first.id, now: Stage.now) == .mapped)
    }

    @Test(
        "I-020 identity records that are none, too few or twice are refused by name",
        arguments: [
            ([[UInt8](repeating: 1, count: 31)], 1, SubmissionFault.Code.partDamaged),
            ([[UInt8](repeating: 200, count: 32)], 1, .partDamaged), ([], 1, .mapCounts),
            ([[UInt8](repeating: 0, count: 32)], 2, .mapCounts),
            ([[UInt8](repeating: 0, count: 32), [UInt8](repeating: 0, count: 32)], 2, .mapLinkRepeated),
        ] as [([[UInt8]], Int, SubmissionFault.Code)])
    func records(_ records: [[UInt8]], persons: Int, code: SubmissionFault.Code) async throws {
        let stage = try Stage()
        let store = try await stage.filled()
        let vault = try await store.vault(for: Stage.register)
        let wish = SealedByMunicipality.Wish(personCount: persons, identityBytes: records)
        let sealed = try SealedByMunicipality(SyntheticNumbers.digits(1), stage, wish)
        _ = try await sealed.send(to: stage.intake(store))
        #expect(try await stage.pseudonymisation(store, vault).run(sealed.id, now: Stage.now) == .refused(code))
        #expect(try await store.deliverable() == [])
    }

    @Test("what is not on disk as it came is our damage, and not the sender's fault")
    func damaged() async throws {
        let stage = try Stage()
        let store = try await stage.filled()
        let vault = try await store.vault(for: Stage.register)
        let sealed = try SealedByMunicipality(SyntheticNumbers.digits(1), stage)
        let intake = stage.intake(store)
        _ = try await sealed.send(to: intake)
        let path = intake.spool.file(PartName(.identity, 1), of: sealed.id)
        try DurableFile.write(Array(sealed.parts[0].bytes.dropLast()), to: path)
        let job = stage.pseudonymisation(store, vault)
        await #expect(throws: SubmissionFault.self) { try await job.run(sealed.id, now: Stage.now) }
        try intake.spool.discard(PartName(.identity, 1), of: sealed.id)
        await #expect(throws: TrusteeError.damaged) { try await job.run(sealed.id, now: Stage.now) }
        #expect(try await store.pseudonymisable() == [sealed.id])
    }

    @Test("I-032 after the register's 2xx nothing of a submission is left but its record; before it all is")
    func erased() async throws {
        let stage = try Stage()
        let store = try await stage.filled()
        let vault = try await store.vault(for: Stage.register)
        let sealed = try SealedByMunicipality(SyntheticNumbers.digits(3), stage)
        let intake = stage.intake(store)
        _ = try await sealed.send(to: intake)
        await #expect(throws: TrusteeError.wrongState) { try await store.delivered(sealed.id, at: Stage.now) }
        _ = try await stage.pseudonymisation(store, vault).run(sealed.id, now: Stage.now)
        let delivery = try await store.delivery(of: sealed.id)
        #expect(delivery.kind == .ordinary)
        #expect(delivery.manifest == sealed.manifest)
        for part in sealed.parts where part.entry.role == .content {
            #expect(try RegisterSide.read(try #require(delivery.files[part.fileName])) == part.bytes)
        }
        try await store.delivered(sealed.id, at: Stage.now)
        try await store.delivered(sealed.id, at: Stage.now)
        #expect(!FileManager.default.fileExists(atPath: intake.spool.directory(sealed.id)))
        #expect(try FileManager.default.contentsOfDirectory(atPath: store.directory.outbox) == [])
        await #expect(throws: TrusteeError.wrongState) { try await store.delivery(of: sealed.id) }
        try await store.keep(StatusEvent(submission: sealed.id, step: .controlled, at: Stage.now + 5), now: Stage.now)
        try await store.keep(StatusEvent(submission: sealed.id, step: .controlled, at: Stage.now + 9), now: Stage.now)
        let steps = try await store.status(for: Stage.admission(), now: Stage.now, round: .morning).first?.steps ?? []
        #expect(
            Set(steps.map(\.name)) == [
                "receiving", "received", "pseudonymised", "delivered", "register.controlled",
            ])
        #expect(steps.last == SubmissionStatus.Step(name: "register.controlled", at: Stage.now + 5))
    }
}

extension Sequence where Element: Sendable {
    /// One after the other.
    func asyncMap<Value: Sendable>(_ work: (Element) async throws -> Value) async rethrows -> [Value] {
        var values: [Value] = []
        for element in self { values.append(try await work(element)) }
        return values
    }
}
