import CommandOutcome
public import Foundation
public import Identifiers
import Store
import Texts

/// Submits a document as one of the tenant's record systems.
public struct SendDocument: AdministrationRequest {
    public static let name = "document.send"
    public static let maximumBytes = 60_000_000

    public struct Reply: Codable, Sendable, Equatable {
        /// The server's id of the message; nil in a dry run.
        public let serverID: UUID?
        public let recordSystem: String
    }

    public var tenant: TenantID?
    /// Nil for the only one there is.
    public var recordSystem: String?
    public var document: Data

    public init(tenant: TenantID?, recordSystem: String?, document: Data) {
        self.tenant = tenant
        self.recordSystem = recordSystem
        self.document = document
    }

    public func perform(in session: AdministrationSession) async throws -> Reply {
        let tenant = try await session.tenant(tenant)
        let systems = try await session.read(tenant) { try $0.records(RecordSystem.self) }.sorted { $0.name < $1.name }
        let system = try chosen(among: systems)
        guard !document.isEmpty, document.count <= Self.maximumBytes else {
            throw AdministrationError(
                "document-size", "A document has 1 to \(Self.maximumBytes) octets.", exit: .data)
        }
        if session.dryRun { return Reply(serverID: nil, recordSystem: system.name) }
        // Someone other than the record system speaks for it: that is worth a record of its own.
        try await session.change(tenant, ["recordSystem": system.name]) { _ in }
        let verdict = try await session.administration.exchange.submit(
            Array(document), tenant: tenant.id, recordSystem: system, now: session.now)
        switch verdict {
        case .accepted(let id): return Reply(serverID: id, recordSystem: system.name)
        case .refused(let reason, let detail):
            let words = Texts.explanation(of: reason, session.language, values: detail)
            throw AdministrationError(reason, words.what, remedy: words.action, exit: .data)
        }
    }

    private func chosen(among systems: [RecordSystem]) throws -> RecordSystem {
        if let recordSystem {
            guard let system = systems.first(where: { $0.name == recordSystem }) else {
                throw AdministrationError.recordSystemUnknown(recordSystem, known: systems.map(\.name))
            }
            return system
        }
        guard let only = systems.first, systems.count == 1 else {
            throw AdministrationError(
                "record-system-needed", "Say which record system sends it, with --record-system NAME.",
                details: systems.map(\.name), exit: .usage)
        }
        return only
    }
}

/// Sends a message without health content from one of the tenant's addresses to itself.
public struct SendTest: AdministrationRequest {
    public static let name = "test.send"
    public struct Reply: Codable, Sendable, Equatable {
        public let serverID: UUID?
        public let her: HERId
    }

    public var tenant: TenantID?
    public var her: HERId?

    public init(tenant: TenantID?, her: HERId? = nil) {
        self.tenant = tenant
        self.her = her
    }

    public func perform(in session: AdministrationSession) async throws -> Reply {
        let tenant = try await session.tenant(tenant)
        let addresses = try await session.read(tenant) { try $0.records(OwnAddress.self) }.sorted { $0.her < $1.her }
        guard let address = her.map({ her in addresses.first { $0.her == her } }) ?? addresses.first else {
            throw AdministrationError(
                "address-unknown", "The tenant has no such HER-id of its own.",
                remedy: "`budstikke tenant address add` adds one.", exit: .noInput)
        }
        if session.dryRun { return Reply(serverID: nil, her: address.her) }
        try await session.change(tenant, ["her": address.her.description]) { _ in }
        let id = try await session.administration.exchange.sendTest(
            from: address, tenant: tenant.id, actor: session.actor, now: session.now)
        return Reply(serverID: id, her: address.her)
    }
}
