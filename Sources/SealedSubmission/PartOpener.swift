import CMS
public import Certificates
public import Cryptography
public import Identifiers

/// Opens the parts of one role of a submission, and names whatever is wrong with one (I-020, T-118).
///
/// For each part: first its hash against the signed list, then the decryption, then the header inside. Nothing of a part
/// is given out before all three agree. Parts may come in any order, each once.
public struct PartOpener: Sendable {
    /// What the signed list holds for the role, by index.
    public let entries: [PartEntry]

    private let role: PartRole
    private let submission: SubmissionID
    private let list: [PartEntry]
    private let key: PrivateKey
    private let certificate: Certificate
    private let earlier: Set<SubmissionID>
    private var opened: Set<Int> = []

    /// Opens parts that a manifest lists.
    /// - Parameters:
    ///   - key: with its certificate, the one that the manifest's parts of the role are sealed to.
    ///   - earlier: submissions that came before: a part of one of them is told as replayed and not as foreign.
    /// - Throws: `SubmissionFault` `.otherKey`.
    public init(
        _ manifest: VerifiedManifest, role: PartRole, key: PrivateKey, certificate: Certificate,
        earlier: Set<SubmissionID> = []
    ) throws(SubmissionFault) {
        let holder: KeyHolder = role == .identity ? .trustee : .register
        guard KeyFingerprint(of: key.publicKey) == manifest.manifest.key(of: holder) else {
            throw SubmissionFault(.otherKey)
        }
        self.init(
            submission: manifest.submission, list: manifest.manifest.parts, role: role, key: key,
            certificate: certificate, earlier: earlier)
    }

    init(
        submission: SubmissionID, list: [PartEntry], role: PartRole, key: PrivateKey, certificate: Certificate,
        earlier: Set<SubmissionID> = []
    ) {
        self.role = role
        self.submission = submission
        self.list = list
        entries = list.filter { $0.role == role }.sorted { $0.index < $1.index }
        self.key = key
        self.certificate = certificate
        self.earlier = earlier
    }

    /// The payload of one part.
    /// - Parameter index: which part the bytes are said to be, counted from 1.
    /// - Throws: `SubmissionFault` with the name of the part.
    public mutating func payload(of index: Int, _ sealed: [UInt8]) throws(SubmissionFault) -> [UInt8] {
        guard index >= 1, index <= entries.count else {
            throw SubmissionFault(.partUnknown, part: PartName(role, index))
        }
        let entry = entries[index - 1]
        guard !opened.contains(index) else { throw SubmissionFault(.partRepeated, part: entry.name) }
        if let fault = PartCheck(list: list).fault(of: sealed, as: entry) { throw explained(fault, entry, sealed) }
        let header = PartHeader(submission: submission, name: entry.name)
        let plaintext = try open(sealed, as: entry)
        if let fault = header.fault(of: plaintext, earlier: earlier) { throw fault }
        opened.insert(index)
        return Array(plaintext[PartHeader.length...])
    }

    /// Ends the reading.
    /// - Throws: `SubmissionFault` `.partMissing` with the name of the first part that was not opened.
    public func finish() throws(SubmissionFault) {
        for entry in entries where !opened.contains(entry.index) {
            throw SubmissionFault(.partMissing, part: entry.name)
        }
    }

    /// A part that nobody signed for may still say where it belongs, if it is sealed to us.
    private func explained(_ fault: SubmissionFault, _ entry: PartEntry, _ sealed: [UInt8]) -> SubmissionFault {
        guard fault.code == .partAltered || fault.code == .partTruncated, sealed.count <= PartLimits.octets,
            let plaintext = try? open(sealed, as: entry), let found = PartHeader(plaintext),
            found.submission != submission
        else { return fault }
        return PartHeader(submission: submission, name: entry.name).fault(of: plaintext, earlier: earlier) ?? fault
    }

    private func open(_ sealed: [UInt8], as entry: PartEntry) throws(SubmissionFault) -> [UInt8] {
        let packed: [UInt8]
        do { packed = try CMSAuthEnvelope.open(sealed, key: key, certificate: certificate) } catch {
            throw SubmissionFault(.partNotOpened, part: entry.name)
        }
        do { return try Gzip.inflate(packed, limit: PartLimits.octets) } catch {
            throw SubmissionFault(.partDamaged, part: entry.name)
        }
    }
}
