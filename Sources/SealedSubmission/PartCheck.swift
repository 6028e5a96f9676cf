import CMS
public import Certificates

/// The check of sealed parts against a signed list, without any key: what a send module does as parts arrive.
public struct PartCheck: Sendable {
    private let list: [PartEntry]

    /// Checks against the parts that a manifest lists.
    public init(_ manifest: VerifiedManifest) { list = manifest.manifest.parts }

    init(list: [PartEntry]) { self.list = list }

    /// The entry of the part with this file name.
    /// - Throws: `SubmissionFault` `.partUnknown` for every other name.
    public func entry(fileName: some StringProtocol) throws(SubmissionFault) -> PartEntry {
        guard let name = PartName(fileName: fileName), let entry = list.first(where: { $0.name == name }) else {
            throw SubmissionFault(.partUnknown)
        }
        return entry
    }

    /// What is wrong with bytes that came as this part: nil when they are the ones that were signed for.
    public func fault(of sealed: [UInt8], as entry: PartEntry) -> SubmissionFault? {
        guard sealed.count <= PartLimits.octets else { return SubmissionFault(.impossiblePartSize, part: entry.name) }
        return fault(octets: sealed.count, hash: ContentHash(of: sealed), as: entry)
    }

    /// Whether an intact part is sealed to the certificate it should be, so that a wrong one is told at the door and not
    /// days later by whoever cannot open it.
    public func fault(of sealed: [UInt8], as entry: PartEntry, sealedTo certificate: Certificate) -> SubmissionFault? {
        if let fault = fault(of: sealed, as: entry) { return fault }
        return CMSAuthEnvelope.isSealed(sealed, to: certificate)
            ? nil : SubmissionFault(.otherKey, part: entry.name)
    }

    /// As `fault(of:as:)`, for bytes that were hashed as they came.
    public func fault(octets: Int, hash: ContentHash, as entry: PartEntry) -> SubmissionFault? {
        if octets == entry.octets, hash == entry.sha256 { return nil }
        if let other = list.first(where: { $0.sha256 == hash && $0.octets == octets }) {
            return SubmissionFault(other.role == entry.role ? .partReordered : .partOfOtherRole, part: entry.name)
        }
        return SubmissionFault(octets < entry.octets ? .partTruncated : .partAltered, part: entry.name)
    }

    /// The first part that is not among the names, and the first name that comes twice.
    public func fault(ofNames names: some Sequence<PartName>) -> SubmissionFault? {
        var seen: Set<PartName> = []
        for name in names {
            guard list.contains(where: { $0.name == name }) else { return SubmissionFault(.partUnknown, part: name) }
            guard seen.insert(name).inserted else { return SubmissionFault(.partRepeated, part: name) }
        }
        return list.first { !seen.contains($0.name) }.map { SubmissionFault(.partMissing, part: $0.name) }
    }
}
