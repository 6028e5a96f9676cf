import Certificates
import EbXML
import Foundation
import Identifiers
import TestSupport
import Testing

@Suite("The strict check of agreements")
struct AgreementInspectionTests {
    /// An agreement and what is known of it, bent in one place.
    struct Vector: Sendable, CustomTestStringConvertible {
        let code: AgreementFinding.Code
        let what: String
        let bend: @Sendable (inout Ground) -> Void

        init(_ code: AgreementFinding.Code, _ what: String, _ bend: @escaping @Sendable (inout Ground) -> Void) {
            self.code = code
            self.what = what
            self.bend = bend
        }

        var testDescription: String { "\(code.rawValue): \(what)" }
    }

    /// An agreement that nothing is wrong with, and the register that agrees with it.
    struct Ground {
        static let now = Date(timeIntervalSince1970: 1_795_253_400)
        static let day: TimeInterval = 86_400
        static let ours = try! her(8_090_001), theirs = try! her(8_090_002)
        static let certificates: [CertificatePurpose: [Certificate]] = {
            let authority = try! SyntheticAuthority(name: "Agreements", now: now)
            return Dictionary(
                uniqueKeysWithValues: CertificatePurpose.allCases.map { purpose in
                    let issued = [SyntheticOrganisations.hospital, SyntheticOrganisations.northMunicipality].map {
                        try! authority.issue($0, purpose: purpose, now: now).certificate
                    }
                    return (purpose, issued)
                })
        }()

        var agreement = SyntheticAgreement(
            Ground.side(0), Ground.side(1), actions: ["LOG_INNLAGT"], from: now - 100 * day, to: now + 100 * day)
        var knowledge = AgreementInspection.Knowledge(
            own: [ours], parties: [ours: .found(registered(0)), theirs: .found(registered(1))], gotAt: now - 3_600,
            refusal: { _, _, _ in nil })

        static func side(_ index: Int) -> SyntheticAgreement.Side {
            var side = SyntheticAgreement.Side(
                her: [ours, theirs][index], endpoint: "mailto:post\(index)@edi.example",
                signing: certificates[.signing]?[index], encryption: certificates[.encryption]?[index])
            side.organisation = registered(index).organisation
            return side
        }

        static func registered(_ index: Int) -> AgreementInspection.Registered {
            .init(
                isActive: true,
                organisation: [SyntheticOrganisations.hospital, SyntheticOrganisations.northMunicipality][index].number,
                mailbox: EDIAddress("post\(index)@edi.example"), signing: certificates[.signing]?[index],
                encryption: certificates[.encryption]?[index])
        }

        mutating func registers(_ change: (inout AgreementInspection.Registered) -> Void) {
            var party = Self.registered(1)
            change(&party)
            knowledge.parties[Self.theirs] = .found(party)
        }

        func findings() throws -> [AgreementFinding] {
            AgreementInspection(try Agreement.read(agreement.xml), knowing: knowledge, at: Self.now).findings
        }
    }

    static let vectors: [Vector] = [
        Vector(.expired, "ended yesterday") { $0.agreement.end = Ground.now - Ground.day },
        Vector(.notYetInForce, "begins tomorrow") { $0.agreement.start = Ground.now + Ground.day },
        Vector(.endsSoon, "ends tomorrow") { $0.agreement.end = Ground.now + Ground.day },
        Vector(.periodMissing, "no end") { $0.agreement.end = nil },
        Vector(.periodMissing, "no beginning") { $0.agreement.start = nil },
        Vector(.statusUnknown, "revoked") { $0.agreement.status = "revoked" },
        Vector(.statusUnknown, "empty") { $0.agreement.status = "" },
        Vector(.statusProposed, "as the register writes it") { $0.agreement.status = "proposed" },
        Vector(.cpaIDForm, "a constant") { $0.agreement.id = "GenericCPAId" },
        Vector(.oldCopy, "13 hours old") { $0.knowledge.gotAt = Ground.now - 13 * 3_600 },
        Vector(.ownPartyMissing, "between others") { $0.knowledge.own = [] },
        Vector(.sameParty, "the same HER-id twice") { $0.agreement.sides[1].her = Ground.ours.description },
        Vector(.partnerUnknown, "not registered") { $0.knowledge.parties[Ground.theirs] = .notThere },
        Vector(.partnerInactive, "closed") { $0.registers { $0.isActive = false } },
        Vector(.organisationDiffers, "another organisation") {
            $0.agreement.sides[1].organisation = SyntheticOrganisations.stranger.number
        },
        Vector(.nothingAgreed, "both send, nobody takes") {
            $0.agreement.sides[0].refuses = ["LOG_INNLAGT"]
            $0.agreement.sides[1].refuses = ["LOG_INNLAGT"]
            $0.agreement.answers = false
        },
        Vector(.oneSided, "the other does not take it") { $0.agreement.sides[1].refuses = ["LOG_INNLAGT"] },
        Vector(.receiptMissing, "no APPREC") { $0.agreement.answers = false },
        Vector(.roleMissing, "no service") { $0.agreement.service = { _ in "" } },
        Vector(.serviceDiffers, "no S-") { $0.agreement.service = { $0 } },
        Vector(.signingCertificateMissing, "only for encryption") { $0.agreement.sides[1].signing = nil },
        Vector(.encryptionCertificateMissing, "only for signing") { $0.agreement.sides[1].encryption = nil },
        Vector(.certificateUnreadable, "four octets") { $0.agreement.sides[1].encryption = [1, 2, 3, 4] },
        Vector(.certificateRefused, "not in the trust store") { ground in
            ground.knowledge.refusal = { _, purpose, _ in purpose == .signing ? "It is not trusted." : nil }
        },
        Vector(.signingCertificateDiffers, "changed since") {
            $0.registers { $0.signing = Ground.certificates[.signing]?[0] }
        },
        Vector(.encryptionCertificateDiffers, "changed since") {
            $0.registers { $0.encryption = Ground.certificates[.encryption]?[0] }
        },
        Vector(.certificateReference, "the one for encryption") { $0.agreement.signingReference = "enc" },
        Vector(.certificateReference, "none of that id") { $0.agreement.signingReference = "other" },
        Vector(.noRetryPolicy, "no ReliableMessaging") { $0.agreement.retries = nil },
        Vector(.retriesUnreachable, "five days of repeating in four") { $0.agreement.retries = 10 },
        Vector(.durationUnreadable, "a month") { $0.agreement.persistence = "P1M" },
        Vector(.noEndpoint, "the message bus only") {
            $0.agreement.sides[1].transport = "AMQP"
            $0.agreement.sides[1].endpoint = "bus.example/8090002_async"
        },
        Vector(.endpointInsecure, "http") { $0.agreement.sides[1].endpoint = "http://edi.example/msh" },
        Vector(.endpointUnreadable, "no mail address") { $0.agreement.sides[1].endpoint = "mailto:post" },
        Vector(.endpointDiffers, "another mailbox") { $0.agreement.sides[1].endpoint = "mailto:old@edi.example" },
        Vector(.syncReply, "by mail") { $0.agreement.messaging = #"tns:syncReplyMode="signalsAndResponse""# },
        Vector(.receiptsNotRequested, "never") { $0.agreement.messaging = #"tns:ackRequested="never""# },
        Vector(.receiptsUnsigned, "never") { $0.agreement.messaging = #"tns:ackSignatureRequested="never""# },
        Vector(.duplicatesNotEliminated, "never") { $0.agreement.messaging = #"tns:duplicateElimination="never""# },
        Vector(.signatureWeak, "SHA-1") {
            $0.agreement.signatureAlgorithm = "http://www.w3.org/2000/09/xmldsig#rsa-sha1"
        },
        Vector(.encryptionWeak, "3DES") {
            $0.agreement.encryptionAlgorithm = "http://www.w3.org/2001/04/xmlenc#tripledes-cbc"
        },
    ]

    @Test("An agreement that is right, with a register that agrees, has no finding")
    func nothing() throws {
        #expect(try Ground().findings() == [])
    }

    @Test("Each finding is made where it should be", arguments: vectors)
    func found(_ vector: Vector) throws {
        var ground = Ground()
        vector.bend(&ground)
        let codes = try ground.findings().map(\.code)
        #expect(codes.contains(vector.code))
        let agreement = try Agreement.read(ground.agreement.xml)
        let inspection = AgreementInspection(agreement, knowing: ground.knowledge, at: Ground.now)
        if vector.code.consequence == .stops { #expect(inspection.stops) }
    }

    @Test("Every finding has a vector")
    func complete() {
        #expect(Set(Self.vectors.map(\.code)) == Set(AgreementFinding.Code.allCases))
    }

    @Test("An HTTPS server is an endpoint as good as a mailbox")
    func https() throws {
        var ground = Ground()
        ground.agreement.sides[1].transport = "HTTP"
        ground.agreement.sides[1].endpoint = "https://edi.example/msh"
        #expect(try ground.findings() == [])
    }

    @Test("What stops exchange in the check stops the verdict too", arguments: vectors)
    func verdict(_ vector: Vector) throws {
        // What the agreement alone tells; the register is asked by others.
        let alone: Set<AgreementFinding.Code> = [
            .expired, .notYetInForce, .statusUnknown, .sameParty, .nothingAgreed, .noEndpoint,
        ]
        var ground = Ground()
        vector.bend(&ground)
        let use = AgreementUse(from: Ground.ours, to: Ground.theirs, service: "S-LOG_INNLAGT", action: "LOG_INNLAGT")
        let verdict = try Agreement.read(ground.agreement.xml).verdict(on: use, at: Ground.now)
        if alone.contains(vector.code) {
            guard case .refused = verdict else {
                Issue.record("allowed")
                return
            }
        } else if vector.code.consequence != .stops,
            ![.oneSided, .roleMissing, .endpointInsecure, .endpointUnreadable].contains(vector.code)
        {
            guard case .allowed = verdict else {
                Issue.record("\(verdict)")
                return
            }
        }
    }

    @Test("A document of a namespace that is not agreed is refused, one that is agreed is not")
    func namespaces() throws {
        var ground = Ground()
        ground.agreement.namespaces = ["urn:example:agreed"]
        let agreement = try Agreement.read(ground.agreement.xml)
        var use = AgreementUse(from: Ground.ours, to: Ground.theirs, service: "S-LOG_INNLAGT", action: "LOG_INNLAGT")
        use.namespace = "urn:example:agreed"
        guard case .allowed = agreement.verdict(on: use, at: Ground.now) else {
            Issue.record("refused")
            return
        }
        use.namespace = "urn:example:other"
        #expect(agreement.verdict(on: use, at: Ground.now) == .refused(.formatNotAgreed))
    }
}
