import Cryptography
import EbXML
import Foundation
import Identifiers
import MIME
import Mail
import Store
import TestSupport
import Testing
import XML

/// The quirks of real peers that the project was asked to know by name, each through the whole flow with a sound
/// signature. `missingXPathTransform` is in `ToleranceTests`, since it needs a signature of another shape.
@Suite struct NamedToleranceTests {
    /// A quirk in a message or in the receipt for one, as it stands on the wire.
    struct Quirk: Sendable, CustomTestStringConvertible {
        let name: Tolerance
        var inReceipt = false
        var isSigned = true
        let bend: @Sendable (String) -> String

        var testDescription: String { "\(name.rawValue)\(inReceipt ? ", in a receipt" : "")" }
    }

    static let quirks: [Quirk] = [
        Quirk(name: .duplicateEliminationInAcknowledgment, inReceipt: true) {
            $0.replacing(once: "<eb:Description", with: "<eb:DuplicateElimination/><eb:Description")
        },
        Quirk(name: .undeclaredPrefixInXPath, inReceipt: true) { mail in
            let copied =
                "<ds:Transforms><ds:Transform Algorithm=\"http://www.w3.org/TR/1999/REC-xpath-19991116\"><ds:XPath>"
                + "not(ancestor-or-self::node()[@S11:actor=\"x\"])</ds:XPath></ds:Transform></ds:Transforms>"
            return mail.replacing(#/(<eb:Acknowledgment.*?<ds:Reference [^>]*>)/#.dotMatchesNewlines()) {
                $0.1 + copied
            }
        },
        Quirk(name: .missingStart, isSigned: false) {
            $0.replacing(#/start="[^"]*"/#) { _ in "start=\"<nowhere@x.example>\"" }
        },
        Quirk(name: .serviceWithoutS) { $0.replacing(once: ">S-LOG_INNLAGT<", with: ">LOG_INNLAGT<") },
        Quirk(name: .kithService) { $0.replacing(once: "eb:type=\"string\"", with: "eb:type=\"kithService\"") },
        Quirk(name: .stringService) { $0 },
        Quirk(name: .noActor) { $0 },
    ]

    @Test("A quirk by name is read from everybody, and counted unless it breaks nothing", arguments: quirks)
    func read(_ quirk: Quirk) async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        let (sender, reader) = quirk.inReceipt ? (municipality, hospital) : (hospital, municipality)
        let mail = try await lost(fromReceipt: quirk.inReceipt, country, hospital, municipality)
        let bent = quirk.bend(String(decoding: mail, as: UTF8.self))
        #expect(quirk.name.standing == .conforming || Array(bent.utf8) != mail)
        let sent = quirk.isSigned ? try Resigning(office: sender).sign(bent) : Array(bent.utf8)
        country.post.deliver(sent, to: reader.address)
        try await country.settle([reader])
        let counts = try await counts(of: sender, at: reader)
        #expect(counts == (quirk.name.standing == .conforming ? [:] : [quirk.name.rawValue: 1]))
        if quirk.inReceipt {
            let sent = try #require(try await hospital.messages(.outgoing, kinds: [.business]).first)
            #expect(sent.state == .acknowledged)
        } else {
            let received = try #require(try await municipality.messages(.incoming, kinds: [.business]).first)
            #expect(received.state == .queuedForHandOver || received.state == .handedOver)
        }
    }

    @Test("eightBitParts: a sealed part that travels as it is, is read and counted")
    func eightBitParts() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        let mail = try await lost(fromReceipt: false, country, hospital, municipality)
        let sealed = try MIMEEntity.parse(mail).parts()[1].decodedBody()
        let text = String(decoding: mail, as: UTF8.self)
        let place = try #require(text.firstRange(of: "Content-Transfer-Encoding: base64\r\n"))
        let boundary = try #require(MIMEEntity.parse(mail).contentType?["boundary"])
        let head = text[..<place.lowerBound] + "Content-Transfer-Encoding: binary\r\n\r\n"
        country.post.deliver(
            Array(head.utf8) + sealed + Array("\r\n--\(boundary)--\r\n".utf8), to: municipality.address)
        try await country.settle([municipality])
        let received = try #require(try await municipality.messages(.incoming, kinds: [.business]).first)
        #expect(received.state == .queuedForHandOver || received.state == .handedOver)
        #expect(try await counts(of: hospital, at: municipality) == ["eightBitParts": 1])
    }

    @Test("missingStart: without start the first part is the root, and nothing is counted")
    func noStart() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        let mail = try await lost(fromReceipt: false, country, hospital, municipality)
        let text = String(decoding: mail, as: UTF8.self).replacing(#/;\s*start="[^"]*"/#) { _ in "" }
        country.post.deliver(Array(text.utf8), to: municipality.address)
        try await country.settle([municipality])
        #expect(try await municipality.messages(.incoming, kinds: [.business]).count == 1)
        #expect(try await counts(of: hospital, at: municipality) == [:])
    }

    @Test("sha1: refused, read until its date and counted, and refused again")
    func sha1() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        func receive() async throws -> StoredMessage {
            let mail = try await lost(fromReceipt: false, country, hospital, municipality)
            let sent = try Resigning(office: hospital, isSHA1: true).sign(String(decoding: mail, as: UTF8.self))
            country.post.deliver(sent, to: municipality.address)
            try await country.settle([municipality])
            return try #require(try await municipality.messages(.incoming).last)
        }
        #expect(try await receive().reason == "signature-invalid")
        #expect(try await counts(of: hospital, at: municipality) == [:])
        try await municipality.allow("read-sha1", to: hospital.her, until: country.clock.now() + 600)
        #expect(try await receive().state != .refused)
        #expect(try await counts(of: hospital, at: municipality) == ["sha1": 1])
        country.clock.advance(600)
        #expect(try await receive().reason == "signature-invalid")
    }

    @Test("undeclaredPrefixInXPath: in a signature's own XPath it is refused, whatever is allowed to the partner")
    func undeclaredPrefixInSignature() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        let mail = try await lost(fromReceipt: false, country, hospital, municipality)
        let bent = String(decoding: mail, as: UTF8.self).replacing("[@SOAP:actor", with: "[@S11:actor")
        try await municipality.allow("read-without-xpath", to: hospital.her, until: country.clock.now() + 600)
        country.post.deliver(try Resigning(office: hospital).sign(bent), to: municipality.address)
        try await country.settle([municipality])
        #expect(try await municipality.messages(.incoming).last?.reason == "signature-invalid")
    }

    // MARK: Steps

    /// A business message, or the receipt for it, that did not arrive.
    private func lost(
        fromReceipt: Bool, _ country: Country, _ hospital: Office, _ municipality: Office
    ) async throws -> [UInt8] {
        country.post.lose { _ in !fromReceipt }
        try hospital.write(.admitted, to: municipality)
        try await country.settle([hospital])
        country.post.lose { _ in true }
        if fromReceipt { try await country.settle([municipality]) }
        country.post.lose { _ in false }
        return try #require(country.post.sent.last).data
    }

    private func counts(of partner: Office, at office: Office) async throws -> [String: Int] {
        try await office.store.read { try $0.record(DepartureCounts.self, id: partner.her.description) }?
            .uses.mapValues(\.count) ?? [:]
    }
}

/// Signs an altered mail anew as its sender would: the digest of the envelope, and the signature's value.
private struct Resigning {
    let office: Office
    var isSHA1 = false

    private static let ds = "http://www.w3.org/2000/09/xmldsig#"

    func sign(_ mail: String) throws -> [UInt8] {
        var text = mail
        if isSHA1 {
            text = text.replacing(#/(<ds:SignedInfo>.*?<ds:DigestMethod Algorithm=")[^"]*/#.dotMatchesNewlines()) {
                $0.1 + "http://www.w3.org/2000/09/xmldsig#sha1"
            }
        }
        let covered = try Canonicalization.canonicalize(document(text)) { $0.is("Signature", Self.ds) }
        let digest = Base64.encode(isSHA1 ? SHA1.digest(covered) : SHA256.digest(covered))
        text = text.replacing(#/(<ds:SignedInfo>.*?<ds:DigestValue>)[^<]*/#.dotMatchesNewlines()) { $0.1 + digest }
        let envelope = try document(text)
        let signature = try #require(envelope.root.children.first?.first("Signature", Self.ds))
        let signedInfo = try Canonicalization.canonicalize(envelope, apex: signature.children.first)
        let value = Base64.encode(try office.signing.key.sign(signedInfo))
        return Array(
            text.replacing(#/(<ds:SignatureValue>)[^<]*/#.dotMatchesNewlines()) { $0.1 + value }.utf8)
    }

    private func document(_ mail: String) throws -> XMLDocument {
        let entity = try MIMEEntity.parse(Array(mail.utf8))
        let isAlone = try entity.contentType?.value == "text/xml"
        return try XMLDocument.parse(
            isAlone ? entity.decodedBody() : entity.parts()[0].decodedBody(), limits: .envelope)
    }
}

extension String {
    /// With the first occurrence replaced.
    fileprivate func replacing(once old: String, with new: String) -> String {
        replacing(old, with: new, maxReplacements: 1)
    }
}
