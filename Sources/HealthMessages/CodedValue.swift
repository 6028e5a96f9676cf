/// A value from one of the national code lists (kodeverk), as messages carry it: attributes V, DN and S.
public struct CodedValue: Sendable, Equatable, Hashable {
    /// V: the code.
    public let code: String
    /// DN: the words for it, as the sender wrote them.
    public let name: String?
    /// S: object identifier of the code list.
    public let system: String?

    public init(_ code: String, name: String? = nil, system: String? = nil) {
        self.code = code
        self.name = name
        self.system = system
    }
}
