import AddressRegister
import Certificates
import EbXML
import Exchange
import Foundation
public import Identifiers
public import Store

/// "Where would this message go?" (M-075): in, to which record system; out, to which address, with which certificate,
/// under which agreement. Nothing is sent.
public struct RouteQuestion: AdministrationRequest {
    public static let name = "route.question"
    public struct Reply: Codable, Sendable, Equatable {
        public let direction: Direction
        public let her: HERId
        /// Whether a message would get there.
        public let passes: Bool
        public let steps: [RouteStep]
        /// For an incoming one.
        public let recordSystem: String?
        /// For an outgoing one.
        public let ediAddress: EDIAddress?
        public let cpaID: String?
    }

    public var tenant: TenantID?
    /// Whom the message is for: one of the tenant's own HER-ids, or a partner.
    public var her: HERId
    public var action: String?
    /// For an outgoing message: which of the tenant's own HER-ids sends it; nil for the first.
    public var from: HERId?

    public init(tenant: TenantID?, her: HERId, action: String? = nil, from: HERId? = nil) {
        self.tenant = tenant
        self.her = her
        self.action = action
        self.from = from
    }

    public func perform(in session: AdministrationSession) async throws -> Reply {
        let setup = try await TenantSetup.read(try await session.tenant(tenant), in: session)
        if let own = setup.addresses.first(where: { $0.her == her }) {
            let settings = try await TenantSettings.load(
                setup.tenant, from: try await session.store(setup.tenant), master: session.administration.masterKey)
            return incoming(own, setup, to: settings.recordSystem(for: her, action: action))
        }
        return await OutgoingRoute(question: self, setup: setup, session: session).answer()
    }

    private func incoming(_ own: OwnAddress, _ setup: TenantSetup, to system: RecordSystem?) -> Reply {
        var steps = [RouteStep(ok: true, sentence: "HER-id \(her) is the tenant's own: \(own.name).")]
        if let system {
            let because = setup.rules.contains { rule in
                rule.recordSystem == system.name && (rule.her ?? her) == her && (rule.action ?? action) == action
            }
            let why = because ? "by a routing rule" : "because it receives for HER-id \(her)"
            steps.append(RouteStep(ok: true, sentence: "It goes to the record system `\(system.name)`, \(why)."))
            let place = system.folder.map { "The document is written to \($0)/in." }
            steps.append(RouteStep(ok: true, sentence: place ?? "The document waits to be fetched through the API."))
        } else {
            steps.append(RouteStep(ok: false, sentence: "No record system receives for HER-id \(her)."))
        }
        return Reply(
            direction: .incoming, her: her, passes: system != nil, steps: steps, recordSystem: system?.name,
            ediAddress: nil, cpaID: nil)
    }
}

/// One thing that was looked at on the way.
public struct RouteStep: Codable, Sendable, Equatable {
    public let ok: Bool
    public let sentence: String
}

/// The way out, looked at step by step as the flow does it.
private struct OutgoingRoute {
    let question: RouteQuestion
    let setup: TenantSetup
    let session: AdministrationSession

    func answer() async -> RouteQuestion.Reply {
        var steps: [RouteStep] = []
        let own = question.from.map { her in setup.addresses.first { $0.her == her } } ?? setup.addresses.first
        if let own {
            steps.append(RouteStep(ok: true, sentence: "It is sent from HER-id \(own.her), \(own.ediAddress)."))
        } else {
            steps.append(RouteStep(ok: false, sentence: "The tenant has no such HER-id of its own to send from."))
        }
        steps.append(signing())
        var party: CommunicationParty?
        do {
            party = try await session.administration.register.party(question.her)
            steps.append(known(party))
        } catch {
            steps.append(RouteStep(ok: false, sentence: "The address register does not answer: it would be held."))
        }
        if let manual = setup.partners.first(where: { $0.her == question.her }) { steps.append(byHand(manual)) }
        let manual = setup.partners.first { $0.her == question.her }
        let edi = manual?.ediAddress ?? party?.ediAddress
        if party != nil || manual != nil {
            steps.append(address(edi))
            steps.append(certificate(manual, party))
        }
        var cpaID: String?
        if let own {
            let (id, step) = await agreement(own)
            cpaID = id
            steps.append(step)
        }
        return RouteQuestion.Reply(
            direction: .outgoing, her: question.her, passes: steps.allSatisfy(\.ok), steps: steps, recordSystem: nil,
            ediAddress: edi, cpaID: cpaID)
    }

    private func signing() -> RouteStep {
        guard let certificate = setup.activeCertificate(.signing), certificate.isValid(at: session.now) else {
            return RouteStep(ok: false, sentence: "The tenant has no valid signing certificate: it would be held.")
        }
        return RouteStep(ok: true, sentence: "It is signed with certificate \(certificate.serialNumberHex).")
    }

    private func known(_ party: CommunicationParty?) -> RouteStep {
        guard let party else {
            let byHand = setup.partners.contains { $0.her == question.her }
            let remedy = byHand ? "" : " Check the number; `budstikke partner add` enters a partner by hand."
            return RouteStep(
                ok: byHand, sentence: "The address register does not know HER-id \(question.her).\(remedy)")
        }
        return party.isActive
            ? RouteStep(ok: true, sentence: "The address register knows HER-id \(party.her): \(party.name).")
            : RouteStep(ok: false, sentence: "The address register has HER-id \(party.her) as not active.")
    }

    private func byHand(_ manual: ManualPartner) -> RouteStep {
        manual.disabled
            ? RouteStep(ok: false, sentence: "The partner is disabled by hand: \(manual.reason)")
            : RouteStep(ok: true, sentence: "The partner is entered by hand: \(manual.reason)")
    }

    private func address(_ edi: EDIAddress?) -> RouteStep {
        guard let edi else { return RouteStep(ok: false, sentence: "The partner has no EDI address.") }
        let domains = session.administration.configuration.stageDomains.byStage
        let stage = setup.tenant.stage
        let elsewhere = domains.contains { $0.key != stage && $0.value.contains(String(edi.domain)) }
        if elsewhere, !(domains[stage] ?? []).contains(String(edi.domain)) {
            return RouteStep(
                ok: false, sentence: "\(edi) does not belong to stage \(stage.rawValue): it would be refused.")
        }
        return RouteStep(ok: true, sentence: "It goes to \(edi).")
    }

    private func certificate(_ manual: ManualPartner?, _ party: CommunicationParty?) -> RouteStep {
        let entered = manual?.encryptionCertificate.flatMap { try? Certificate(pem: Array($0.utf8)) }
        guard let certificate = entered ?? party?.encryptionCertificate else {
            return RouteStep(ok: false, sentence: "The partner has no encryption certificate: it would be held.")
        }
        let name = "certificate \(certificate.serialNumberHex)"
        let owner = manual?.organisationNumber ?? party?.organisationNumber
        switch session.administration.trust.verdict(on: certificate, for: .encryption, of: owner, at: session.now) {
        case .trusted:
            return RouteStep(ok: true, sentence: "It is encrypted for \(name), valid to \(day(certificate.notAfter)).")
        case .refused(let refusal):
            return RouteStep(ok: false, sentence: "It cannot be encrypted for \(name): \(refusal.description)")
        }
    }

    private func agreement(_ own: OwnAddress) async -> (String?, RouteStep) {
        do {
            let questions = try await AgreementQuestions(setup.tenant, in: session)
            guard let chosen = try await questions.between(own.her, question.her).chosen else {
                let id = NoAgreement.cpaID(between: own.her, and: question.her)
                let sentence = "There is no agreement (CPA): the rule for parties without one holds, as \(id)."
                return (id, RouteStep(ok: true, sentence: sentence))
            }
            return (chosen.agreement.cpaID, step(chosen, from: own.her))
        } catch {
            return (nil, RouteStep(ok: false, sentence: "The agreement (CPA) cannot be read: it would be held."))
        }
    }

    /// Which agreement it is, how old, until when, and whether it covers the type that is asked about.
    private func step(_ chosen: ApplicableAgreement, from own: HERId) -> RouteStep {
        let agreement = chosen.agreement
        let origin =
            switch chosen.source {
            case .imported(let actor): "imported by \(actor) on \(day(chosen.gotAt))"
            case .register: "the register's of \(day(chosen.gotAt))"
            }
        let end = agreement.end.map { ", ends on \(day($0))" } ?? ""
        let sentence = "The agreement (CPA) is \(agreement.cpaID), \(origin)\(end)"
        if agreement.refusal(at: session.now) != nil {
            return RouteStep(ok: false, sentence: "\(sentence); it is not in force: the message would be held.")
        }
        guard let action = question.action else { return RouteStep(ok: true, sentence: "\(sentence).") }
        let use = AgreementUse(
            from: own, to: question.her, service: NoAgreement.service(for: action), action: action)
        if case .refused(let refusal) = agreement.verdict(on: use, at: session.now) {
            return RouteStep(ok: false, sentence: "\(sentence); it does not cover \(action) (\(refusal.rawValue)).")
        }
        return RouteStep(ok: true, sentence: "\(sentence); it covers \(action).")
    }

    private func day(_ date: Date) -> String { date.formatted(.iso8601.year().month().day()) }
}
