import CMS
import Certificates
import EbXML
import Foundation
import Identifiers
import TestSupport
import XMLSignature

/// A message that keeps every rule, built anew, to be bent in one place: before it is signed, after, or on the wire.
struct ProfileMessage: Sendable {
    enum Kind: String, Sendable, CaseIterable { case business, acknowledgment, errorList, ping }

    var envelope: WrittenEnvelope
    var knowledge = ProfileKnowledge()
    /// Changes of the envelope after it is signed.
    var afterwards: [(old: String, new: String)] = []
    /// Changes of the whole mail.
    var onTheWire: [(old: String, new: String)] = []
    var isSigned = true
    var signer = Self.parties.hospital
    /// Only the envelope, as somebody may have kept it.
    var isBare = false

    static let parties = try! Correspondence()

    static func good(_ kind: Kind) -> ProfileMessage {
        switch kind {
        case .business: business
        case .acknowledgment: receipt
        case .errorList: ProfileMessage(envelope: described(.errorList))
        case .ping: ProfileMessage(envelope: described(.ping))
        }
    }

    /// The same message with another text in the envelope, signed as it then stands.
    func writing(_ old: String, _ new: String) -> ProfileMessage {
        with { $0.envelope = $0.envelope.replacing(old, new) }
    }

    /// The same message with another text in the signed envelope.
    func altering(_ old: String, _ new: String) -> ProfileMessage { with { $0.afterwards.append((old, new)) } }

    /// The same message with another text in the mail.
    func sending(_ old: String, _ new: String) -> ProfileMessage { with { $0.onTheWire.append((old, new)) } }

    func knowing(_ change: (inout ProfileKnowledge) -> Void) -> ProfileMessage { with { change(&$0.knowledge) } }

    func with(_ change: (inout ProfileMessage) -> Void) -> ProfileMessage {
        var copy = self
        change(&copy)
        return copy
    }

    /// The octets as they came.
    func bytes() throws -> [UInt8] {
        var written = isSigned ? try envelope.signedEnvelope(by: signer) : envelope
        for change in afterwards { written = written.replacing(change.old, change.new) }
        if isBare { return Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\(written.soap)".utf8) }
        return onTheWire.reduce(written.mail) { $0.replacing($1.old, $1.new) }
    }

    func subject() throws -> ProfileSubject {
        try isBare
            ? ProfileSubject(envelope: bytes(), knowledge: knowledge)
            : ProfileSubject(entity: bytes(), knowledge: knowledge)
    }

    // MARK: What keeps every rule

    /// A key and certificate that are not meant for signatures.
    static let encryptionPair: Signer = try! SyntheticAuthority(name: "Profile test", now: Correspondence.now)
        .issue(SyntheticOrganisations.northMunicipality, purpose: .encryption, now: Correspondence.now)

    private static let sealed: [UInt8] = try! CMSEnvelope.seal(
        Array("secret".utf8), to: encryptionPair.certificate)

    private static let business: ProfileMessage = {
        var envelope = described(.business)
        envelope.type = "multipart/related; type=\"text/xml\"; start=\"<soap>\"; boundary=\"frontier\""
        envelope.soapFields += "Content-ID: <soap>\r\n"
        envelope.parts[0].body = Data(sealed).base64EncodedString(options: [.lineLength76Characters])
        return ProfileMessage(envelope: envelope)
    }()

    /// Repeats the digests of the envelope and of one part.
    private static let receipt = ProfileMessage(
        envelope: described(.acknowledgment).replacing(
            "</ds:Reference>",
            "</ds:Reference><ds:Reference xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\" URI=\"cid:payload-1\">"
                + "<ds:DigestMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"/>"
                + "<ds:DigestValue>BAUG</ds:DigestValue></ds:Reference>"))

    private static func described(_ envelope: WrittenEnvelope) -> WrittenEnvelope {
        var envelope = envelope.replacing(
            "</eb:MessageHeader>",
            "<eb:Description xml:lang=\"no\">{\"MSH-system\":\"Budstikke\",\"MSH-versjon\":\"1.0\"}</eb:Description>"
                + "</eb:MessageHeader>")
        envelope.top =
            "From: edi@hospital.example\r\nTo: edi@north.example\r\nDate: Sat, 21 Nov 2026 09:30:00 +0000\r\n"
            + "Message-ID: <1@hospital.example>\r\n" + envelope.top
        return envelope
    }
}

extension WrittenEnvelope {
    /// The envelope with a sound signature in it.
    func signedEnvelope(by signer: Signer) throws -> WrittenEnvelope {
        var copy = self
        copy.soap = try signedSOAP(by: signer)
        return copy
    }
}
