import Certificates
import EbXML
import Foundation
import Identifiers
import MIME
import Testing
import XMLSignature

/// Real envelopes and agreements. They lie outside the project, in the folder that `BUDSTIKKE_SHARED` names.
@Suite("Envelopes and agreements of the standards and of partners")
struct EbXMLStandardsTests {
    private static let samples = URL(filePath: ProcessInfo.processInfo.environment["BUDSTIKKE_SHARED"] ?? "/nowhere")
        .appending(path: "standards/samples")

    private func sample(_ path: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: Self.samples.appending(path: path)))
    }

    /// A bare envelope as it would stand in a mail, with one part for the given Content-ID.
    private func mail(_ soap: [UInt8], part: String? = nil) -> [UInt8] {
        let top = "MIME-Version: 1.0\r\nSOAPAction: \"ebXML\"\r\n"
        let fields = "Content-Type: text/xml\r\nContent-Transfer-Encoding: binary\r\n\r\n"
        guard let part else { return Array((top + fields).utf8) + soap }
        return Array((top + "Content-Type: multipart/related; boundary=b\r\n\r\n--b\r\n" + fields).utf8) + soap
            + Array(
                """
                \r\n--b\r\nContent-Type: application/pkcs7-mime; smime-type=enveloped-data\r\n\
                Content-ID: <\(part)>\r\nContent-Transfer-Encoding: base64\r\n\r\nAQID\r\n--b--\r\n
                """.utf8)
    }

    private func parse(_ mail: [UInt8]) throws -> ParsedEnvelope {
        try ParsedEnvelope.parse(entity: MIMEEntity.parse(mail))
    }

    // MARK: A state agency's synchronous reply

    /// The file was saved from HTTP: the empty line between header and body is not in it.
    private func reply() throws -> ParsedEnvelope {
        var text = String(decoding: try sample("nav/har-borger/harBorgerEgenanderlFritakResponse.mime"), as: UTF8.self)
        let delimiter = try #require(text.range(of: "\n------=_Part"))
        text.insert("\n", at: delimiter.lowerBound)
        return try parse(Array(text.utf8))
    }

    @Test("A real reply is read, and its signature holds with the certificate in it")
    func realReply() throws {
        let parsed = try reply()
        #expect(parsed.header.cpaID == "nav:qass:31162")
        #expect(parsed.header.service == "HarBorgerEgenandelFritak")
        let certificate = try #require(parsed.embeddedCertificate)
        let policy = SignaturePolicy(quirks: [.keyValueBesideCertificate])
        let allowed = Set<EnvelopeQuirk>.synchronousHTTP.union([.attachmentNotEncrypted])
        let envelope = try parsed.authenticate(with: certificate, policy: policy, tolerating: allowed).get()
        #expect(envelope.attachments.count == 1)
        #expect(envelope.references.count == 2)
        #expect(envelope.signatureQuirks == [.keyValueBesideCertificate])
        #expect(envelope.quirks.isSuperset(of: [.syncReply, .attachmentNotEncrypted, .ackRequestedMissing]))
        #expect(envelope.warnings.count == 1)
    }

    @Test("The same reply is refused where it has no exception: it is not encrypted")
    func realReplyOverMail() throws {
        let parsed = try reply()
        let certificate = try #require(parsed.embeddedCertificate)
        let policy = SignaturePolicy(quirks: [.keyValueBesideCertificate])
        guard case .failure(let refusal) = parsed.authenticate(with: certificate, policy: policy) else {
            Issue.record("was accepted")
            return
        }
        #expect(refusal.stage == .structure)
        #expect(refusal.rule == EnvelopeRule.partNotEncrypted.clause)
    }

    // MARK: Examples of the standards

    @Test("The agency's receipt is read with its departures named")
    func receipt() throws {
        let envelope = try parse(mail(sample("nav/acknowledgment.xml")))
        #expect(envelope.header.to.enh?.digits == "889640782")
        #expect(envelope.quirks.isSuperset(of: [.roleInSignal, .refToMessageIDInAcknowledgment, .mustUnderstandTrue]))
        guard case .acknowledgment(let receipt) = envelope.content else {
            Issue.record("no receipt")
            return
        }
        #expect(receipt.refToMessageID == "20250124-114229-35564@qa.ebxml.nav.no")
    }

    @Test("The profile's example envelope is read; its leading blank is trimmed")
    func example() throws {
        let soap = try sample("sarepta/ebxml/ebxml-eksempel.xml")
        let envelope = try parse(mail(soap, part: "ebxmlpayload111@example.com"))
        #expect(envelope.header.messageID == "955536cb-fb9a-49d9-848d-2baca7b116e1")
        #expect(envelope.header.from.her == HERId(987_654))
        #expect(envelope.quirks.isSuperset(of: [.whiteSpaceAroundValue, .timestampWithoutZone, .cpaIDForm]))
    }

    @Test("The monitoring guide's message and receipt are read, prefixes and missing namespaces as they stand")
    func monitoring() throws {
        let soap = try sample("sarepta/ebxml/overvakning/ebxml-header-Description-manifest2-overvakning-SVAR_CYT.xml")
        let envelope = try parse(mail(soap, part: "6ae2017d-2b1f-41cf-8c10-f306b5d996f7"))
        #expect(envelope.header.serviceType == "kithService")
        let description = try #require(envelope.header.description.flatMap { SystemDescription(json: $0) })
        #expect(description.messageServer == .init(name: "Medilink", version: "1.23.2434"))

        let receipt = try parse(mail(sample("sarepta/ebxml/Acknowledgment-Description.xml")))
        #expect(receipt.quirks.contains(.unqualifiedReference))
        guard case .acknowledgment(let acknowledgment) = receipt.content else {
            Issue.record("no receipt")
            return
        }
        #expect(acknowledgment.references.map(\.uri) == ["", "cid:6ae2017d-2b1f-41cf-8c10-f306b5d996f7"])
        #expect(acknowledgment.references[0].digest.count == 20)
    }

    @Test("The example of a system description is read")
    func description() throws {
        let text = String(decoding: try sample("sarepta/ebxml/overvakning-description-example.json"), as: UTF8.self)
        #expect(SystemDescription(json: text)?.recordSystem == .init(name: "System X", version: "1.24.6565"))
    }

    @Test("A fault of the national bus is read")
    func fault() throws {
        guard case .fault(let received) = InboundMail.classify(mail(try sample("helsenorge/SoapFault.xml"))) else {
            Issue.record("no fault")
            return
        }
        #expect(received.fault.code == .client)
        #expect(!received.fault.reason.isEmpty)
    }

    // MARK: Agreements

    @Test("The register's agreement is read with its certificates, over the message bus")
    func registerAgreement() throws {
        let agreement = try Agreement.read(sample("cpa/CPA_93252.xml"))
        #expect(agreement.parties.map { $0.herIDs.map(\.value) } == [[93_238], [93_252]])
        #expect(agreement.parties.allSatisfy { $0.signingCertificates.count == 1 })
        #expect(agreement.parties.allSatisfy { $0.encryptionCertificates.count == 1 })
        #expect(agreement.parties.allSatisfy { $0.ediAddress == nil })
        #expect(agreement.parties[0].roles.contains { $0.role == "DIALOG_INNBYGGER_DIGITALBRUKERreceiver" })
        #expect(agreement.retries == 0)
    }

    @Test("The agency's agreement is read: mail, retries, services")
    func agencyAgreement() throws {
        let agreement = try Agreement.read(sample("cpa/nav-qass-35065.xml"))
        #expect(agreement.cpaID == "nav:qass:35065")
        #expect(agreement.retransmission == .template)
        let partner = try #require(HERId(8_141_253)), agency = try #require(HERId(79_768))
        #expect(agreement.party(agency)?.ediAddress != nil)
        let role = try #require(agreement.party(partner)?.roles.first { !$0.canSend.isEmpty })
        let use = AgreementUse(
            from: partner, to: agency, service: role.service, action: role.canSend[0].action, fromRole: role.role)
        guard case .allowed(let action) = agreement.verdict(on: use, at: Date(timeIntervalSince1970: 1_795_253_400))
        else {
            Issue.record("not allowed")
            return
        }
        #expect(!action.formats.isEmpty)
    }

    @Test(
        "A profile is no agreement",
        arguments: ["CPP_93238.xml", "CPP-NHN-PartyA-Rubbelogbit_v6.xml", "nav_cpp.046.xml"])
    func profiles(file: String) throws {
        let bytes = try sample("cpa/\(file)")
        #expect(throws: AgreementError.notAnAgreement) { try Agreement.read(bytes) }
    }
}
