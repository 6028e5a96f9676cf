/// An attribute that is not a namespace declaration, with its value normalised as XML 1.0 3.3.3 says.
public struct XMLAttribute: Sendable, Equatable {
    /// The local name.
    public let name: String
    public let prefix: String?
    public let namespace: String?
    public let value: String
}
