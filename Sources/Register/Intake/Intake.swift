import Cryptography
public import Foundation
public import Identifiers
public import OsloCalendar
import SQLiteAccess
import SealedSubmission

/// The way in: the trustee delivers a municipality's manifest, its content parts, and its own map of links.
///
/// Manifest → statement → parts, in any order of parts → one transaction. Each step may be repeated, also after a crash
/// of either side; the answer to the end is given when the submission is on disk. The register verifies the
/// municipality's signature itself, and the trustee's map against this very manifest.
public struct Intake: Sendable {
    private let store: RegisterStore
    private let trust: RegisterTrust
    private let round: ReceiptRound

    public init(store: RegisterStore, trust: RegisterTrust, round: ReceiptRound = .morning) {
        self.store = store
        self.trust = trust
        self.round = round
    }

    /// Takes the signed manifest and the trustee's signed statement about its map.
    /// - Returns: which parts are wanted, or that the submission is known, or why it is refused.
    public func begin(manifest signed: [UInt8], statement: [UInt8], now: Date) throws -> IntakeAnswer {
        try answering(signed, now: now) {
            let manifest = try verified(signed, now: now)
            if let known = try known(manifest.0) { return known }
            let opening = try opening(of: statement, manifest, now: now)
            let spool = try SubmissionSpool.open(manifest.0.submission, in: store.directory)
            if let kept = try spool.manifest(), kept != signed { throw IntakeRefusal.otherManifest }
            try spool.begin(manifest: signed, statement: statement)
            return .wanted(spool.missing(of: manifest.0.parts(.content) + opening.parts))
        }
    }

    /// Takes one sealed part, named by its file name. It is on disk when this returns.
    /// - Returns: which parts are still wanted, or why this one is refused; then the one before it stays.
    public func add(_ fileName: String, _ sealed: [UInt8], to id: SubmissionID, now: Date) throws -> IntakeAnswer {
        try answering(nil, about: id, now: now) {
            if try store.submission(id) != nil { return .known(id) }
            let (spool, manifest, opening) = try spooled(id, now: now)
            let entries = manifest.0.parts(.content) + opening.parts
            guard let entry = entries.first(where: { $0.name.fileName == fileName }) else {
                throw SubmissionFault(.partUnknown, part: PartName(fileName: fileName))
            }
            if let fault = Self.fault(of: sealed, as: entry, among: entries) { throw fault }
            try spool.keep(entry.name, sealed)
            return .wanted(spool.missing(of: entries))
        }
    }

    /// Ends the delivery: the map is opened and compared as a whole, and the submission is received.
    /// - Parameter arrived: when the trustee had the whole submission, by which it counts as late or not; a time to come
    ///   is taken as now, and nil is now.
    /// - Returns: `.received` once it is on disk; what is wanted when a part is missing.
    public func complete(
        _ id: SubmissionID, arrived: Date? = nil, now: Date, faults: FaultPoints = .none
    ) throws -> IntakeAnswer {
        try answering(nil, about: id, now: now) {
            if try store.submission(id) != nil { return .known(id) }
            let (spool, manifest, opening) = try spooled(id, now: now)
            let missing = spool.missing(of: manifest.0.parts(.content) + opening.parts)
            guard missing.isEmpty else { return .wanted(missing) }
            let map = try store.usingKey(
                manifest.1.key.publicKey.fingerprint, for: "map", of: id.text, now: now
            ) { try spool.map(opening) }
            try faults.pass(.mapOpened)
            try receive(
                manifest.0, signed: try spool.manifest() ?? [], map: map, sent: min(arrived ?? now, now), now: now,
                faults: faults)
            return .received(id)
        }
    }

    // MARK: - Steps

    private typealias Verified = (VerifiedManifest, RegisterKeyPair)

    private func verified(_ signed: [UInt8], now: Date) throws -> Verified {
        let manifest = try trust.verify(signed, at: now)
        guard let municipality = try store.municipality(manifest.0.manifest.unit) else {
            throw IntakeRefusal.unknownUnit
        }
        guard municipality.organisationNumber == manifest.0.manifest.organisation else {
            throw IntakeRefusal.otherOrganisation
        }
        return manifest
    }

    private func known(_ manifest: VerifiedManifest) throws -> IntakeAnswer? {
        let hash = try store.database.read {
            try $0.first("SELECT manifest_hash FROM submissions WHERE id = ?", [manifest.submission.text]) {
                $0.bytes(0)
            }
        }
        guard let hash else { return nil }
        guard hash == manifest.hash.bytes else { throw IntakeRefusal.otherManifest }
        return .known(manifest.submission)
    }

    private func opening(of statement: [UInt8], _ manifest: Verified, now: Date) throws -> MapOpening {
        try MapOpening(
            statement, of: manifest.0, signers: trust.signers(at: now), trustee: trust.trustee,
            generation: store.generation(), key: manifest.1.key, certificate: manifest.1.certificate)
    }

    private func spooled(
        _ id: SubmissionID, now: Date
    ) throws -> (SubmissionSpool, Verified, MapOpening) {
        guard let spool = try SubmissionSpool.existing(id, in: store.directory), let signed = try spool.manifest(),
            let statement = try spool.statement()
        else { throw IntakeRefusal.notBegun }
        let manifest = try verified(signed, now: now)
        return (spool, manifest, try opening(of: statement, manifest, now: now))
    }

    /// What is wrong with bytes that came as this part, told apart as the municipality's own check tells it.
    private static func fault(
        of sealed: [UInt8], as entry: PartEntry, among entries: [PartEntry]
    ) -> SubmissionFault? {
        let hash = ContentHash(of: sealed)
        if sealed.count == entry.octets, hash == entry.sha256 { return nil }
        if let other = entries.first(where: { $0.sha256 == hash }) {
            return SubmissionFault(other.role == entry.role ? .partReordered : .partOfOtherRole, part: entry.name)
        }
        return SubmissionFault(sealed.count < entry.octets ? .partTruncated : .partAltered, part: entry.name)
    }

    private func receive(
        _ manifest: VerifiedManifest, signed: [UInt8], map: VerifiedMap, sent: Date, now: Date, faults: FaultPoints
    ) throws {
        try store.database.write { connection in
            let arrival = try store.arrival(at: now, in: connection)
            let submission = try store.insert(
                manifest, signed: signed, map: map.statement, arrival: arrival, sent: sent, in: connection)
            try Receipts.expect(
                submission: submission, contact: store.keys.contact(of: manifest.manifest.contact.email),
                arrival: arrival, round: round, in: connection)
            try StatusEvents.note(.received, of: submission, at: arrival, in: connection)
            let entry = AuditEntry(
                at: now, actor: "trustee", action: "submission.received",
                detail: ["submission": manifest.submission.text, "manifest": manifest.hash.description])
            try store.audit.append(entry, to: connection)
            try faults.pass(.beforeReceived)
        }
        try faults.pass(.received)
    }

    /// Turns a fault into an answer, and writes it into the audit chain.
    private func answering(
        _ signed: [UInt8]?, about id: SubmissionID? = nil, now: Date, _ body: () throws -> IntakeAnswer
    ) throws -> IntakeAnswer {
        let refusal: IntakeRefusal
        do {
            return try body()
        } catch let fault as SubmissionFault {
            refusal = .fault(fault)
        } catch let thrown as IntakeRefusal {
            refusal = thrown
        }
        var detail = ["code": refusal.code]
        if let id { detail["submission"] = id.text }
        if let signed { detail["manifest"] = ContentHash(of: signed).description }
        try store.record(AuditEntry(at: now, actor: "trustee", action: "submission.refused", detail: detail))
        return .refused(refusal)
    }
}
