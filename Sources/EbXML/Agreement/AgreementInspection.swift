public import Certificates
public import Foundation
public import Identifiers

/// The strict check of an agreement that was read leniently: every departure by name (CPPA 2.0; HISD 1177; HIS 1037 5.2).
///
/// Pure: what the register and the trust store say is given. The same agreement and knowledge give the same findings, in
/// the order period, parties, actions, certificates, repetition, transport, protection.
public struct AgreementInspection: Sendable {
    /// What is known beside the agreement's own text.
    public struct Knowledge: Sendable {
        /// The tenant's own HER-ids.
        public var own: Set<HERId>
        /// What the register, or the tenant's own setup, says of each party; a HER-id that is not here was not asked
        /// about.
        public var parties: [HERId: ProfileKnowledge.Answer<Registered>]
        /// Why a certificate is not used today, one sentence; nil when it is trusted.
        public var refusal: @Sendable (Certificate, CertificatePurpose, OrganisationNumber?) -> String?
        /// When the agreement was got.
        public var gotAt: Date?

        public init(
            own: Set<HERId>, parties: [HERId: ProfileKnowledge.Answer<Registered>], gotAt: Date? = nil,
            refusal: @escaping @Sendable (Certificate, CertificatePurpose, OrganisationNumber?) -> String?
        ) {
            self.own = own
            self.parties = parties
            self.gotAt = gotAt
            self.refusal = refusal
        }
    }

    /// A party as it is registered.
    public struct Registered: Sendable {
        public var isActive: Bool
        public var organisation: OrganisationNumber?
        public var mailbox: EDIAddress?
        public var signing: Certificate?
        public var encryption: Certificate?

        public init(
            isActive: Bool, organisation: OrganisationNumber?, mailbox: EDIAddress?, signing: Certificate?,
            encryption: Certificate?
        ) {
            self.isActive = isActive
            self.organisation = organisation
            self.mailbox = mailbox
            self.signing = signing
            self.encryption = encryption
        }
    }

    /// How long before its end an agreement is warned about, seconds.
    public static let warningTime: TimeInterval = 14 * 86_400
    /// How old a copy of a register's agreement may be, seconds (HISD 1177 8).
    public static let copyAge: TimeInterval = 12 * 3_600

    public let findings: [AgreementFinding]

    public init(_ agreement: Agreement, knowing knowledge: Knowledge, at now: Date) {
        findings =
            Self.period(agreement, knowledge, now) + Self.parties(agreement, knowledge)
            + AgreementActionCheck(agreement).findings
            + agreement.parties.flatMap { party in
                AgreementCertificateCheck(party, knowledge).findings + AgreementChannelCheck(party, knowledge).findings
            }
    }

    /// Whether something is found that stops exchange.
    public var stops: Bool { findings.contains { $0.code.consequence == .stops } }

    // MARK: Period, status and age

    private static func period(_ agreement: Agreement, _ knowledge: Knowledge, _ now: Date) -> [AgreementFinding] {
        var found: [AgreementFinding] = []
        switch agreement.status {
        case "agreed", "signed": break
        case "proposed": found.append(AgreementFinding(.statusProposed))
        default: found.append(AgreementFinding(.statusUnknown, nil, agreement.status))
        }
        if agreement.start == nil || agreement.end == nil { found.append(AgreementFinding(.periodMissing)) }
        if let start = agreement.start, now < start { found.append(AgreementFinding(.notYetInForce, nil, day(start))) }
        if let end = agreement.end {
            if now > end {
                found.append(AgreementFinding(.expired, nil, day(end)))
            } else if end.timeIntervalSince(now) < warningTime {
                found.append(AgreementFinding(.endsSoon, nil, day(end)))
            }
        }
        if case .other(let text) = CPAIdentifier(agreement.cpaID) {
            found.append(AgreementFinding(.cpaIDForm, nil, text))
        }
        if let gotAt = knowledge.gotAt, now.timeIntervalSince(gotAt) > copyAge {
            found.append(AgreementFinding(.oldCopy, nil, day(gotAt)))
        }
        return found
    }

    private static func day(_ date: Date) -> String { date.formatted(.iso8601.year().month().day()) }

    // MARK: Parties

    private static func parties(_ agreement: Agreement, _ knowledge: Knowledge) -> [AgreementFinding] {
        var found: [AgreementFinding] = []
        let ids = agreement.parties.map { Set($0.herIDs) }
        if ids.count == 2, let shared = ids[0].intersection(ids[1]).min() {
            found.append(AgreementFinding(.sameParty, shared))
        }
        if ids.allSatisfy({ $0.isDisjoint(with: knowledge.own) }) { found.append(AgreementFinding(.ownPartyMissing)) }
        for party in agreement.parties {
            guard let her = party.herIDs.first else { continue }
            switch knowledge.parties[her] {
            case .notThere?: found.append(AgreementFinding(.partnerUnknown, her))
            case .found(let registered)?:
                if !registered.isActive { found.append(AgreementFinding(.partnerInactive, her)) }
                let numbers = party.partyIDs.filter { ["ENH", "orgnummer"].contains($0.type) }.map(\.value)
                if let organisation = registered.organisation,
                    let other = numbers.first(where: { $0 != organisation.digits })
                {
                    found.append(AgreementFinding(.organisationDiffers, her, other))
                }
            case .notAsked?, nil: break
            }
        }
        return found
    }
}
