import CommandOutcome
public import Foundation
public import Identifiers
public import Store

/// A participant as commands show them.
public struct ParticipantSummary: Codable, Sendable, Equatable {
    /// `uid:1001`.
    public let person: String
    public let name: String
    public let rights: [ReportRight]
    public let addedAt: Date
    public let addedBy: String

    init(_ participant: ReportParticipant) {
        person = participant.person
        name = participant.name
        rights = participant.rights
        addedAt = participant.addedAt
        addedBy = participant.addedBy
    }
}

/// Who takes part in the tenant's yearly report, and with which rights; empty while every administrator may everything.
public struct ReportParticipantList: AdministrationRequest {
    public static let name = "report.participant.list"

    public struct Reply: Codable, Sendable, Equatable {
        public let participants: [ParticipantSummary]
    }

    public var tenant: TenantID?

    public init(tenant: TenantID?) { self.tenant = tenant }

    public func perform(in session: AdministrationSession) async throws -> Reply {
        let tenant = try await session.tenant(tenant)
        return Reply(participants: try await session.participants(tenant).map(ParticipantSummary.init))
    }
}

/// Names a participant, or gives one who is named other rights.
public struct ReportParticipantAdd: AdministrationRequest {
    public static let name = "report.participant.add"

    public struct Reply: Codable, Sendable, Equatable {
        public let participant: ParticipantSummary
        /// Rights that nobody has now: what they are for cannot be done.
        public let unheld: [ReportRight]
    }

    public var tenant: TenantID?
    /// The user's number on this machine.
    public var user: UInt32
    /// The name they log in with.
    public var loginName: String
    public var rights: [ReportRight]

    public init(tenant: TenantID?, user: UInt32, loginName: String, rights: [ReportRight]) {
        self.tenant = tenant
        self.user = user
        self.loginName = loginName
        self.rights = rights
    }

    public func perform(in session: AdministrationSession) async throws -> Reply {
        let tenant = try await session.tenant(tenant)
        let rights = Set(rights).sorted()
        guard !rights.isEmpty else {
            throw AdministrationError(
                "rights-needed", "A participant has at least one right.",
                remedy: "The rights are \(ReportRight.allCases.map(\.rawValue).joined(separator: ", ")).", exit: .usage)
        }
        let participant = ReportParticipant(
            person: "uid:\(user)", name: loginName, rights: rights, addedAt: session.now, addedBy: session.actor)
        let detail = [
            "person": participant.person, "name": loginName, "rights": rights.map(\.rawValue).joined(separator: " "),
        ]
        let all = try await session.change(tenant, detail) { transaction in
            try transaction.put(participant)
            return try transaction.records(ReportParticipant.self)
        }
        return Reply(participant: ParticipantSummary(participant), unheld: ReportRight.unheld(by: all))
    }
}

/// Takes a participant away. With the last one, every administrator may everything again.
public struct ReportParticipantRemove: AdministrationRequest {
    public static let name = "report.participant.remove"

    public struct Reply: Codable, Sendable, Equatable {
        public let person: String
        /// Rights that nobody has now; empty when nobody is named any more.
        public let unheld: [ReportRight]
    }

    public var tenant: TenantID?
    public var user: UInt32

    public init(tenant: TenantID?, user: UInt32) {
        self.tenant = tenant
        self.user = user
    }

    public func perform(in session: AdministrationSession) async throws -> Reply {
        let tenant = try await session.tenant(tenant)
        let person = "uid:\(user)"
        let rest = try await session.change(tenant, ["person": person]) { transaction in
            guard try transaction.record(ReportParticipant.self, id: person) != nil else {
                throw AdministrationError(
                    "participant-unknown", "\(person) is no participant of this tenant's reports.",
                    remedy: "`budstikke report participant list` shows them.", exit: .noInput)
            }
            try transaction.delete(ReportParticipant.self, id: person)
            return try transaction.records(ReportParticipant.self)
        }
        return Reply(person: person, unheld: ReportRight.unheld(by: rest))
    }
}

extension ReportRight {
    /// Rights that none of them has; empty when nobody is named.
    fileprivate static func unheld(by participants: [ReportParticipant]) -> [ReportRight] {
        if participants.isEmpty { return [] }
        return allCases.filter { right in !participants.contains { $0.rights.contains(right) } }
    }
}
