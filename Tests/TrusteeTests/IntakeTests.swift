import Certificates
import Cryptography
import Foundation
import Identifiers
import OsloCalendar
import SQLiteAccess
import SealedSubmission
import TestSupport
import Testing

@testable import Trustee

@Suite("The intake of submissions")
struct IntakeTests {
    private static let identities = SyntheticNumbers.digits(6)

    @Test("I-034 an upload gives a signed receipt, and the same one whenever it is repeated")
    func received() async throws {
        let stage = try Stage()
        let store = try await stage.filled()
        let sealed = try SealedByMunicipality(Self.identities, stage)
        let outcome = try await sealed.send(to: stage.intake(store))
        guard case .received(let signed) = outcome else { throw Crash() }
        let receipt = try SubmissionReceipt.verify(
            signed, signers: stage.signers, trustee: SyntheticOrganisations.hospital.number,
            manifest: ContentHash(of: sealed.manifest)
        ).document
        #expect(receipt.kind == .ordinary)
        #expect(receipt.receivedAt == Stage.now)
        #expect(receipt.nextReceiptBy == Date(timeIntervalSince1970: 1_484_463_600))
        let later = Stage.now + 600
        #expect(try await sealed.send(to: stage.intake(store), now: later) == outcome)
        let again = try await stage.intake(store).complete(
            sealed.id, by: Stage.admission(), hasManifest: true, now: later)
        #expect(again == outcome)
        #expect(try await store.verifyAudit().openIntents == [])
        let status = try await store.status(for: Stage.admission(), now: Stage.now, round: .morning)
        #expect(status.map(\.state) == [.received])
        #expect(status.map(\.arrivedAt) == [Stage.now])
        #expect(try await store.status(for: Stage.admission(Stage.south), now: Stage.now, round: .morning) == [])
    }

    @Test("I-031 an upload that is cut at any byte goes on there and becomes the same file")
    func resumed() async throws {
        let stage = try Stage()
        let store = try await stage.filled()
        let intake = stage.intake(store)
        let sealed = try SealedByMunicipality(Self.identities, stage)
        let sender = Stage.admission()
        _ = try await intake.begin(sealed.manifest, by: sender, revocation: Stage.noLists, now: Stage.now)
        for part in sealed.parts {
            var cut = 0
            while cut < part.bytes.count {
                let end = min(part.bytes.count, cut + 1 + cut % 97)
                let piece = Array(part.bytes[cut..<end])
                let name = part.entry.name
                let wrong = try await intake.append(piece, to: name, of: sealed.id, at: cut + 1, by: sender)
                #expect(wrong == .expected(cut))
                #expect(
                    try await intake.append(piece, to: name, of: sealed.id, at: cut, by: sender) == .at(end))
                cut = end
            }
        }
        let plan = try await intake.begin(sealed.manifest, by: sender, revocation: Stage.noLists, now: Stage.now)
        let ends = sealed.parts.map {
            UploadPlan.Part(name: $0.entry.name, offset: $0.bytes.count, octets: $0.bytes.count)
        }
        #expect(plan == .upload(UploadPlan(submission: sealed.id, parts: ends)))
        guard case .received = try await intake.complete(sealed.id, by: sender, hasManifest: true, now: Stage.now)
        else { throw Crash() }
        for part in sealed.parts {
            #expect(try intake.spool.read(part.entry.name, of: sealed.id) == part.bytes)
        }
    }

    @Test("one municipality cannot take the room of all: what it has begun and not ended has a limit, for a while")
    func open() async throws {
        let stage = try Stage()
        let store = try await stage.filled()
        var rules = IntakeRules(
            season: .usual(yearReported: Stage.year), minimumClientVersion: ClientVersion("1.0.0")!)
        let first = try SealedByMunicipality(Self.identities, stage)
        let second = try SealedByMunicipality(Self.identities, stage)
        let octets = (first.parts + second.parts).reduce(0) { $0 + $1.bytes.count }
        for limit in [(1, 1 << 30), (2, octets - 1)] {
            rules.mostOpen = limit
            let intake = Intake(store: store, signer: stage.trusteeSigner, trust: stage.trust, rules: rules)
            for (sealed, refused) in [(first, false), (second, true), (first, false)] {
                let begun = try await intake.begin(
                    sealed.manifest, by: Stage.admission(), revocation: Stage.noLists, now: Stage.now)
                #expect((begun == .refused(.tooMuchOpen)) == refused)
            }
        }
        rules.mostOpen = (2, octets)
        let intake = Intake(store: store, signer: stage.trusteeSigner, trust: stage.trust, rules: rules)
        let begun = try await intake.begin(
            second.manifest, by: Stage.admission(), revocation: Stage.noLists, now: Stage.now)
        guard case .upload = begun else { throw Crash() }
        let since = [(Stage.north, -1), (Stage.north, 1), (Stage.south, -1)] as [(ReportingUnit, TimeInterval)]
        let held = try await store.database.read { connection in
            try since.map { try SubmissionRecords.open(of: $0, since: Stage.now + $1, in: connection).submissions }
        }
        #expect(held == [2, 0, 0])
    }

    @Test("an upload leaves room on the disk for everything else")
    func reserve() throws {
        let scratch = try ScratchDirectory()
        var spool = Spool(path: scratch.path)
        let (part, id) = (PartName(fileName: "identity-0001.p7m")!, SubmissionID(random: SecureRandom.bytes(16))!)
        #expect(try spool.append([1], to: part, of: id, at: 0, limit: 2) == .at(1))
        spool.reserve = .max
        #expect(throws: TrusteeError.full) { try spool.append([2], to: part, of: id, at: 1, limit: 2) }
        #expect(spool.length(part, of: id) == 1)
    }

    @Test("I-020 missing, short and altered parts are named; an altered one is sent again from its start")
    func parts() async throws {
        let stage = try Stage()
        let store = try await stage.filled()
        let intake = stage.intake(store)
        let sealed = try SealedByMunicipality(Self.identities, stage)
        let sender = Stage.admission()
        _ = try await intake.begin(sealed.manifest, by: sender, revocation: Stage.noLists, now: Stage.now)
        let (first, second) = (sealed.parts[0], sealed.parts[1])
        for part in sealed.parts.dropFirst(2) {
            _ = try await intake.append(part.bytes, to: part.entry.name, of: sealed.id, at: 0, by: sender)
        }
        var altered = first.bytes
        altered[100] ^= 1
        _ = try await intake.append(altered, to: first.entry.name, of: sealed.id, at: 0, by: sender)
        let short = Array(second.bytes.dropLast())
        _ = try await intake.append(short, to: second.entry.name, of: sealed.id, at: 0, by: sender)
        #expect(
            try await intake.complete(sealed.id, by: sender, hasManifest: true, now: Stage.now)
                == .refused(
                    .parts([
                        SubmissionFault(.partAltered, part: first.entry.name),
                        SubmissionFault(.partTruncated, part: second.entry.name),
                    ])))
        #expect(
            try await intake.complete(sealed.id, by: sender, hasManifest: true, now: Stage.now)
                == .refused(
                    .parts([
                        SubmissionFault(.partMissing, part: first.entry.name),
                        SubmissionFault(.partTruncated, part: second.entry.name),
                    ])))
        #expect(
            try await intake.append(
                second.bytes, to: second.entry.name, of: sealed.id, at: short.count, by: sender) == .tooLong)
        guard case .received = try await sealed.send(to: intake) else { throw Crash() }
    }

    @Test("T-119 a submission of another unit or organisation than the log-in's is refused with an alarm")
    func foreign() async throws {
        let stage = try Stage()
        let store = try await stage.filled()
        let own = try SealedByMunicipality(Self.identities, stage)
        let outcome = try await own.send(to: stage.intake(store), by: Stage.admission(Stage.south))
        #expect(outcome == .refused(.manifest(SubmissionFault(.otherOrganisation))))
        let wish = SealedByMunicipality.Wish(unit: Stage.south)
        let stolen = try SealedByMunicipality(Self.identities, stage, wish)
        let other = try await stolen.send(to: stage.intake(store))
        #expect(other == .refused(.manifest(SubmissionFault(.otherUnit))))
        let alarms = try await store.alarms()
        #expect(alarms.map(\.kind) == [.foreignSubmission, .foreignSubmission])
        #expect(alarms.map(\.municipality) == [Stage.south.municipality, Stage.north.municipality])
    }

    @Test("T-119 nobody adds to, ends or sees another unit's submission")
    func othersUpload() async throws {
        let stage = try Stage()
        let store = try await stage.filled()
        let intake = stage.intake(store)
        let sealed = try SealedByMunicipality(Self.identities, stage)
        _ = try await intake.begin(
            sealed.manifest, by: Stage.admission(), revocation: Stage.noLists, now: Stage.now)
        let stranger = Stage.admission(Stage.south)
        let part = sealed.parts[0]
        #expect(
            try await intake.append(part.bytes, to: part.entry.name, of: sealed.id, at: 0, by: stranger)
                == .refused(.unknownSubmission))
        #expect(
            try await intake.complete(sealed.id, by: stranger, hasManifest: true, now: Stage.now)
                == .refused(.unknownSubmission))
    }

    @Test("a manifest without a trusted signature, or of an old client, begins nothing")
    func unsigned() async throws {
        let stage = try Stage()
        let store = try await stage.filled()
        let intake = stage.intake(store)
        let sealed = try SealedByMunicipality(Self.identities, stage)
        var altered = sealed.manifest
        altered[altered.count / 2] ^= 1
        let outcome = try await intake.begin(
            altered, by: Stage.admission(), revocation: Stage.noLists, now: Stage.now)
        guard case .refused(.manifest) = outcome else { throw Crash() }
        let old = try SealedByMunicipality(
            Self.identities, stage, SealedByMunicipality.Wish(client: "0.9.0"))
        #expect(
            try await old.send(to: intake) == .refused(.manifest(SubmissionFault(.clientTooOld))))
        #expect(try await store.status(for: Stage.admission(), now: Stage.now, round: .morning) == [])
        #expect(try await store.alarms() == [])
    }

    @Test("an upload that was given up is erased after a while, and can be begun anew")
    func abandoned() async throws {
        let stage = try Stage()
        let store = try await stage.filled()
        let intake = stage.intake(store)
        let sealed = try SealedByMunicipality(Self.identities, stage)
        let sender = Stage.admission()
        let part = sealed.parts[0].entry.name
        _ = try await intake.begin(sealed.manifest, by: sender, revocation: Stage.noLists, now: Stage.now)
        _ = try await intake.append([1], to: part, of: sealed.id, at: 0, by: sender)
        try await store.eraseAbandonedUploads(begunBefore: Stage.now)
        #expect(intake.spool.length(part, of: sealed.id) == 1)
        try await store.eraseAbandonedUploads(begunBefore: Stage.now + 1)
        #expect(intake.spool.length(part, of: sealed.id) == 0)
        #expect(try await intake.append([1], to: part, of: sealed.id, at: 1, by: sender) == .expected(0))
        guard case .received = try await sealed.send(to: intake) else { throw Crash() }
        try await store.eraseAbandonedUploads(begunBefore: Stage.now + 1)
        #expect(intake.spool.length(part, of: sealed.id) > 0)
    }

    @Test("another manifest under the same id, an unknown part and bytes after the end are refused")
    func collisions() async throws {
        let stage = try Stage()
        let store = try await stage.filled()
        let intake = stage.intake(store)
        let sealed = try SealedByMunicipality(Self.identities, stage)
        _ = try await sealed.send(to: intake)
        let twin = try SealedByMunicipality(Self.identities, stage, SealedByMunicipality.Wish(id: sealed.id))
        #expect(try await twin.send(to: intake) == .refused(.otherManifest))
        let part = sealed.parts[0]
        #expect(
            try await intake.append(
                [1], to: part.entry.name, of: sealed.id, at: part.bytes.count, by: Stage.admission())
                == .refused(.arrivedBefore))
        let next = try SealedByMunicipality(Self.identities, stage, SealedByMunicipality.Wish(sequence: 2))
        _ = try await intake.begin(
            next.manifest, by: Stage.admission(), revocation: Stage.noLists, now: Stage.now)
        #expect(
            try await intake.append([1], to: PartName(.identity, 99), of: next.id, at: 0, by: Stage.admission())
                == .refused(.unknownPart))
    }
}
