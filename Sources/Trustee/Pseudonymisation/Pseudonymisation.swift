public import Certificates
import Cryptography
public import Foundation
public import Identifiers
public import NationalIdentity
import SQLiteAccess
public import SealedSubmission

/// Whose identity numbers a submission may have: real persons' in one that counts, invented ones' in a test.
public struct IdentityRealms: Sendable {
    public var counted: IdentityRealm
    public var tests: IdentityRealm
    public var numbering: IdentityNumbering

    public init(
        counted: IdentityRealm = .production, tests: IdentityRealm = .test,
        numbering: IdentityNumbering = .until2031
    ) {
        self.counted = counted
        self.tests = tests
        self.numbering = numbering
    }

    func realm(of kind: SubmissionKind) -> IdentityRealm { kind == .test ? tests : counted }
}

/// The trustee's work on a submission: identities in, a sealed and signed map for the register out.
///
/// A job that may be broken off anywhere and run again: pseudonyms once drawn stay, files are written under the
/// submission's name, and only the last step changes its state. Memory: a part of the identities at a time, and some 30
/// bytes for each person of the submission.
public struct Pseudonymisation: Sendable {
    /// What came of a job.
    public enum Outcome: Sendable, Equatable {
        /// The map lies in the outbox; from the first run on, always the same one.
        case mapped
        /// A part is not what was signed for, or holds no identity records.
        case refused(SubmissionFault.Code)
    }

    /// Bytes of identity records that are worked on at a time.
    private static let batch = 131_072 * LinkedIdentity.recordLength

    private let store: TrusteeStore
    private let vault: Vault
    private let signer: TrusteeSigner
    private let trust: TrustStore
    private let realms: IdentityRealms
    private let faults: FaultPoint

    public init(
        store: TrusteeStore, vault: Vault, signer: TrusteeSigner, trust: TrustStore, realms: IdentityRealms,
        faults: FaultPoint = .none
    ) {
        self.store = store
        self.vault = vault
        self.signer = signer
        self.trust = trust
        self.realms = realms
        self.faults = faults
    }

    /// Runs the job of one submission that has been received; repeated, it gives what it gave.
    /// - Throws: `TrusteeError.rekeying` while the register's pseudonyms are being replaced, `.wrongState` for a
    ///   submission that has not been received, and what a disk can do.
    public func run(_ submission: SubmissionID, now: Date) async throws -> Outcome {
        let found = try await store.database.read { try SubmissionRecords.find(submission, in: $0) }
        guard let record = found else { throw TrusteeError.unknown }
        switch record.state {
        case .receiving: throw TrusteeError.wrongState
        case .pseudonymised, .delivered: return .mapped
        case .refused: return .refused(record.reason.flatMap { SubmissionFault.Code(rawValue: $0) } ?? .partDamaged)
        case .received: break
        }
        let job = Job(
            manifest: try await store.acceptedManifest(submission, trust: trust),
            ownKey: try await store.ownKey(year: record.year),
            recipient: try await store.registerCertificate(year: record.year))
        do {
            let statement = try await map(job, now: now)
            try await settle(statement, at: now)
            try faults.reach(.mapStored)
            return .mapped
        } catch let fault as SubmissionFault where Self.isTheSenders(fault) {
            try await refuse(job.manifest, fault, at: now)
            return .refused(fault.code)
        }
    }

    /// Whether the sender has sealed something that cannot be used. Everything else is ours, and thrown: a part that is
    /// not what it was when it came, say, or a map that could not be signed.
    private static func isTheSenders(_ fault: SubmissionFault) -> Bool {
        let senders: [SubmissionFault.Code] = [
            .partNotOpened, .partDamaged, .partForeign, .partReplayed, .partOfOtherRole, .partReordered, .mapCounts,
            .mapLinkRepeated,
        ]
        return senders.contains(fault.code)
    }

    private struct Job: Sendable {
        let manifest: VerifiedManifest
        let ownKey: OwnKey
        let recipient: Certificate
    }

    private func map(_ job: Job, now: Date) async throws -> MapStatement {
        let id = job.manifest.submission
        let outbox = try Outbox(directory: store.directory.outbox).emptied(for: id)
        let key = "own/\(job.ownKey.key.publicKey.fingerprint)"
        let statement = try await store.usingKey(key, for: "open/\(id)", by: "pseudonymisation", at: now) {
            try await mapParts(job, into: outbox, now: now)
        }
        try await store.usingKey(signer.name, for: "map/\(id)", by: "pseudonymisation", at: now) {
            let signed = try statement.signed(key: signer.key, certificate: signer.certificate, at: now)
            try outbox.write(signed, as: Outbox.statementName, for: id)
        }
        try faults.reach(.mapSigned)
        return statement
    }

    private func mapParts(_ job: Job, into outbox: Outbox, now: Date) async throws -> MapStatement {
        let id = job.manifest.submission
        let spool = Spool(path: store.directory.spool)
        var opener = try PartOpener(
            job.manifest, role: .identity, key: job.ownKey.key, certificate: job.ownKey.certificate,
            earlier: try await store.otherSubmissions(than: id))
        var sealer = try MapSealer(
            for: job.manifest, recipient: job.recipient, generation: vault.generation
        ) { [faults] part in
            try outbox.write(part.bytes, as: part.fileName, for: id)
            try faults.reach(.mapPartWritten)
        }
        let realm = realms.realm(of: job.manifest.manifest.kind)
        var seen: Set<LinkID> = []
        for part in opener.entries {
            guard let sealed = try spool.read(part.name, of: id) else { throw TrusteeError.damaged }
            let payload = try opener.payload(of: part.index, sealed)
            try faults.reach(.partOpened)
            for start in stride(from: 0, to: payload.count, by: Self.batch) {
                let records = payload[start..<min(payload.count, start + Self.batch)]
                for entry in try await entries(of: records, part.name, realm: realm) {
                    guard seen.insert(entry.link).inserted else {
                        throw SubmissionFault(.mapLinkRepeated, part: part.name)
                    }
                    try sealer.append(entry)
                }
            }
        }
        try opener.finish()
        return try sealer.finish(at: now)
    }

    /// The entries of some records, by link: an order that says nothing about the order they came in.
    private func entries(
        of records: ArraySlice<UInt8>, _ part: PartName, realm: IdentityRealm
    ) async throws -> [MapEntry] {
        var valid: [(link: LinkID, identity: NationalIdentity)] = []
        var entries: [MapEntry] = []
        for start in stride(from: records.startIndex, to: records.endIndex, by: LinkedIdentity.recordLength) {
            let record = records[start..<min(records.endIndex, start + LinkedIdentity.recordLength)]
            guard let linked = try? LinkedIdentity(record: record) else {
                throw SubmissionFault(.partDamaged, part: part)
            }
            do {
                valid.append((linked.link, try linked.identity(in: realm, numbering: realms.numbering)))
            } catch {
                entries.append(MapEntry(link: linked.link, outcome: .reason(error.rawValue)))
            }
        }
        let pseudonyms = try await vault.pseudonyms(for: valid.map(\.identity))
        try faults.reach(.pseudonymsStored)
        for (person, pseudonym) in zip(valid, pseudonyms) {
            entries.append(MapEntry(link: person.link, outcome: .pseudonym(pseudonym)))
        }
        return entries.map { (key: Lookup(code: $0.link.bytes), entry: $0) }.sorted { $0.key < $1.key }.map(\.entry)
    }

    /// The map counts from here on. While pseudonyms are being replaced none with old ones may be sent.
    private func settle(_ statement: MapStatement, at now: Date) async throws {
        try await store.database.write { [store, vault] connection in
            let active = try store.generation(of: vault.register, .active, in: connection)
            guard active == vault.generation,
                try store.generation(of: vault.register, .preparing, in: connection) == nil
            else { throw TrusteeError.rekeying }
            try SubmissionRecords.advance(
                statement.submission, from: .received, to: .pseudonymised, at: now, in: connection)
            let entry = AuditEntry(
                at: now, actor: "pseudonymisation", action: "submission.pseudonymised",
                detail: [
                    "submission": statement.submission.text, "generation": "\(statement.generation)",
                    "entries": "\(statement.entries)", "pseudonyms": "\(statement.pseudonyms)",
                ])
            try store.audit.append(entry, to: connection)
        }
    }

    private func refuse(_ manifest: VerifiedManifest, _ fault: SubmissionFault, at now: Date) async throws {
        let id = manifest.submission
        try await store.database.write { [store] connection in
            try SubmissionRecords.advance(id, from: .received, to: .refused, at: now, in: connection)
            try connection.run("UPDATE submissions SET reason = ? WHERE id = ?", [fault.code.rawValue, id.text])
            let detail = ["submission": id.text, "fault": fault.code.rawValue]
            let entry = AuditEntry(
                at: now, actor: "pseudonymisation", action: "submission.refused", detail: detail)
            try store.audit.append(entry, to: connection)
            guard [.partForeign, .partReplayed].contains(fault.code) else { return }
            try store.raise(
                .foreignPart, municipality: manifest.manifest.unit.municipality, submission: id, at: now,
                in: connection)
        }
        try store.eraseFiles(of: id)
    }
}
