public import Identifiers
public import Store

/// Somebody who works on one municipality's report: known by a link that the operator gave them.
public struct ReportGuest: Sendable, Hashable {
    public let tenant: TenantID
    /// As the record of what was done names them: 1 to 60 characters.
    public let person: String
    public let rights: Set<ReportRight>
    /// Who made the link, as the record of what was done names them: the rights are theirs, and end with theirs.
    public let maker: String

    /// nil for a name that is empty, too long, or has characters that are not seen.
    public init?(tenant: TenantID, person: String, rights: Set<ReportRight>, maker: String) {
        guard Self.isName(person), !rights.isEmpty else { return nil }
        self.tenant = tenant
        self.person = person
        self.rights = rights
        self.maker = maker
    }

    /// Whether the record of what was done can name somebody so.
    public static func isName(_ person: String) -> Bool {
        let isPlain = person.unicodeScalars.allSatisfy { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned, .surrogate: false
            default: true
            }
        }
        return (1...60).contains(person.count) && isPlain && person.first?.isWhitespace == false
            && person.last?.isWhitespace == false
    }

    /// The same guest with these rights only; nil without any.
    func keeping(_ rights: Set<ReportRight>) -> ReportGuest? {
        ReportGuest(tenant: tenant, person: person, rights: rights, maker: maker)
    }

    /// As the audit chain names them.
    public var actor: String { Self.actor(person) }

    /// As the audit chain names who came by a link.
    public static func actor(_ person: String) -> String { "web:" + person }

    /// Who came by a link; nil for an actor who did not.
    public static func person(_ actor: String) -> String? {
        actor.hasPrefix("web:") ? String(actor.dropFirst(4)) : nil
    }
}
