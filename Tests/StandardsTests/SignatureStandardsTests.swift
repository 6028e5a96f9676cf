import Certificates
import Cryptography
import Foundation
import Testing
import XML
import XMLSignature

/// Signatures that real systems made.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["BUDSTIKKE_SHARED"] != nil))
struct SignatureStandardsTests {
    private func file(_ name: String) throws -> [UInt8] {
        let folder = ProcessInfo.processInfo.environment["BUDSTIKKE_SHARED"] ?? ""
        return [UInt8](try Data(contentsOf: URL(filePath: folder + "/standards/samples/" + name)))
    }

    /// Content-ID and decoded octets of each base64 part; no more of MIME than this one message needs.
    private func parts(of mail: [UInt8]) throws -> [(contentID: String, bytes: [UInt8])] {
        let text = String(decoding: mail, as: UTF8.self).replacing("\r\n", with: "\n")
        let boundary = try #require(text.firstMatch(of: /boundary="([^"]+)"/)).output.1
        return text.components(separatedBy: "--" + boundary).compactMap { part in
            guard let id = part.firstMatch(of: /(?i)content-id: *<([^>]+)>/)?.output.1,
                let blank = part.range(of: "\n\n"),
                let bytes = Base64.decode(part[blank.upperBound...].utf8)
            else { return nil }
            return (String(id), bytes)
        }
    }

    @Test("T-049 a real signed message verifies with its certificate's key, all of it covered")
    func realMessage() throws {
        let parts = try parts(of: file("nav/har-borger/harBorgerEgenanderlFritakResponse.mime"))
        let document = try XMLDocument.parse(try #require(parts.first?.bytes), limits: .envelope)
        let certificate = try Certificate(der: try #require(SignatureVerifier.embeddedCertificates(document).first))
        let others = Array(parts.dropFirst())
        var policy = SignaturePolicy(quirks: Set(SignatureQuirk.allCases))
        let content = try SignatureVerifier.verify(document, parts: others, key: certificate.publicKey, policy: policy)
            .get()
        #expect(content.references.count == parts.count)
        #expect(!content.usesSHA1)
        #expect(content.quirks == [.keyValueBesideCertificate])
        // With just the exceptions it makes use of; without any one of them it is refused.
        policy.quirks = content.quirks
        #expect(
            (try? SignatureVerifier.verify(document, parts: others, key: certificate.publicKey, policy: policy).get())
                != nil)
        for quirk in content.quirks {
            policy.quirks = content.quirks.subtracting([quirk])
            #expect(
                (try? SignatureVerifier.verify(document, parts: others, key: certificate.publicKey, policy: policy)
                    .get()) == nil)
        }
    }

    @Test(
        "HIS 1037 5.5 the published examples have the profile's transforms, whatever became of their digests",
        arguments: [
            "nav/acknowledgment.xml", "sarepta/ebxml/ebxml-eksempel.xml",
            "sarepta/ebxml/Acknowledgment-Description.xml",
            "sarepta/ebxml/overvakning/ebxml-header-Description-manifest2-overvakning-SVAR_CYT.xml",
        ])
    func examples(_ name: String) throws {
        let document = try XMLDocument.parse(file(name), limits: .envelope)
        let references = SignatureVerifier.references(document)
        let parts = references.filter { !$0.uri.isEmpty }.map {
            (contentID: String($0.uri.dropFirst(4)), bytes: [UInt8]())
        }
        let key = try PrivateKey.generateRSA(bits: 2048).publicKey
        let policy = SignaturePolicy(allowSHA1: true, quirks: Set(SignatureQuirk.allCases))
        let result = SignatureVerifier.verify(document, parts: parts, key: key, policy: policy)
        // The keys of the examples are not ours: all but the value must have passed the allow-lists.
        // In NAV's the value is blotted out.
        let expected: SignatureRefusal.Code = name.hasPrefix("nav/") ? .malformedSignature : .signatureValue
        #expect(throws: SignatureRefusal.self) { try result.get() }
        if case .failure(let refusal) = result { #expect(refusal.code == expected) }
    }
}
