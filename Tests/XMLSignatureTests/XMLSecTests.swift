import Certificates
import Cryptography
import Foundation
import TestSupport
import Testing
import XML
import XMLSignature

/// xmlsec1 as a verifier that shares no code with ours but libxml2.
@Suite(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/xmlsec1")))
struct XMLSecTests {
    enum Shape: CaseIterable {
        case signal, onePart, twoParts, blockForNextMSH, signatureNamespaceInScope, defaultNamespace, transformsQuoted
        case prefixBoundAnew, defaultUndeclared
    }

    @Test("T-008 T-049 xmlsec1 verifies what we sign, namespaces bound anew too", arguments: Shape.allCases)
    func verifiesOurs(_ shape: Shape) async throws {
        let fixture = try fixture(shape)
        let signed = try fixture.signed().bytes
        #expect(try await xmlsecVerifies(signed, fixture.parts))
        #expect(try fixture.verify(signed).refusal == nil)
    }

    @Test("T-008 xmlsec1 and we refuse a block that is moved into another namespace, by prefix or by default")
    func refusesOtherNamespace() async throws {
        for (shape, old, new) in [
            (Shape.prefixBoundAnew, "xmlns:x=\"urn:example:3\"", "xmlns:x=\"urn:example:2\""),
            (.defaultUndeclared, "<bare xmlns=\"\">", "<bare>"),
        ] {
            let fixture = try fixture(shape)
            let moved = try fixture.signed().bytes.replacing(old, with: new)
            #expect(try await !xmlsecVerifies(moved, fixture.parts))
            #expect(try fixture.verify(moved).refusal == .digest)
        }
    }

    @Test("T-049 xmlsec1 and we refuse the same tampering", arguments: Shape.allCases)
    func refusesTampered(_ shape: Shape) async throws {
        let fixture = try fixture(shape)
        let tampered = try fixture.signed().bytes.replacing("9990022", with: "9990023")
        #expect(try await !xmlsecVerifies(tampered, fixture.parts))
        #expect(try fixture.verify(tampered).refusal == .digest)
    }

    @Test("T-049 what xmlsec1 accepts from a partner's form of signature, we accept")
    func partnersForm() async throws {
        let fixture = try fixture(.blockForNextMSH)
        var partner = PartnerSignature()
        let certificate = Base64.encode(try EnvelopeFixture.signer.get().certificate.der)
        partner.keyInfo = partner.keyInfo.replacingOccurrences(of: "AQID", with: certificate)
        let signed = try partner.signing(fixture)
        #expect(try await xmlsecVerifies(signed, fixture.parts))
        #expect(try fixture.verify(signed).refusal == nil)
    }

    private func fixture(_ shape: Shape) throws -> EnvelopeFixture {
        let part = (contentID: "a1@nordbygda.example", bytes: Array("en".utf8))
        let other = (contentID: "b2@nordbygda.example", bytes: [UInt8](repeating: 0xA5, count: 10_000))
        return switch shape {
        case .signal: try EnvelopeFixture(parts: [])
        case .onePart: try EnvelopeFixture(parts: [part])
        case .twoParts: try EnvelopeFixture(parts: [part, other])
        case .blockForNextMSH:
            try EnvelopeFixture(parts: [part]) { writer in
                writer.element(
                    "eb:SyncReply",
                    attributes: [("SOAP:actor", "http://schemas.xmlsoap.org/soap/actor/next"), ("eb:version", "2.0")])
            }
        case .signatureNamespaceInScope: try EnvelopeFixture(parts: [part], namespaces: [("ds", EnvelopeFixture.ds)])
        case .defaultNamespace: try EnvelopeFixture(parts: [part], namespaces: [("", "urn:example:default")])
        case .transformsQuoted:
            try EnvelopeFixture(parts: [part]) { writer in
                writer.element("eb:Acknowledgment", text: PartnerSignature.expression())
            }
        case .prefixBoundAnew:
            try EnvelopeFixture(parts: [part]) { writer in
                writer.element("x:a", namespaces: [("x", "urn:example:2")]) { writer in
                    writer.element("x:b", namespaces: [("x", "urn:example:3")], attributes: [("x:c", "1")])
                }
            }
        case .defaultUndeclared:
            try EnvelopeFixture(parts: [part], namespaces: [("", "urn:example:default")]) { writer in
                writer.element("bare", namespaces: [("", "")], text: "x")
            }
        }
    }

    private func xmlsecVerifies(_ envelope: [UInt8], _ parts: [(contentID: String, bytes: [UInt8])]) async throws
        -> Bool
    {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("xmlsec-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let certificate = folder.appendingPathComponent("signer.pem")
        try Data(EnvelopeFixture.signer.get().certificate.pem).write(to: certificate)
        let file = folder.appendingPathComponent("envelope.xml")
        try Data(envelope).write(to: file)
        var arguments = ["--verify", "--pubkey-cert-pem", certificate.path]
        for (number, part) in parts.enumerated() {
            let content = folder.appendingPathComponent("part\(number)")
            try Data(part.bytes).write(to: content)
            arguments += ["--url-map:cid:" + part.contentID, content.path]
        }
        return try await Command.run("xmlsec1", arguments + [file.path]).status == 0
    }
}
