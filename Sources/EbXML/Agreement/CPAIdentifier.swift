public import Foundation
public import Identifiers

/// What eb:CPAId says about the agreement behind a message (HITS 1172 r.12; HIS 1037 6.2.1).
public enum CPAIdentifier: Sendable, Equatable {
    /// An agreement in the address register.
    case agreement(UUID)
    /// An agreement kept by one partner: `<creator>:<level>:<id>`, such as `nav:12345`.
    case partner(creator: String, rest: String)
    /// No agreement: the default values apply between these two.
    case noAgreement(lowest: HERId, highest: HERId)
    /// Another form; older systems write constants.
    case other(String)

    public init(_ text: String) {
        let text = text.trimmed
        if let id = UUID(uuidString: text) {
            self = .agreement(id)
            return
        }
        let parts = text.split(separator: "_", omittingEmptySubsequences: false)
        // A running number may follow after another underscore (r.12).
        if (2...3).contains(parts.count), let first = HERId(parts[0]), let second = HERId(parts[1]) {
            self = .noAgreement(lowest: min(first, second), highest: max(first, second))
            return
        }
        let levels = text.split(separator: ":", maxSplits: 1)
        self = levels.count == 2 ? .partner(creator: String(levels[0]), rest: String(levels[1])) : .other(text)
    }
}

/// The rule for two parties that have no agreement (HITS 1172 r.12).
public enum NoAgreement {
    /// `<lowest HER-id>_<highest HER-id>`, the same seen from both sides.
    public static func cpaID(between one: HERId, and other: HERId) -> String {
        "\(min(one, other))_\(max(one, other))"
    }

    /// Service for an Action of the national code list: `S-` and the Action (HISD 1209).
    public static func service(for action: String) -> String { "S-\(action)" }
}
