import CommandOutcome
public import Foundation
public import Identifiers
public import Store

/// A tenant as commands show it.
public struct TenantSummary: Codable, Sendable, Equatable {
    public let id: TenantID
    public let name: String
    public let organisationNumber: OrganisationNumber
    public let controller: String
    public let stage: Stage
    public let createdAt: Date

    init(_ tenant: Tenant) {
        id = tenant.id
        name = tenant.name
        organisationNumber = tenant.organisationNumber
        controller = tenant.controller
        stage = tenant.stage
        createdAt = tenant.createdAt
    }
}

/// All tenants of the installation.
public struct TenantList: AdministrationRequest {
    public static let name = "tenant.list"
    public struct Reply: Codable, Sendable, Equatable {
        public let tenants: [TenantSummary]
    }

    public init() {}

    public func perform(in session: AdministrationSession) async throws -> Reply {
        let tenants = try await session.administration.installation.tenants()
        return Reply(tenants: tenants.map(TenantSummary.init).sorted { $0.id.name < $1.id.name })
    }
}

/// One tenant with all that is set up for it, and what is still missing.
public struct TenantShow: AdministrationRequest {
    public static let name = "tenant.show"
    public struct Reply: Codable, Sendable, Equatable {
        public let tenant: TenantSummary
        public let addresses: [AddressSummary]
        public let recordSystems: [RecordSystemSummary]
        public let certificates: [CertificateSummary]
        public let readiness: [ReadinessItem]
    }

    public var tenant: TenantID?

    public init(tenant: TenantID?) {
        self.tenant = tenant
    }

    public func perform(in session: AdministrationSession) async throws -> Reply {
        let tenant = try await session.tenant(tenant)
        return try await Self.reply(try await TenantSetup.read(tenant, in: session), in: session)
    }

    static func reply(_ setup: TenantSetup, in session: AdministrationSession) async throws -> Reply {
        let tenant = setup.tenant
        let next = Stage.allCases.first { tenant.stage.rank < $0.rank } ?? .production
        return Reply(
            tenant: TenantSummary(tenant), addresses: setup.addresses.map(AddressSummary.init),
            recordSystems: setup.recordSystems.map(RecordSystemSummary.init),
            certificates: setup.keys.map { CertificateSummary($0, among: setup.keys, now: session.now) },
            readiness: try await TenantReadiness(setup: setup, target: next, session: session).items())
    }
}

/// Adds a tenant, in stage `test`. Given again with the same facts it does nothing, so that it can be resumed.
public struct TenantAdd: AdministrationRequest {
    public static let name = "tenant.add"
    public struct Reply: Codable, Sendable, Equatable {
        public let tenant: TenantSummary
        /// False when the tenant was there already.
        public let created: Bool
        /// What is set up for it, and what is still missing.
        public let setup: TenantShow.Reply

        /// The same answer after more has been set up.
        public func with(_ setup: TenantShow.Reply) -> Reply {
            Reply(tenant: setup.tenant, created: created, setup: setup)
        }
    }

    public var id: TenantID
    public var displayName: String
    public var organisationNumber: OrganisationNumber
    public var controller: String

    public init(id: TenantID, displayName: String, organisationNumber: OrganisationNumber, controller: String) {
        self.id = id
        self.displayName = displayName
        self.organisationNumber = organisationNumber
        self.controller = controller
    }

    public func perform(in session: AdministrationSession) async throws -> Reply {
        for (text, what) in [(displayName, "name"), (controller, "controller")] {
            guard !text.isEmpty, text.count <= 200, !text.contains(where: \.isNewline) else {
                throw AdministrationError(
                    "text-unusable", "The tenant's \(what) must be one line of 1 to 200 characters.", exit: .data)
            }
        }
        let tenants = try await session.administration.installation.tenants()
        if let existing = tenants.first(where: { $0.id == id }) {
            guard existing.name == displayName, existing.organisationNumber == organisationNumber,
                existing.controller == controller
            else {
                throw AdministrationError(
                    "exists", "There is a tenant `\(id)` already, with other facts than those given.",
                    remedy: "`budstikke tenant show --tenant \(id)` shows them.", exit: .cannotCreate)
            }
            return Reply(
                tenant: TenantSummary(existing), created: false,
                setup: try await TenantShow(tenant: id).perform(in: session))
        }
        let tenant = Tenant(
            id: id, name: displayName, organisationNumber: organisationNumber, controller: controller, stage: .test,
            createdAt: session.now)
        if !session.dryRun {
            try await session.administration.installation.create(tenant)
            _ = try await session.change(tenant, ["tenant": id.name]) { _ in }
        }
        let setup = TenantSetup(
            tenant: tenant, addresses: [], recordSystems: [], rules: [], partners: [], keys: [])
        return Reply(
            tenant: TenantSummary(tenant), created: true, setup: try await TenantShow.reply(setup, in: session))
    }
}

/// Moves a tenant to another stage: up only when nothing is missing, down always (M-121).
public struct TenantPromote: AdministrationRequest {
    public static let name = "tenant.promote"
    public struct Reply: Codable, Sendable, Equatable {
        public let tenant: TenantSummary
        public let from: Stage
        /// What was looked at, all of it in order.
        public let readiness: [ReadinessItem]
    }

    public var tenant: TenantID?
    public var stage: Stage

    public init(tenant: TenantID?, stage: Stage) {
        self.tenant = tenant
        self.stage = stage
    }

    public func perform(in session: AdministrationSession) async throws -> Reply {
        var tenant = try await session.tenant(tenant)
        let from = tenant.stage
        var items: [ReadinessItem] = []
        if stage.rank > from.rank {
            let setup = try await TenantSetup.read(tenant, in: session)
            items = try await TenantReadiness(setup: setup, target: stage, session: session).items()
            let missing = items.filter { $0.needed && !$0.done }
            guard missing.isEmpty else {
                // A verdict, not a fault of the command or the configuration; only a silent register may pass by itself.
                let mayPass = missing.allSatisfy { $0.code == TenantReadiness.registerSilent }
                throw AdministrationError(
                    "not-ready",
                    "The tenant `\(tenant.id)` cannot go to stage \(stage.rawValue) yet; missing: \(missing.count).",
                    remedy: "Then give the same command again.", details: missing.map(\.line),
                    exit: mayPass ? .temporary : .negative)
            }
        }
        tenant.stage = stage
        if from != stage, !session.dryRun {
            // The audit record comes first: a stage that changed without a record must not exist.
            _ = try await session.change(tenant, ["from": from.rawValue, "to": stage.rawValue]) { _ in }
            try await session.administration.installation.update(tenant)
            try await session.administration.exchange.settingsChanged(tenant.id)
        }
        return Reply(tenant: TenantSummary(tenant), from: from, readiness: items)
    }
}

/// Destroys a tenant's data key: nothing of it can ever be read again (M-039).
public struct TenantErase: AdministrationRequest {
    public static let name = "tenant.erase"
    public struct Reply: Codable, Sendable, Equatable {
        public let tenant: TenantID
    }

    public var tenant: TenantID
    /// The tenant's organisation number, typed again by the person who asks.
    public var confirmation: OrganisationNumber

    public init(tenant: TenantID, confirmation: OrganisationNumber) {
        self.tenant = tenant
        self.confirmation = confirmation
    }

    public func perform(in session: AdministrationSession) async throws -> Reply {
        let tenant = try await session.tenant(tenant)
        guard tenant.organisationNumber == confirmation else {
            throw AdministrationError(
                "confirmation-wrong", "The organisation number given is not the tenant's; nothing was erased.",
                exit: .data)
        }
        _ = try await session.change(tenant, ["tenant": tenant.id.name]) { _ in }
        if !session.dryRun {
            try await session.administration.installation.destroyKey(of: tenant.id)
            // Reports that were sealed here and feedback to them: nobody can open them now.
            FeedbackArchives(session.administration.configuration, of: tenant.id).removeAll()
        }
        return Reply(tenant: tenant.id)
    }
}

extension Stage {
    /// Test, pilot, production: later is more.
    var rank: Int { Stage.allCases.firstIndex(of: self) ?? 0 }
}
