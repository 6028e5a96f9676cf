/// The short name of a register that gets pseudonyms, such as `iplos`: another register, other pseudonyms.
///
/// Lower-case letters a–z and digits, 1 to 20 characters, starting with a letter: it can name a file.
public struct RegisterName: Hashable, Sendable, CustomStringConvertible {
    public let name: String

    public init?(_ name: some StringProtocol) {
        let allowed = name.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) }
        guard allowed, (1...20).contains(name.utf8.count), (97...122).contains(name.utf8.first ?? 0) else { return nil }
        self.name = String(name)
    }

    public var description: String { name }
}
