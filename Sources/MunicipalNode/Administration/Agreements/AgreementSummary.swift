import EbXML
import Exchange
public import Foundation
public import Identifiers
import Texts

/// An agreement as commands show it: between whom, from where, how old, and whether it is the one that counts.
public struct AgreementSummary: Codable, Sendable, Equatable {
    public enum Source: String, Codable, Sendable { case imported, register }

    public let cpaID: String
    public let own: HERId
    public let partner: HERId
    /// As the agreement names the partner.
    public let partnerName: String?
    public let source: Source
    /// Who imported it; nil for the register's.
    public let importedBy: String?
    /// When it was imported, or the register's copy made.
    public let gotAt: Date
    public let start: Date?
    public let end: Date?
    public let inForce: Bool
    /// Whether messages between these two go by it now.
    public let counts: Bool
    /// Why it counts or does not, one sentence in English.
    public let reason: String

    init(_ applicable: ApplicableAgreement, own: HERId, partner: HERId, chosen: ApplicableAgreement?, now: Date) {
        let agreement = applicable.agreement
        cpaID = agreement.cpaID
        self.own = own
        self.partner = partner
        partnerName = agreement.party(partner)?.name
        if case .imported(let actor) = applicable.source {
            (source, importedBy) = (.imported, actor)
        } else {
            (source, importedBy) = (.register, nil)
        }
        gotAt = applicable.gotAt
        start = agreement.start
        end = agreement.end
        inForce = agreement.refusal(at: now) == nil
        counts = chosen?.source == applicable.source && chosen?.agreement == agreement
        reason = Self.reason(source, counts: counts, inForce: inForce, chosen: chosen)
    }

    private static func reason(
        _ source: Source, counts: Bool, inForce: Bool, chosen: ApplicableAgreement?
    ) -> String {
        switch (source, counts, inForce) {
        case (.imported, true, true): "What is imported goes before the register's."
        case (.imported, true, false): "It is not in force, and the register has none: messages are held."
        case (.register, true, true): "It is the register's, and no imported one is in force."
        case (.register, true, false): "It is the register's and not in force: messages are held."
        case (.imported, false, false): "It is not in force; \(chosen?.agreement.cpaID ?? "none") counts."
        case (_, false, _): "\(chosen?.agreement.cpaID ?? "None") goes before it."
        }
    }
}

/// One finding of the strict check, in words.
public struct AgreementRemarkLine: Codable, Sendable, Equatable {
    /// What follows from it: no exchange, something a partner may stumble over, or nothing.
    public enum Consequence: String, Codable, Sendable { case stops, warns, tells }

    /// A stable name for programs, as `endpoint-insecure`.
    public let code: String
    public let consequence: Consequence
    /// The party it is about.
    public let her: HERId?
    public let detail: String
    /// What is wrong, keyed `nb`, `nn`, `en`.
    public let what: [String: String]
    /// What to do about it, likewise.
    public let action: [String: String]

    init(_ finding: AgreementFinding) {
        code = finding.code.rawValue
        consequence =
            switch finding.code.consequence {
            case .stops: .stops
            case .warns: .warns
            case .tells: .tells
            }
        her = finding.party
        detail = finding.detail
        let remark = AgreementFindingCode(rawValue: finding.code.rawValue)?.remark
        let values = ["party": finding.party?.description ?? "", "detail": finding.detail]
        what = remark?.what.texts(values: values) ?? ["en": code]
        action = remark?.action.texts(values: values) ?? [:]
    }
}
