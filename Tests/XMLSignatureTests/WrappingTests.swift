import Foundation
import Testing
import XML
import XMLSignature

/// Signature wrapping: the signed content is moved aside and other content put where a reader would look.
///
/// Every vector begins with an envelope that verifies, and must be refused.
@Suite struct WrappingTests {
    struct Vector: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let codes: Set<SignatureRefusal.Code>
        /// Envelope as text and its Signature element as text in; what the attacker sends out.
        let attack: @Sendable (Envelope) -> String
    }

    struct Envelope: Sendable {
        let whole: String
        let signature: String
        var unsigned: String { whole.replacingOccurrences(of: signature, with: "") }
        var forged: String { unsigned.replacingOccurrences(of: "9990022", with: "9990099") }
        /// The original as an element inside another, without its signature.
        var header: String { between("<SOAP:Header>", "</SOAP:Header>") }
        var body: String { between("<SOAP:Body>", "</SOAP:Body>") }

        private func between(_ start: String, _ end: String) -> String {
            guard let first = unsigned.range(of: start), let last = unsigned.range(of: end) else { return "" }
            return String(unsigned[first.lowerBound..<last.upperBound])
        }

        func forged(with signature: String, before marker: String = "</SOAP:Header>") -> String {
            forged.replacingOccurrences(of: marker, with: signature + marker)
        }
    }

    @Test("T-021 to T-028 wrapped envelopes are refused", arguments: vectors)
    func refused(_ vector: Vector) throws {
        let fixture = try EnvelopeFixture()
        let whole = try fixture.signed().bytes.string
        let start = try #require(whole.range(of: "<ds:Signature "))
        let end = try #require(whole.range(of: "</ds:Signature>"))
        let envelope = Envelope(whole: whole, signature: String(whole[start.lowerBound..<end.upperBound]))
        let attacked = vector.attack(envelope)
        #expect(attacked != whole)
        let refusal = try #require(try fixture.verify(Array(attacked.utf8)).refusal)
        #expect(vector.codes.contains(refusal), "\(refusal)")
    }

    static let vectors = [
        Vector(
            testDescription: "1 forged envelope, the original around it as the signature's child",
            codes: [.notAnEnvelope]
        ) {
            $0.forged(
                with: $0.signature.replacingOccurrences(of: "</ds:Signature>", with: $0.unsigned + "</ds:Signature>"))
        },
        Vector(testDescription: "2 forged envelope, signature and original side by side", codes: [.notAnEnvelope]) {
            $0.forged(with: $0.signature + $0.unsigned)
        },
        Vector(testDescription: "3 original inside the forged header", codes: [.notAnEnvelope]) {
            $0.forged(with: $0.whole)
        },
        Vector(testDescription: "4 forged envelope around the original", codes: [.notAnEnvelope]) {
            $0.forged.replacingOccurrences(of: "</SOAP:Body>", with: $0.whole + "</SOAP:Body>")
        },
        Vector(testDescription: "5 second header before the signed one", codes: [.notAnEnvelope]) {
            let forgedHeader = $0.header.replacingOccurrences(of: "9990022", with: "9990099")
            return $0.whole.replacingOccurrences(of: "<SOAP:Header>", with: forgedHeader + "<SOAP:Header>")
        },
        Vector(testDescription: "6 second header after the signed one", codes: [.notAnEnvelope]) {
            let forgedHeader = $0.header.replacingOccurrences(of: "9990022", with: "9990099")
            return $0.whole.replacingOccurrences(of: "<SOAP:Body>", with: forgedHeader + "<SOAP:Body>")
        },
        Vector(testDescription: "7 original in an unknown block (Extensions)", codes: [.notAnEnvelope]) {
            $0.forged(with: $0.signature + "<x:Extensions xmlns:x=\"urn:x\">" + $0.header + "</x:Extensions>")
        },
        Vector(testDescription: "8 original in an Object of the signature", codes: [.objectPresent, .notAnEnvelope]) {
            $0.forged(
                with: $0.signature.replacingOccurrences(
                    of: "</ds:Signature>", with: "<ds:Object>" + $0.unsigned + "</ds:Object></ds:Signature>"))
        },
        Vector(testDescription: "9 second body", codes: [.notAnEnvelope]) {
            $0.whole.replacingOccurrences(of: "</SOAP:Envelope>", with: $0.body + "</SOAP:Envelope>")
        },
        Vector(testDescription: "10 two signatures, the right one last", codes: [.severalSignatures]) {
            $0.whole.replacingOccurrences(
                of: $0.signature,
                with: $0.signature.replacingOccurrences(of: "<ds:SignatureValue>", with: "<ds:SignatureValue>AAAA")
                    + $0.signature)
        },
        Vector(testDescription: "11 signature moved into the body", codes: [.misplacedSignature]) {
            $0.unsigned.replacingOccurrences(of: "</SOAP:Body>", with: $0.signature + "</SOAP:Body>")
        },
        Vector(testDescription: "12 signature moved into MessageHeader", codes: [.misplacedSignature]) {
            $0.unsigned.replacingOccurrences(of: "</eb:MessageHeader>", with: $0.signature + "</eb:MessageHeader>")
        },
        Vector(testDescription: "13 signature beside the header", codes: [.notAnEnvelope]) {
            $0.unsigned.replacingOccurrences(of: "<SOAP:Body>", with: $0.signature + "<SOAP:Body>")
        },
        Vector(testDescription: "14 forged message header hidden as a block for the next node", codes: [.digest]) {
            let forged = "<eb:MessageHeader><eb:CPAId>x</eb:CPAId></eb:MessageHeader>"
            return $0.whole.replacingOccurrences(of: "<SOAP:Header>", with: "<SOAP:Header>" + forged)
        },
        Vector(testDescription: "15 the signed header made a block for the next node", codes: [.digest]) {
            $0.whole.replacingOccurrences(
                of: "<eb:MessageHeader ",
                with: "<eb:MessageHeader SOAP:actor=\"http://schemas.xmlsoap.org/soap/actor/next\" ")
        },
        Vector(testDescription: "16 the same id twice", codes: [.duplicateIdentifier]) {
            $0.whole.replacingOccurrences(of: "<eb:From>", with: "<eb:From eb:id=\"a\">")
                .replacingOccurrences(of: "<eb:To>", with: "<eb:To ID=\"a\">")
        },
        Vector(testDescription: "17 another envelope as root", codes: [.notAnEnvelope]) {
            "<x>" + $0.whole + "</x>"
        },
        Vector(testDescription: "18 signed SOAP prefix rebound", codes: [.digest, .notAnEnvelope]) {
            $0.whole.replacingOccurrences(of: "<eb:Manifest ", with: "<eb:Manifest xmlns:eb=\"urn:other\" ")
        },
        Vector(testDescription: "19 namespace added on the envelope", codes: [.signatureValue]) {
            $0.whole.replacingOccurrences(of: "<SOAP:Envelope ", with: "<SOAP:Envelope xmlns:z=\"urn:z\" ")
        },
        Vector(testDescription: "20 SignedInfo twice", codes: [.malformedSignature]) { envelope in
            guard let start = envelope.whole.range(of: "<ds:SignedInfo>"),
                let end = envelope.whole.range(of: "</ds:SignedInfo>")
            else { return envelope.whole }
            let signedInfo = String(envelope.whole[start.lowerBound..<end.upperBound])
            return envelope.whole.replacingOccurrences(of: signedInfo, with: signedInfo + signedInfo)
        },
    ]

    @Test("a forged block for the next node is refused nowhere but never handed out")
    func hiddenBlock() throws {
        let fixture = try EnvelopeFixture()
        let forged = "<eb:MessageHeader SOAP:actor=\"http://schemas.xmlsoap.org/soap/actor/next\"></eb:MessageHeader>"
        let attacked = try fixture.signed().bytes.replacing("<SOAP:Header>", with: "<SOAP:Header>" + forged)
        #expect(try fixture.verify(attacked).get().canonicalBytes == fixture.canonical)
    }
}
