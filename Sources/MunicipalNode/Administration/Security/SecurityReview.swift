import Cryptography
public import Foundation
public import Store

/// A named person's word that they have gone through the state of information security (IS-1920 §2.2, M-021).
public struct SecurityReview: TenantRecord, Equatable {
    public static let kind = "security-review"
    /// No tenant goes to production on an older one, seconds.
    static let lifetime: TimeInterval = 30 * 86_400

    public let id: String
    /// As they gave their name: at most 60 characters.
    public let person: String
    public let at: Date
    /// Whoever signed, as the audit chain names them.
    public let actor: String
    /// What was not in order when they signed, and what they saw: the items of each control.
    public let open: [SecurityControl.Code: [String]]

    init(person: String, at: Date, actor: String, open: [SecurityControl.Code: [String]]) {
        // One for each moment; whole microseconds, as everywhere in the store.
        id = String(Int64((at.timeIntervalSince1970 * 1_000_000).rounded()))
        self.person = person
        self.at = at
        self.actor = actor
        self.open = open
    }

    /// Whether what is open now was open and seen then.
    func covers(_ controls: [SecurityControl]) -> Bool {
        controls.allSatisfy { control in
            control.isInOrder || control.code == .review
                || open[control.code].map { Set(control.items).isSubset(of: $0) } == true
        }
    }
}

extension [SecurityControl] {
    /// What is not in order, but for the signature itself.
    var open: [SecurityControl] { filter { !$0.isInOrder && $0.code != .review } }

    /// Eight hexadecimal digits that are others as soon as anything else is not in order: whoever signs gives them, and so
    /// shows that they have the report that counts.
    var mark: String {
        let lines = open.flatMap { control in ["\(control.code.rawValue)"] + control.items.sorted().map { " \($0)" } }
        return Hexadecimal.encode(SHA256.digest([UInt8](lines.joined(separator: "\n").utf8)).prefix(4))
    }
}
