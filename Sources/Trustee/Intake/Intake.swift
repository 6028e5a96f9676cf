public import Certificates
public import Foundation
public import Identifiers
public import OsloCalendar
import SQLiteAccess
public import SealedSubmission

/// What the trustee takes, and when.
public struct IntakeRules: Sendable {
    public var season: SeasonCalendar
    public var minimumClientVersion: ClientVersion
    /// When the register's own receipts go out.
    public var round: ReceiptRound
    /// The most that one unit may have begun and not delivered, so that nobody takes the room of all the others.
    public var mostOpen = (submissions: 100, octets: 64 << 30)
    /// Uploads that nobody has ended after so long are erased, in seconds.
    public static let abandonedAfter: TimeInterval = 30 * 86_400

    public init(season: SeasonCalendar, minimumClientVersion: ClientVersion, round: ReceiptRound = .morning) {
        self.season = season
        self.minimumClientVersion = minimumClientVersion
        self.round = round
    }
}

/// The way of a submission into the trustee: manifest, parts, end.
///
/// Every step may be repeated: the same manifest begins nothing new, bytes go on where they ended, and an end that was
/// reached gives the same receipt. A submission counts by the signature on its manifest; the log-in only says who may
/// lay it down, and must be the same unit and organisation (T-119).
public struct Intake: Sendable {
    let store: TrusteeStore
    let signer: TrusteeSigner
    let trust: TrustStore
    let rules: IntakeRules
    let faults: FaultPoint
    var spool: Spool { Spool(path: store.directory.spool) }

    public init(
        store: TrusteeStore, signer: TrusteeSigner, trust: TrustStore, rules: IntakeRules, faults: FaultPoint = .none
    ) {
        self.store = store
        self.signer = signer
        self.trust = trust
        self.rules = rules
        self.faults = faults
    }

    /// Takes a signed manifest and says what must be uploaded.
    /// - Parameter revocation: the lists as they are now.
    public func begin(
        _ signed: [UInt8], by sender: Admission, revocation: RevocationLists, now: Date
    ) async throws -> BeginOutcome {
        let manifest: VerifiedManifest
        do {
            let signers = SignerVerification(trust: trust, revocation: revocation, now: now)
            manifest = try await verification(of: sender, signers).verify(signed)
            try await checkRegisterKey(manifest)
        } catch let fault as SubmissionFault {
            try await refuse(fault, of: sender, at: now)
            return .refused(.manifest(fault))
        }
        let known = try await store.database.write { try self.enter(manifest, signed, at: now, in: $0) }
        try faults.reach(.manifestStored)
        switch known {
        case .refusal(let refusal): return .refused(refusal)
        case .record(let record) where record.state == .receiving:
            try spool.make(record.id)
            return .upload(plan(for: manifest))
        case .record(let record) where record.state == .refused: return .refused(.refusedBefore)
        case .record(let record):
            return .received(try await receipt(of: record, manifest, for: sender, hasManifest: true, now: now))
        }
    }

    /// Adds bytes to a part. They are durable when the submission has been completed, not before.
    public func append(
        _ bytes: [UInt8], to part: PartName, of submission: SubmissionID, at offset: Int, by sender: Admission
    ) async throws -> AppendOutcome {
        let found = try await store.database.read { connection in
            (
                record: try SubmissionRecords.find(submission, in: connection),
                octets: try SubmissionRecords.octets(of: part, in: submission, connection)
            )
        }
        guard let record = found.record, record.unit == sender.unit else { return .refused(.unknownSubmission) }
        guard record.state == .receiving else { return .refused(.arrivedBefore) }
        guard let octets = found.octets else { return .refused(.unknownPart) }
        let appended = try await BlockingWork.run { [spool] in
            try spool.append(bytes, to: part, of: submission, at: offset, limit: octets)
        }
        return switch appended {
        case .at(let length): .at(length)
        case .expected(let length): .expected(length)
        case .tooLong: .tooLong
        case .busy: .busy
        }
    }

    private func verification(
        of sender: Admission, _ signers: SignerVerification
    ) async throws -> ManifestVerification {
        let year = rules.season.yearReported
        let ownKey = try await store.ownKey(year: year)
        return ManifestVerification(
            signers: signers,
            expecting: ManifestVerification.Expectation(
                holder: .trustee, keys: [KeyFingerprint(of: ownKey.certificate.publicKey)],
                minimumClientVersion: rules.minimumClientVersion, unit: sender.unit,
                organisation: sender.organisationNumber, year: year))
    }

    /// What is sealed to another key than the register's of this year could be sent on to nobody.
    private func checkRegisterKey(_ manifest: VerifiedManifest) async throws {
        let certificate = try await store.registerCertificate(year: manifest.manifest.year)
        guard KeyFingerprint(of: certificate.publicKey) == manifest.manifest.registerKey else {
            throw SubmissionFault(.otherKey)
        }
    }

    private enum Entered: Sendable {
        case record(SubmissionRecord)
        case refusal(IntakeRefusal)
    }

    private func enter(
        _ manifest: VerifiedManifest, _ signed: [UInt8], at now: Date, in connection: Connection
    ) throws -> Entered {
        let id = manifest.submission
        if let known = try SubmissionRecords.find(id, in: connection) {
            return known.manifestHash == manifest.hash.bytes ? .record(known) : .refusal(.otherManifest)
        }
        let content = manifest.manifest
        let open = try SubmissionRecords.open(
            of: content.unit, since: now - IntakeRules.abandonedAfter, in: connection)
        let octets = content.parts.reduce(open.octets) { $0 + $1.octets }
        guard open.submissions < rules.mostOpen.submissions, octets <= rules.mostOpen.octets else {
            return .refusal(.tooMuchOpen)
        }
        if case .failure(let refusal) = try label(of: manifest, at: now, in: connection) { return .refusal(refusal) }
        let sealed = try store.fields.seal(signed, place: SubmissionRecords.manifestPlace(id))
        try SubmissionRecords.insert(manifest, sealed: sealed, in: connection)
        try SubmissionRecords.note(SubmissionState.receiving.rawValue, of: id, at: now, in: connection)
        try ContactBook.keep(content, at: now, store, in: connection)
        try audit("submission.begun", content, at: now, in: connection)
        return try SubmissionRecords.find(id, in: connection).map { .record($0) } ?? .refusal(.unknownSubmission)
    }

    /// What is still to come of an upload that was begun; nil for one that is another's, unknown or at its end.
    public func plan(of submission: SubmissionID, for sender: Admission) async throws -> UploadPlan? {
        let found = try await store.database.read { try SubmissionRecords.find(submission, in: $0) }
        guard let record = found, record.unit == sender.unit, record.state == .receiving else { return nil }
        return plan(for: try await store.acceptedManifest(submission, trust: trust))
    }

    private func plan(for manifest: VerifiedManifest) -> UploadPlan {
        UploadPlan(
            submission: manifest.submission,
            parts: manifest.manifest.parts.map { part in
                UploadPlan.Part(
                    name: part.name, offset: spool.length(part.name, of: manifest.submission), octets: part.octets)
            })
    }

    /// What a submission that arrives now counts as, or why it is not taken.
    func label(
        of manifest: VerifiedManifest, at arrival: Date, in connection: Connection
    ) throws -> Result<ReceiptKind, IntakeRefusal> {
        let content = manifest.manifest
        let hasArrived = try SubmissionRecords.hasArrived(content.unit, year: content.year, in: connection)
        guard
            let label = rules.season.label(
                arrival: arrival, hasSubmittedBefore: hasArrived, isTest: content.kind == .test)
        else { return .failure(.season(rules.season.phase(at: arrival))) }
        let highest = try SubmissionRecords.highestSequence(
            of: content.unit, year: content.year, kind: content.kind, in: connection)
        guard content.sequence > highest else { return .failure(.sequenceNotAbove(highest)) }
        switch label {
        case .ordinary: return .success(.ordinary)
        case .correction: return .success(.correction)
        case .late: return .success(.late)
        case .test: return .success(.test)
        }
    }

    /// Who sends what is another's is made known; other faults are the sender's own to mend.
    private func refuse(_ fault: SubmissionFault, of sender: Admission, at now: Date) async throws {
        let isForeign = [.otherUnit, .otherOrganisation, .signerOtherOrganisation].contains(fault.code)
        try await store.database.write { [store] connection in
            let entry = AuditEntry(
                at: now, actor: "send module", action: "submission.refused",
                detail: ["unit": "\(sender.unit)", "fault": fault.code.rawValue])
            try store.audit.append(entry, to: connection)
            guard isForeign else { return }
            try store.raise(.foreignSubmission, municipality: sender.unit.municipality, at: now, in: connection)
        }
    }

    func audit(
        _ action: String, _ content: SubmissionManifest, at: Date, in connection: Connection
    ) throws {
        let entry = AuditEntry(
            at: at, actor: "send module", action: action,
            detail: [
                "submission": content.submission.text, "unit": "\(content.unit)", "year": "\(content.year)",
                "kind": content.kind.rawValue, "sequence": "\(content.sequence)",
            ])
        try store.audit.append(entry, to: connection)
    }
}
