public import Foundation

/// What somebody may do in a tenant's yearly report (I-012).
public enum ReportRight: String, Codable, Sendable, CaseIterable, Comparable {
    /// Make the extract.
    case extract
    /// Seal it, which takes a sequence number and the organisation's signature.
    case seal
    /// Send what was sealed.
    case send
    /// Fetch the feedback and open its password.
    case fetch

    public static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// Somebody who takes part in a tenant's yearly report. As long as nobody is named, every administrator may everything.
public struct ReportParticipant: TenantRecord, Equatable {
    public static let kind = "report-participant"
    public var id: String { person }
    /// As the audit chain names them: `uid:1001`.
    public let person: String
    /// The name they log in with.
    public var name: String
    /// In order, each once.
    public var rights: [ReportRight]
    public let addedAt: Date
    public let addedBy: String

    public init(person: String, name: String, rights: [ReportRight], addedAt: Date, addedBy: String) {
        self.person = person
        self.name = name
        self.rights = rights
        self.addedAt = addedAt
        self.addedBy = addedBy
    }
}
