public import EbXML
public import Foundation
import Identifiers
public import Store

/// The agreement (CPA) that counts between one of our HER-ids and a partner's, and why it does.
///
/// One that a person has imported and that is in force goes before the register's, as everything that is entered by
/// hand does (M-065). Else the register's counts. An imported one that is not in force counts only where the register
/// has none: then nothing is sent until somebody has seen to it, since going on without would pass over what was agreed.
public struct ApplicableAgreement: Sendable {
    public enum Source: Sendable, Equatable {
        /// Imported by a person, named as in the audit chain.
        case imported(by: String)
        case register
    }

    public let agreement: Agreement
    public let source: Source
    /// When it was imported, or when the register's copy was made.
    public let gotAt: Date

    public init(agreement: Agreement, source: Source, gotAt: Date) {
        self.agreement = agreement
        self.source = source
        self.gotAt = gotAt
    }

    /// Chooses among what is imported between two parties and what the register has.
    ///
    /// Of several imported ones in force the one that began last counts, and of equal ones the one imported last.
    public static func choose(
        imported: [HeldAgreement], registered: ApplicableAgreement?, at now: Date
    ) -> ApplicableAgreement? {
        let newestFirst = imported.sorted { first, second in
            let starts = (first.agreement?.start ?? .distantPast, second.agreement?.start ?? .distantPast)
            return starts.0 == starts.1 ? first.record.importedAt > second.record.importedAt : starts.0 > starts.1
        }.compactMap(\.applicable)
        let inForce = newestFirst.first { $0.agreement.refusal(at: now) == nil }
        return inForce ?? registered ?? newestFirst.first
    }
}

/// An imported agreement with its reading; nil where this version cannot read it.
public struct HeldAgreement: Sendable {
    public let record: ImportedAgreement
    public let agreement: Agreement?

    public init(_ record: ImportedAgreement) {
        self.record = record
        agreement = try? Agreement.read([UInt8](record.xml))
    }

    public var applicable: ApplicableAgreement? {
        agreement.map {
            ApplicableAgreement(agreement: $0, source: .imported(by: record.importedBy), gotAt: record.importedAt)
        }
    }

    func isBetween(_ own: HERId, _ partner: HERId) -> Bool { record.own == own && record.partner == partner }
}
