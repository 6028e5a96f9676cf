import Cryptography

/// What holds for every manifest, whoever made it: checked before it is signed and again when it is read.
extension SubmissionManifest {
    /// What a sequence number may be.
    static let sequences = 1...1_000_000
    /// What the one after the newest may be said to be.
    public static let next = 1...1_000_001

    /// The first rule that is broken, nil when all of them hold.
    public var fault: SubmissionFault? {
        guard (2000...2100).contains(year) else { return SubmissionFault(.impossibleYear) }
        guard period.isWithin(year) else { return SubmissionFault(.impossiblePeriod) }
        guard Self.sequences.contains(sequence) else { return SubmissionFault(.impossibleSequence) }
        guard Token.isOne(revision) else { return SubmissionFault(.impossibleRevision) }
        guard (0...1_000_000).contains(personCount) else { return SubmissionFault(.impossibleCounts) }
        guard client.isPlausible else { return SubmissionFault(.impossibleClient) }
        if let code = contact.fault ?? deputy?.fault { return SubmissionFault(code) }
        guard let key = try? PublicKey(spkiDER: returnKey.bytes), (2048...8192).contains(key.bits) else {
            return SubmissionFault(.returnKeyUnusable)
        }
        guard trusteeKey != registerKey else { return SubmissionFault(.oneKeyForBoth) }
        guard (1...PartLimits.payload).contains(partSize) else { return SubmissionFault(.impossiblePartSize) }
        return PartList.fault(of: parts, roles: [.identity, .content])
    }
}

/// The rules for the parts that a signed document lists.
enum PartList {
    /// Each role from 1 on without gap or repetition, and nothing twice under two names.
    static func fault(of entries: [PartEntry], roles: [PartRole]) -> SubmissionFault? {
        guard entries.count <= PartLimits.parts else { return SubmissionFault(.tooManyParts) }
        var names: Set<PartName> = []
        var hashes: Set<ContentHash> = []
        for entry in entries {
            guard roles.contains(entry.role) else { return SubmissionFault(.partUnknown, part: entry.name) }
            guard (1...PartLimits.octets).contains(entry.octets) else {
                return SubmissionFault(.impossiblePartSize, part: entry.name)
            }
            guard names.insert(entry.name).inserted, hashes.insert(entry.sha256).inserted else {
                return SubmissionFault(.partListRepeats, part: entry.name)
            }
        }
        for role in roles {
            let count = entries.count { $0.role == role }
            for index in 1...max(1, count) where !names.contains(PartName(role, index)) {
                return SubmissionFault(.partListIncomplete, part: PartName(role, index))
            }
        }
        return nil
    }
}
