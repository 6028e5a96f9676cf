/// Who answers for a submission and gets its receipts (I-016): a role first, then a person's name.
///
/// Travels authenticated inside the signed manifest. Its `description` is bland.
public struct Contact: Hashable, Sendable, Codable, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    /// 1 to 200 bytes, as all the texts: no control characters, no white space at the ends.
    public let name: String
    public let email: String
    /// Digits with spaces, and a plus sign in front: 5 to 20 characters.
    public let phone: String
    public let role: String

    public init(name: String, email: String, phone: String, role: String) {
        self.name = name
        self.email = email
        self.phone = phone
        self.role = role
    }

    public var description: String { "Contact" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }

    /// What is wrong with it, nil when nothing is.
    public var fault: SubmissionFault.Code? {
        guard Self.isAddress(email) else { return .contactAddress }
        return Self.isText(name) && Self.isText(role) && Self.isPhone(phone) ? nil : .contactIncomplete
    }

    /// Whether a text has the syntax of an internet mail address (RFC 5321 4.1.2, dot-string form): checked without
    /// asking any server.
    ///
    /// Quoted local parts, address literals, domains of one label and other characters than ASCII are refused: none of
    /// them is in use for this, and each has been a way to say something else to a mail server.
    public static func isAddress(_ text: String) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        guard parts.count == 2, text.utf8.count <= 254, (1...64).contains(parts[0].count) else { return false }
        let atoms = parts[0].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        let labels = parts[1].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        let marks = Set("!#$%&'*+-/=?^_`{|}~".utf8)
        return labels.count >= 2 && labels.allSatisfy(isLabel) && labels.last.map(isTopLevel) == true
            && atoms.allSatisfy { atom in
                !atom.isEmpty && atom.allSatisfy { Token.isLetterOrDigit($0) || marks.contains($0) }
            }
    }

    private static func isLabel(_ label: Substring.UTF8View.SubSequence) -> Bool {
        let hyphen = UInt8(ascii: "-")
        return (1...63).contains(label.count) && label.first != hyphen && label.last != hyphen
            && label.allSatisfy { Token.isLetterOrDigit($0) || $0 == hyphen }
    }

    /// Not a number: the last label of an address literal without brackets is one.
    private static func isTopLevel(_ label: Substring.UTF8View.SubSequence) -> Bool {
        label.count >= 2 && !label.allSatisfy { (48...57).contains($0) }
    }

    private static func isText(_ text: String) -> Bool {
        (1...200).contains(text.utf8.count) && text.first?.isWhitespace == false && text.last?.isWhitespace == false
            && text.unicodeScalars.allSatisfy { scalar in
                switch scalar.properties.generalCategory {
                case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned: false
                default: true
                }
            }
    }

    private static func isPhone(_ text: String) -> Bool {
        let digits = text.utf8.dropFirst(text.hasPrefix("+") ? 1 : 0)
        return (5...20).contains(text.utf8.count) && digits.allSatisfy { (48...57).contains($0) || $0 == 32 }
            && digits.count { $0 != 32 } >= 5
    }
}
