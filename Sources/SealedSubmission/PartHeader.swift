import Identifiers

/// The first bytes of a part's plaintext: which part of which submission it is.
///
/// Magic `BSP1`, the submission's UUID (16 bytes), the role (1), the index (4, big-endian). It repeats what the manifest
/// says, inside the encryption: whoever signs a manifest around another's sealed part is found out.
struct PartHeader: Equatable {
    static let length = 25
    private static let magic = Array("BSP1".utf8)

    let submission: SubmissionID
    let name: PartName

    var bytes: [UInt8] {
        let index = UInt32(clamping: name.index)
        return Self.magic + submission.bytes + [name.role.rawValue]
            + (0..<4).map { UInt8(truncatingIfNeeded: index >> UInt32(24 - 8 * $0)) }
    }

    init(submission: SubmissionID, name: PartName) {
        self.submission = submission
        self.name = name
    }

    /// Reads the beginning of a plaintext; nil when it is no header.
    init?(_ plaintext: [UInt8]) {
        guard plaintext.count >= Self.length, plaintext.starts(with: Self.magic),
            let submission = SubmissionID(bytes: plaintext[4..<20]), let role = PartRole(rawValue: plaintext[20])
        else { return nil }
        let index = plaintext[21..<25].reduce(0) { $0 << 8 | Int($1) }
        self.init(submission: submission, name: PartName(role, index))
    }
}

/// Whether an opened part is the one it should be.
extension PartHeader {
    /// - Parameters:
    ///   - plaintext: what was opened.
    ///   - earlier: submissions that came before.
    func fault(of plaintext: [UInt8], earlier: Set<SubmissionID>) -> SubmissionFault? {
        guard let found = PartHeader(plaintext) else { return SubmissionFault(.partDamaged, part: name) }
        guard found.submission == submission else {
            let isKnown = earlier.contains(found.submission)
            return SubmissionFault(isKnown ? .partReplayed : .partForeign, part: name)
        }
        guard found.name.role == name.role else { return SubmissionFault(.partOfOtherRole, part: name) }
        return found.name.index == name.index ? nil : SubmissionFault(.partReordered, part: name)
    }
}
