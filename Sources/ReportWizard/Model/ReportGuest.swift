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

    /// As the audit chain names them: `web:PERSON` who came by a link, `user:NAME` who has an account.
    public let actor: String

    /// nil for a name that is empty, too long, or has characters that are not seen.
    ///
    /// - Parameter actor: of somebody with an account; nil for who came by a link.
    public init?(
        tenant: TenantID, person: String, rights: Set<ReportRight>, maker: String, actor: String? = nil
    ) {
        guard Self.isName(person), !rights.isEmpty else { return nil }
        self.tenant = tenant
        self.person = person
        self.rights = rights
        self.maker = maker
        self.actor = actor ?? Self.actor(person)
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
        ReportGuest(tenant: tenant, person: person, rights: rights, maker: maker, actor: actor)
    }

    /// Whether the rights are those of an account's roles, and not of whoever made a link.
    public var hasAccount: Bool { actor.hasPrefix("user:") }

    /// As the audit chain names who came by a link.
    public static func actor(_ person: String) -> String { "web:" + person }

    /// Who came by a link or has an account; nil for an actor who is not on the pages.
    public static func person(_ actor: String) -> String? {
        ["web:", "user:"].first(where: actor.hasPrefix).map { String(actor.dropFirst($0.count)) }
    }
}
