import EbXML
import Foundation
import Identifiers
import Testing

@Suite("Peers' departures are read by name (tolerant by name in what we read)")
struct EnvelopeQuirkTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let quirk: EnvelopeQuirk
        let envelope: @Sendable () -> WrittenEnvelope

        init(_ quirk: EnvelopeQuirk, _ envelope: @escaping @Sendable () -> WrittenEnvelope) {
            self.quirk = quirk
            self.envelope = envelope
        }

        var testDescription: String { quirk.rawValue }
    }

    static let cases: [Case] = mime + header + blocks

    private static let mime: [Case] = [
        Case(.mimeVersionMissing) { .business.with { $0.top = "SOAPAction: \"ebXML\"\r\n" } },
        Case(.soapActionDiffers) { .business.with { $0.top = "MIME-Version: 1.0\r\nSOAPAction: \"ebxml\"\r\n" } },
        Case(.relatedTypeDiffers) {
            .business.with { $0.type = "multipart/related; type=\"application/xop\"; boundary=\"frontier\"" }
        },
        Case(.startPartMissing) {
            .business.with { $0.type = "multipart/related; start=\"<nowhere>\"; boundary=\"frontier\"" }
        },
        Case(.transferEncodingMissing) { .business.with { $0.soapFields = "Content-Type: text/xml\r\n" } },
        Case(.charsetDiffers) {
            .business.with {
                $0.soapFields = "Content-Type: text/xml; charset=iso-8859-1\r\nContent-Transfer-Encoding: 8bit\r\n"
            }
        },
        Case(.attachmentNotBase64) {
            .business.with {
                $0.parts[0].fields = $0.parts[0].fields.replacingOccurrences(of: "base64", with: "binary")
            }
        },
        Case(.attachmentMediaTypeDiffers) {
            .business.with {
                $0.parts[0].fields = $0.parts[0].fields
                    .replacingOccurrences(of: "application/pkcs7-mime", with: "application/x-pkcs7-mime")
            }
        },
        Case(.attachmentNotEncrypted) {
            .business.with {
                $0.parts[0].fields = $0.parts[0].fields
                    .replacingOccurrences(of: "application/pkcs7-mime", with: "application/xml")
            }
        },
    ]

    private static let header: [Case] = [
        Case(.unqualifiedAttribute) { .business.replacing("eb:signed=", "signed=") },
        Case(.mustUnderstandTrue) { .acknowledgment.replacing("mustUnderstand=\"1\"", "mustUnderstand=\"true\"") },
        Case(.whiteSpaceAroundValue) { .business.replacing("<eb:MessageId>", "<eb:MessageId> ") },
        Case(.organisationNumberTypeOrgnummer) {
            .business.replacing("<eb:From>", "<eb:From><eb:PartyId eb:type=\"orgnummer\">999700006</eb:PartyId>")
        },
        Case(.cpaIDForm) { .business.replacing("8090001_8090002", "GenericCPAId") },
        Case(.messageIDForm) { .business.replacing("0d3f0000-0000-4000-8000-000000000001", "20261121.1") },
        Case(.timestampWithoutZone) { .business.replacing("09:30:00Z", "09:30:00") },
        Case(.roleMissing) { .business.replacing("<eb:Role>LOG_UTSKREVETsender</eb:Role>", "") },
        Case(.roleInSignal) { .acknowledgment.replacing("</eb:From>", "<eb:Role>Sender</eb:Role></eb:From>") },
        Case(.refToMessageIDInAcknowledgment) {
            .acknowledgment.replacing(
                "</eb:MessageData>",
                "<eb:RefToMessageId>7a1d0000-0000-4000-8000-000000000001</eb:RefToMessageId></eb:MessageData>")
        },
        Case(.duplicateEliminationMissing) {
            .business.replacing("<eb:DuplicateElimination></eb:DuplicateElimination>", "")
        },
        Case(.duplicateEliminationInSignal) {
            .acknowledgment.replacing("</eb:MessageHeader>", "<eb:DuplicateElimination/></eb:MessageHeader>")
        },
    ]

    private static let ackRequested =
        "<eb:AckRequested SOAP:mustUnderstand=\"1\" eb:version=\"2.0\" eb:signed=\"true\"/>"
    private static let blocks: [Case] = [
        Case(.ackRequestedMissing) { .business.replacing(ackRequested, "") },
        Case(.ackRequestedUnsigned) { .business.replacing("eb:signed=\"true\"", "eb:signed=\"false\"") },
        Case(.ackRequestedUnsigned) { .business.replacing("eb:signed=\"true\"", "") },
        Case(.messageOrder) {
            .business.replacing(
                "</SOAP:Header>", "<eb:MessageOrder SOAP:mustUnderstand=\"1\" eb:version=\"2.0\"/></SOAP:Header>")
        },
        Case(.syncReply) {
            .business.replacing(
                "</SOAP:Header>", "<eb:SyncReply SOAP:mustUnderstand=\"1\" eb:version=\"2.0\"/></SOAP:Header>")
        },
        Case(.unqualifiedReference) { .acknowledgment.replacing("ds:", "") },
        Case(.receiptWithoutDigests) { .acknowledgment.replacing("URI=\"\"", "URI=\"cid:payload-1\"") },
    ]

    @Test("A known departure is read, and named", arguments: cases)
    func named(_ sample: Case) throws {
        let envelope = try sample.envelope().parse()
        #expect(envelope.quirks == [sample.quirk])
    }

    @Test("Every departure is tested")
    func complete() {
        // These two need another XML declaration, those two a signature.
        let elsewhere: Set<EnvelopeQuirk> = [
            .xmlDeclarationMissing, .encodingNotUTF8, .embeddedCertificateUnreadable, .embeddedCertificateDiffers,
        ]
        #expect(Set(Self.cases.map(\.quirk)).union(elsewhere) == Set(EnvelopeQuirk.allCases))
    }

    @Test("eb:signed 1 and true are the same truth", arguments: ["1", "true"])
    func signed(_ truth: String) throws {
        let envelope = try WrittenEnvelope.business.replacing("eb:signed=\"true\"", "eb:signed=\"\(truth)\"").parse()
        guard case .business(_, let ackRequested) = envelope.content else {
            Issue.record("not a business document")
            return
        }
        #expect(ackRequested == AckRequested(signed: true))
        #expect(envelope.quirks.isEmpty)
    }

    @Test("A leading blank in MessageId is trimmed")
    func blank() throws {
        let envelope = try WrittenEnvelope.business.replacing("<eb:MessageId>", "<eb:MessageId> ").parse()
        #expect(envelope.header.messageID == "0d3f0000-0000-4000-8000-000000000001")
        #expect(envelope.returnAddress.messageID == envelope.header.messageID)
    }

    @Test("An organisation number of type orgnummer is read beside the HER-id")
    func orgnummer() throws {
        let number = try #require(OrganisationNumbers.invented.first)
        let envelope = try WrittenEnvelope.business
            .replacing("<eb:From>", "<eb:From><eb:PartyId eb:type=\"orgnummer\">\(number)</eb:PartyId>").parse()
        #expect(envelope.header.from.enh?.digits == number)
        #expect(envelope.header.from.her?.value == 8_090_001)
    }

    @Test("r.68 ISO-8859-1 is read and answered with a warning; r.78 a missing declaration is only noted")
    func encodings() throws {
        let text = WrittenEnvelope.business.replacing("Utskrevet<", "Utskrevet på<")
        let latin = String(decoding: text.mail, as: UTF8.self)
            .replacingOccurrences(of: "encoding=\"UTF-8\"", with: "encoding=\"ISO-8859-1\"")
        let bytes = [UInt8](try #require(latin.data(using: .isoLatin1)))
        guard case .envelope(let envelope) = InboundMail.classify(bytes) else {
            Issue.record("not an envelope")
            return
        }
        #expect(envelope.quirks == [.encodingNotUTF8])
        #expect(EnvelopeQuirk.encodingNotUTF8.warning?.severity == .warning)

        let bare = String(decoding: text.mail, as: UTF8.self)
            .replacingOccurrences(of: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>", with: "")
        guard case .envelope(let other) = InboundMail.classify(Array(bare.utf8)) else {
            Issue.record("not an envelope")
            return
        }
        #expect(other.quirks == [.xmlDeclarationMissing])
    }
}
