import Certificates
import Cryptography
import EbXML
import Foundation
import Identifiers
import MIME
import Testing
import XMLSignature

@Suite("Packing and authenticating an envelope (HIS 1037 5.4, HITS 1172 5.5)")
struct PackingTests {
    let parties: Correspondence

    init() throws { parties = try Correspondence() }

    @Test("M-058 what was packed comes out again, and its signature covers all of it")
    func roundTrip() throws {
        let draft = parties.discharge()
        let packed = try parties.pack(draft)
        let parsed = try parties.parse(packed.entity)
        #expect(parsed.quirks.isEmpty)
        #expect(parsed.embeddedCertificate == parties.hospital.certificate)
        let envelope = try parsed.authenticate(with: parties.hospital.certificate, policy: SignaturePolicy()).get()
        #expect(envelope.header == draft.header)
        #expect(envelope.content == draft.content)
        #expect(envelope.attachments == draft.attachments)
        #expect(envelope.references == packed.references)
        #expect(envelope.references.map(\.uri) == ["", "cid:payload-1"])
        #expect(envelope.messageDigest == packed.messageDigest)
        #expect(envelope.quirks.isEmpty)
        #expect(envelope.warnings.isEmpty)
    }

    @Test("Several parts are one document and its attachments")
    func severalParts() throws {
        let parts = (1...3).map { SealedPart(contentID: "part-\($0)@hospital.example", bytes: [UInt8($0)]) }
        let envelope = try parties.received(parties.discharge(parts: parts))
        #expect(envelope.attachments == parts)
        #expect(envelope.references.count == 4)
    }

    @Test("Signals are one text/xml part and come out as they went in")
    func signals() throws {
        for draft in try signalDrafts() {
            let packed = try parties.packFromMunicipality(draft)
            let entity = try MIMEEntity.parse(packed.entity)
            #expect(try entity.contentType?.value == "text/xml")
            let parsed = try parties.parse(packed.entity)
            #expect(parsed.quirks.isEmpty)
            let envelope =
                try parsed
                .authenticate(with: parties.municipality.certificate, policy: SignaturePolicy()).get()
            #expect(envelope.header == draft.header)
            #expect(envelope.content == draft.content)
        }
    }

    private func signalDrafts() throws -> [EnvelopeDraft] {
        let received = try parties.received()
        let receipt = try #require(
            EnvelopeDraft.confirmation(of: received, messageID: "receipt@north.example", now: Correspondence.now))
        let address = try parties.parse(parties.pack(parties.discharge()).entity).returnAddress
        let errors = [
            EnvelopeRefusal(.partMissing).error,
            EbXMLError(code: .unknown, severity: .warning, location: "cid:x", description: "Noe < annet & \"mer\""),
        ]
        let refusal = try #require(
            EnvelopeDraft.refusal(errors, to: address, messageID: "error@north.example", now: Correspondence.now))
        var header = receipt.header
        header.refToMessageID = nil
        let others: [(String, EnvelopeContent)] = [
            ("Ping", .ping), ("Pong", .pong), ("StatusRequest", .statusRequest(refToMessageID: "a@b.example")),
            ("StatusResponse", .statusResponse(refToMessageID: "a@b.example", status: "Received")),
        ]
        return [receipt, refusal]
            + others.map { action, content in
                header.action = action
                return EnvelopeDraft(header: header, content: content)
            }
    }

    @Test("MIME top level as r.21, r.22, r.51, r.66, r.253 want it, and nothing of the mail's own fields")
    func topLevel() throws {
        let entity = try MIMEEntity.parse(parties.pack(parties.discharge()).entity)
        #expect(entity.headers["MIME-Version"] == "1.0")
        #expect(entity.headers["SOAPAction"] == "\"ebXML\"")
        let type = try #require(try entity.contentType)
        #expect(type.value == "multipart/related")
        #expect(type["type"] == "text/xml")
        for name in ["From", "To", "Date", "Message-ID", "Subject"] { #expect(entity.headers[name] == nil) }
        let parts = try entity.parts()
        #expect(type["start"] == parts[0].contentID.map { "<\($0)>" })
        #expect(try parts[0].contentType?["charset"] == "UTF-8")
        #expect(try parts[1].contentType?.value == "application/pkcs7-mime")
        #expect(try parts[1].contentType?["smime-type"] == "enveloped-data")
        #expect(try parts[1].transferEncoding == .base64)
        #expect(parts[1].contentID == "payload-1")
    }

    @Test("r.78 the XML declaration is there, and mail can carry every line")
    func lines() throws {
        let packed = try parties.pack(parties.discharge())
        #expect(packed.soap.starts(with: Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>".utf8)))
        let longest = packed.entity.split(separator: 10).map(\.count).max() ?? 0
        #expect(longest <= 999)
        let soap = try MIMEEntity.parse(packed.entity).parts()[0]
        #expect(try soap.transferEncoding == .eightBit)
    }

    @Test("A partner who cannot read 8bit gets the SOAP part in base64, under the same digests")
    func base64() throws {
        let draft = parties.discharge()
        let packed = try draft.pack(
            certificate: parties.hospital.certificate, boundary: "frontier", soapTransfer: .base64
        ) { try parties.hospital.key.sign($0) }
        #expect(try MIMEEntity.parse(packed.entity).parts()[0].transferEncoding == .base64)
        #expect(try packed.messageDigest == parties.pack(draft).messageDigest)
        #expect(
            try parties.parse(packed.entity)
                .authenticate(with: parties.hospital.certificate, policy: SignaturePolicy()).get().quirks.isEmpty)
    }

    @Test("A line too long for mail makes the SOAP part base64, and the signature still holds")
    func longLine() throws {
        var draft = parties.discharge()
        draft.header.description = String(repeating: "lang linje ", count: 120)
        let packed = try parties.pack(draft)
        #expect(try MIMEEntity.parse(packed.entity).parts()[0].transferEncoding == .base64)
        let expected = draft.header.description?.dropLast()
        #expect(try parties.received(draft).header.description.map { $0[...] } == expected)
    }

    @Test("A draft that would break the profile is not packed", arguments: PackingError.allCases)
    func refused(_ error: PackingError) throws {
        var draft = parties.discharge()
        switch error {
        case .partyWithoutHER: draft.header.to.her = nil
        case .messageID: draft.header.messageID = "plain"
        case .headerText: draft.header.conversationID = "line\r\nbreak"
        case .service: draft.header.service = WrittenEnvelope.signalService
        case .roleMissing: draft.header.from.role = nil
        case .duplicateElimination: draft.header.duplicateElimination = false
        case .receiptNotRequested: draft.content = .business(manifest: [], ackRequested: nil)
        case .attachments: draft.attachments = []
        case .contentID:
            draft = parties.discharge(parts: [SealedPart(contentID: "a\"b", bytes: [1])])
        case .answerWithoutReference:
            draft.header.service = WrittenEnvelope.signalService
            draft.header.action = "MessageError"
            draft.header.duplicateElimination = false
            draft.content = .errorList(ErrorList([]))
            draft.attachments = []
        }
        #expect(throws: error) { try parties.pack(draft) }
    }

    @Test("A boundary that cannot be used is refused", arguments: ["", "b\r\nX: y", String(repeating: "b", count: 71)])
    func boundary(_ boundary: String) throws {
        #expect(throws: MIMEError.self) {
            try parties.discharge().pack(certificate: parties.hospital.certificate, boundary: boundary) {
                try parties.hospital.key.sign($0)
            }
        }
    }
}
