import CommandOutcome
import EbXML
import Exchange
public import Foundation
public import Identifiers
import Store

/// Brings an agreement in for a tenant. It goes before the register's for as long as it is in force.
public struct AgreementImport: AdministrationRequest {
    public static let name = "agreement.import"
    /// The largest file that is taken, octets.
    public static let maximumBytes = 8 << 20

    public struct Reply: Codable, Sendable, Equatable {
        public let agreement: AgreementSummary
        /// Whether one of the same id was there before.
        public let replaced: Bool
        public let findings: [AgreementRemarkLine]
    }

    public var tenant: TenantID?
    public var xml: Data

    public init(tenant: TenantID?, xml: Data) {
        self.tenant = tenant
        self.xml = xml
    }

    public func perform(in session: AdministrationSession) async throws -> Reply {
        let tenant = try await session.tenant(tenant)
        let agreement = try AdministrationError.reading(xml)
        let questions = try await AgreementQuestions(tenant, in: session)
        let (own, partner) = try parties(of: agreement, addresses: questions.addresses)
        let inspection = try await questions.inspect(agreement, gotAt: session.now)
        let record = ImportedAgreement(
            cpaID: agreement.cpaID, own: own, partner: partner, xml: xml, importedAt: session.now,
            importedBy: session.actor)
        let detail = ["cpa": agreement.cpaID, "own": own.description, "partner": partner.description]
        let replaced = try await session.change(tenant, detail) { transaction in
            let old = try transaction.record(ImportedAgreement.self, id: record.id)
            try transaction.put(record)
            return old != nil
        }
        let others = questions.held.filter { $0.record.cpaID != record.cpaID }
        let chosen = try await questions.between(own, partner, imported: others + [.init(record)]).chosen
        let summary = AgreementSummary(
            .init(agreement: agreement, source: .imported(by: session.actor), gotAt: session.now), own: own,
            partner: partner, chosen: chosen, now: session.now)
        return Reply(
            agreement: summary, replaced: replaced, findings: inspection.findings.map(AgreementRemarkLine.init))
    }

    /// Which side is ours. Without one the agreement would never be used, and nobody would know why.
    private func parties(of agreement: Agreement, addresses: [OwnAddress]) throws -> (own: HERId, partner: HERId) {
        for address in addresses {
            if let other = agreement.counterpart(of: address.her)?.herIDs.first { return (address.her, other) }
        }
        let ids = agreement.parties.flatMap(\.herIDs).map(\.description).joined(separator: " and ")
        throw AdministrationError(
            "agreement-not-ours", "The agreement is between HER-id \(ids): neither is one of the tenant's own.",
            remedy: "Check the file, or enter the HER-id by `budstikke tenant address add`.", exit: .data)
    }
}

/// The strict check of an agreement: a file's, an imported one's, or the register's.
public struct AgreementCheck: AdministrationRequest {
    public static let name = "agreement.check"
    public struct Reply: Codable, Sendable, Equatable {
        public let cpaID: String
        /// Whether something is found that stops exchange.
        public let stops: Bool
        public let findings: [AgreementRemarkLine]
    }

    public var tenant: TenantID?
    /// The file's contents; nil to check the one of `cpaID`.
    public var xml: Data?
    public var cpaID: String?
    /// Needed for the register's agreements.
    public var partner: HERId?

    public init(tenant: TenantID?, xml: Data?, cpaID: String? = nil, partner: HERId? = nil) {
        self.tenant = tenant
        self.xml = xml
        self.cpaID = cpaID
        self.partner = partner
    }

    public func perform(in session: AdministrationSession) async throws -> Reply {
        let questions = try await AgreementQuestions(try await session.tenant(tenant), in: session)
        let agreement: Agreement
        var gotAt: Date?
        if let xml {
            agreement = try AdministrationError.reading(xml)
        } else {
            let found = try await questions.find(cpaID ?? "", partner: partner).applicable
            (agreement, gotAt) = (found.agreement, found.gotAt)
        }
        let inspection = try await questions.inspect(agreement, gotAt: gotAt)
        return Reply(
            cpaID: agreement.cpaID, stops: inspection.stops,
            findings: inspection.findings.map(AgreementRemarkLine.init))
    }
}

extension AdministrationError {
    /// Reads an agreement that somebody has given.
    fileprivate static func reading(_ xml: Data) throws -> Agreement {
        do { return try Agreement.read([UInt8](xml)) } catch {
            throw AdministrationError(
                "agreement-unreadable", error.description,
                remedy: "Get the agreement (CPA) again as it was issued, as XML and unchanged.", exit: .data)
        }
    }
}
