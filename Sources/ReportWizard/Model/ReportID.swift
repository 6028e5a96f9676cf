/// The name of a report that is being worked on, in addresses: 32 hexadecimal digits, unpredictable.
///
/// It is not the submission's id, which there is first when it is sealed.
public struct ReportID: Hashable, Sendable, Codable, CustomStringConvertible {
    public let text: String

    /// - Parameter bytes: sixteen of them; nil for any other count.
    public init?(bytes: [UInt8]) {
        guard bytes.count == 16 else { return nil }
        text = bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// Reads what stands in an address; nil when it cannot be one.
    public init?(_ text: String) {
        guard text.utf8.count == 32,
            text.utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) })
        else { return nil }
        self.text = text
    }

    public var description: String { text }
}
