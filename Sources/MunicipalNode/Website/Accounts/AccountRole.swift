public import Store

/// What somebody may do with the tenant's accounts.
public enum PeopleRight: String, Sendable, Codable, CaseIterable {
    /// See who has access, with which roles, and when it was last used (N-05).
    case review
    /// Invite people, change their roles, disable their accounts, and let them begin anew.
    case people
}

/// What somebody has to do in the municipality: one person may have several roles, and a role several persons (M-004).
public enum AccountRole: String, Sendable, Codable, CaseIterable, Comparable {
    /// Leder.
    case leader
    /// Meldingsansvarlig.
    case messageResponsible = "message-responsible"
    /// IKT-drift.
    case itOperations = "it-operations"
    /// Fagsystemansvarlig.
    case recordSystemResponsible = "record-system-responsible"
    /// Personvernombud.
    case dataProtectionOfficer = "data-protection-officer"
    /// Revisor: changes nothing.
    case auditor

    /// What each role may: the whole of the access matrix (M-102).
    private var grants: (messages: Set<MessageRight>, reporting: Set<ReportRight>, people: Set<PeopleRight>) {
        switch self {
        case .leader: ([.look, .act], [.extract, .seal, .send, .fetch], [.review, .people])
        case .messageResponsible: ([.look, .act], [.seal, .send, .fetch], [])
        case .itOperations: ([.look, .act], [], [])
        case .recordSystemResponsible: ([.look], [.extract], [])
        case .dataProtectionOfficer, .auditor: ([.look], [], [.review])
        }
    }

    public var messages: Set<MessageRight> { grants.messages }
    public var reporting: Set<ReportRight> { grants.reporting }
    public var people: Set<PeopleRight> { grants.people }

    /// As a session holds them, in the matrix's order.
    public var rights: [String] { Self.allRights.filter(Set([self].rights).contains) }

    /// Every right there is, in the matrix's order.
    public static let allRights =
        MessageRight.allCases.map(\.rawValue) + ReportRight.allCases.map(\.rawValue)
        + PeopleRight.allCases.map(\.rawValue)

    public static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

extension Sequence<AccountRole> {
    /// All that these roles may together.
    var rights: Set<String> {
        reduce(into: []) { rights, role in
            rights.formUnion(role.messages.map(\.rawValue))
            rights.formUnion(role.reporting.map(\.rawValue))
            rights.formUnion(role.people.map(\.rawValue))
        }
    }
}
