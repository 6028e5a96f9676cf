import ControlSocket

/// Looks after a record of what was done.
public protocol AuditedAdministration: ServedAdministration {
    /// Walks through the whole record.
    func audit() async throws -> AuditReply
}

/// Whether a program's record of what was done is whole.
public struct AuditQuestion<Administration: AuditedAdministration>: AdministrationRequest {
    public typealias Reply = AuditReply

    public static var name: String { "audit.verify" }

    public init() {}

    public func answer(in administration: Administration) async throws -> AuditReply {
        try await administration.audit()
    }
}

/// What a walk through the whole record has found.
public struct AuditReply: Codable, Sendable, Equatable {
    public let records: Int64
    /// The newest record's digest, where somebody else has it too; nil where nobody has.
    public let digest: String?
    /// The first record that is changed, missing, added or moved.
    public let brokenAt: Int64?
    /// Uses of a private key that began and have no outcome.
    public let openIntents: [String]

    public init(records: Int64, digest: String? = nil, brokenAt: Int64?, openIntents: [String] = []) {
        self.records = records
        self.digest = digest
        self.brokenAt = brokenAt
        self.openIntents = openIntents
    }

    public var isWhole: Bool { brokenAt == nil && openIntents.isEmpty }
}
