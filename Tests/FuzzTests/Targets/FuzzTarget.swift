/// A reader of strangers' octets, and what must hold whatever the octets are.
///
/// `Fuzzing` looks for octets that break it; those once found are replayed by `ReplayTests`.
protocol FuzzTarget: Sendable {
    /// As `Scripts/soak fuzz` and the folders of `Tests/Vectors/Fuzz` name it.
    static var name: String { get }
    /// The longest input worth trying, in octets.
    static var longest: Int { get }

    init() throws

    /// Good inputs to begin with, made by the project's own builders.
    func seeds() async throws -> [[UInt8]]

    /// Reads the octets as the product does, with its limits. Throws `BrokenPromise`; a trap is found by whoever calls.
    func examine(_ input: [UInt8]) throws
}

extension FuzzTarget {
    func demand(_ kept: Bool, _ promise: String) throws(BrokenPromise) {
        guard kept else { throw BrokenPromise(description: "\(Self.name): \(promise)") }
    }

    /// A value that what was read before must give.
    func demand<Value>(_ value: Value?, _ promise: String) throws(BrokenPromise) -> Value {
        guard let value else { throw BrokenPromise(description: "\(Self.name): \(promise)") }
        return value
    }
}

/// Something that should hold for any input, and does not for this one.
struct BrokenPromise: Error, CustomStringConvertible {
    let description: String
}

/// Every target.
enum FuzzTargets {
    static let all: [any FuzzTarget.Type] = [
        MailTarget.self, HTTPEntityTarget.self, XMLTarget.self, EnvelopeTarget.self, AgreementTarget.self,
        CMSTarget.self,
        CertificateTarget.self, KeyStoreTarget.self, CompressionTarget.self, HealthDocumentTarget.self,
        SMTPServerTarget.self, SMTPClientTarget.self, POP3ServerTarget.self, POP3ClientTarget.self,
        APIBodyTarget.self, RequestTargetTarget.self, ConfigurationTarget.self, RegisterFileTarget.self,
        SystemDescriptionTarget.self,
        // What the reporting reads.
        XMLStreamTarget.self, ContentTarget.self, ExtractTarget.self, CompanionTarget.self, SealedFormTarget.self,
        SignedDocumentTarget.self, SealedRecordTarget.self, ArchiveTarget.self, WebAddressTarget.self,
        WebFormTarget.self,
    ]

    static let names = all.map { $0.name }

    static func named(_ name: String) throws -> any FuzzTarget {
        guard let type = all.first(where: { $0.name == name }) else {
            throw BrokenPromise(description: "There is no target \(name); there are \(names.joined(separator: ", ")).")
        }
        return try type.init()
    }
}
