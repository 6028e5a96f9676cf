import Certificates
import Cryptography
import EbXML
import Foundation
import Identifiers
import TestSupport
import Testing

@Suite("Agreements (CPA) as the address register writes them")
struct AgreementTests {
    private let hospital: HERId
    private let municipality: HERId
    private let nobody: HERId
    private let text: String
    private let inForce = Date(timeIntervalSince1970: 1_795_253_400)

    init() throws {
        hospital = try her(8_090_001)
        municipality = try her(8_090_002)
        nobody = try her(5)
        let vectors = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Vectors/agreement")
        text = try String(contentsOf: vectors.appending(path: "hospital-municipality.xml"), encoding: .utf8)
    }

    private func read(_ change: (String) -> String = { $0 }) throws -> Agreement {
        try Agreement.read(Array(change(text).utf8))
    }

    @Test("Id, status, period, parties and their numbers")
    func whole() throws {
        let agreement = try read()
        #expect(agreement.cpaID == "4f1c0a52-7b11-4c7e-9d0e-0f3f4f3d2a10")
        #expect(agreement.status == "proposed")
        #expect(agreement.end == Date(timeIntervalSince1970: 1_830_297_599))
        #expect(agreement.parties.map(\.name) == ["Fjordheim sykehus HF", "Nordbygda kommune"])
        #expect(agreement.parties.map(\.herIDs) == [[hospital], [municipality]])
        #expect(agreement.party(hospital)?.partyIDs.map(\.type) == ["HER", "orgnummer"])
        #expect(agreement.counterpart(of: hospital)?.name == "Nordbygda kommune")
        #expect(agreement.counterpart(of: nobody) == nil)
    }

    @Test("The mailbox, written mailto: or mailto://, and never the message bus")
    func endpoints() throws {
        let agreement = try read()
        #expect(agreement.party(hospital)?.ediAddress?.text == "postboks@sykehus.example")
        #expect(agreement.party(municipality)?.ediAddress?.text == "postboks@kommune.example")
        #expect(agreement.party(hospital)?.channels.map(\.transport) == ["AMQP", "SMTP"])
    }

    @Test("Retries of the mail channel, not of the bus beside it; without any, the template's")
    func reliability() throws {
        let agreement = try read()
        #expect(
            agreement.retransmission(of: hospital)
                == RetransmissionPolicy(retries: 3, interval: 2, persistDuration: 3_600))
        #expect(agreement.retransmission(of: municipality) == .template)
        #expect(agreement.retransmission(of: nobody) == .template)
        #expect((agreement.retries, agreement.retryInterval, agreement.persistDuration) == (3, 2, 3_600))
        let bare = try read { $0.replacingOccurrences(of: "ReliableMessaging", with: "Messaging") }
        #expect(bare.retransmission == .template)
    }

    @Test("What may be sent, with the namespaces and versions of the document")
    func formats() throws {
        let use = AgreementUse(
            from: hospital, to: municipality, service: "S-LOG_UTSKREVET", action: "LOG_UTSKREVET",
            fromRole: "LOG_UTSKREVETsender", toRole: "LOG_UTSKREVETreceiver")
        guard case .allowed(let action) = try read().verdict(on: use, at: inForce) else {
            Issue.record("not allowed")
            return
        }
        #expect(action.formats.map(\.version).sorted() == ["1.2", "1.6", "2.0"])
        #expect(action.formats.contains { $0.namespace == "http://standard.example/utskrevet" })
    }

    @Test(
        "A Service with or without S- is the same (agreements leave it out for laboratory reports)",
        arguments: [
            "SVAR_LAB", "S-SVAR_LAB",
        ])
    func service(name: String) throws {
        let use = AgreementUse(from: hospital, to: municipality, service: name, action: "SVAR_LAB")
        guard case .allowed = try read().verdict(on: use, at: inForce) else {
            Issue.record("not allowed")
            return
        }
    }

    @Test("An AppRec goes the other way under the same Service")
    func appRec() throws {
        let use = AgreementUse(from: municipality, to: hospital, service: "S-LOG_UTSKREVET", action: "APPREC")
        guard case .allowed = try read().verdict(on: use, at: inForce) else {
            Issue.record("not allowed")
            return
        }
    }

    @Test(
        "r.111 to r.114 and what is not agreed is refused",
        arguments: [
            (AgreementRefusal.senderNotParty, 5, 8_090_002, "LOG_UTSKREVET", 0.0),
            (.receiverNotParty, 8_090_001, 5, "LOG_UTSKREVET", 0),
            (.receiverNotParty, 8_090_001, 8_090_001, "LOG_UTSKREVET", 0),
            (.notYetInForce, 8_090_001, 8_090_002, "LOG_UTSKREVET", -86_400 * 400),
            (.expired, 8_090_001, 8_090_002, "LOG_UTSKREVET", 86_400 * 500),
            (.senderCannotSend, 8_090_002, 8_090_001, "LOG_UTSKREVET", 0),
            (.senderCannotSend, 8_090_001, 8_090_002, "LOG_AVMELDING", 0),
        ])
    func refused(refusal: AgreementRefusal, from: Int, to: Int, action: String, offset: Double) throws {
        let use = AgreementUse(
            from: try her(from), to: try her(to), service: "S-LOG_UTSKREVET", action: action)
        #expect(try read().verdict(on: use, at: inForce.addingTimeInterval(offset)) == .refused(refusal))
        #expect(refusal.refusal.stage == .agreement)
    }

    @Test(
        "A Service, or a role of one side, that is not the agreement's is refused though all else is right",
        arguments: [
            ("S-SVAR_LAB", "LOG_UTSKREVETsender", "LOG_UTSKREVETreceiver", AgreementRefusal.senderCannotSend),
            ("S-LOG_UTSKREVE", "LOG_UTSKREVETsender", "LOG_UTSKREVETreceiver", .senderCannotSend),
            ("S-LOG_UTSKREVET", "LOG_UTSKREVETreceiver", "LOG_UTSKREVETreceiver", .senderCannotSend),
            ("S-LOG_UTSKREVET", "Sender", "LOG_UTSKREVETreceiver", .senderCannotSend),
            ("S-LOG_UTSKREVET", "LOG_UTSKREVETsender", "LOG_UTSKREVETsender", .receiverCannotReceive),
            ("S-LOG_UTSKREVET", "LOG_UTSKREVETsender", "Receiver", .receiverCannotReceive),
        ])
    func otherRole(service: String, from: String, to: String, refusal: AgreementRefusal) throws {
        var use = AgreementUse(
            from: hospital, to: municipality, service: service, action: "LOG_UTSKREVET", fromRole: from, toRole: to)
        #expect(try read().verdict(on: use, at: inForce) == .refused(refusal))
        use.service = "S-LOG_UTSKREVET"
        use.fromRole = "LOG_UTSKREVETsender"
        use.toRole = "LOG_UTSKREVETreceiver"
        guard case .allowed = try read().verdict(on: use, at: inForce) else {
            Issue.record("the agreed ones are refused")
            return
        }
    }

    @Test("What the receiver has not agreed to receive is refused")
    func receiverCannot() throws {
        let agreement = try read {
            $0.replacingOccurrences(
                of: "8090002-CanReceive-LOG_UTSKREVET\" tns:action=\"LOG_UTSKREVET\"",
                with: "x\" tns:action=\"LOG_DOD\"")
        }
        let use = AgreementUse(
            from: hospital, to: municipality, service: "S-LOG_UTSKREVET", action: "LOG_UTSKREVET")
        #expect(agreement.verdict(on: use, at: inForce) == .refused(.receiverCannotReceive))
        #expect(AgreementRefusal.receiverCannotReceive.refusal.code == .notSupported)
    }

    @Test("Certificates are told apart by key usage, not by the reference to them")
    func certificates() throws {
        let authority = try SyntheticAuthority(name: "Envelope test", now: inForce)
        let organisation = SyntheticOrganisations.hospital
        let signing = try authority.issue(organisation, purpose: .signing, now: inForce).certificate
        let encryption = try authority.issue(organisation, purpose: .encryption, now: inForce).certificate
        let agreement = try read {
            $0.replacingOccurrences(of: "@SIGNING@", with: Base64.encode(signing.der))
                .replacingOccurrences(of: "@ENCRYPTION@", with: "\n  " + Base64.encode(encryption.der))
        }
        let party = try #require(agreement.party(hospital))
        #expect(party.certificates.map(\.id) == ["sign", "enc"])
        #expect(party.signingCertificates == [signing])
        #expect(party.encryptionCertificates == [encryption])
    }

    @Test("A certificate that is none does not hide the rest of the agreement")
    func brokenCertificate() throws {
        #expect(
            try read { $0.replacingOccurrences(of: "@SIGNING@", with: "AAAA") }
                .party(hospital)?.certificates.first?.certificate == nil)
    }

    @Test(
        "What is no agreement is refused",
        arguments: [
            (AgreementError.notXML, "</tns:CollaborationProtocolAgreement>", ""),
            (.notAnAgreement, "CollaborationProtocolAgreement", "CollaborationProtocolProfile"),
            (.cpaIDMissing, "tns:cpaid=", "tns:other="),
            (.partiesMissing, ">8090002<", ">none<"),
            (.malformedPeriod, "2027-12-31T23:59:59Z", "in two years"),
        ])
    func malformed(error: AgreementError, old: String, new: String) {
        #expect(throws: error) { try read { $0.replacingOccurrences(of: old, with: new) } }
    }
}
