import Foundation
import Testing

/// The eight positions of signature wrapping, as text attacks on a signed SOAP envelope: what was signed is moved aside,
/// and what the attacker says stands where a reader would look.
struct WrappingAttack: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// The whole signed envelope, its ds:Signature, and how to forge the rest.
    let apply: @Sendable (Parts) -> String

    struct Parts: Sendable {
        let whole: String
        let signature: String
        let forge: @Sendable (String) -> String

        var unsigned: String { whole.replacingOccurrences(of: signature, with: "") }
        var forged: String { forge(unsigned) }
        var header: String { between("<SOAP:Header>", "</SOAP:Header>") }

        private func between(_ start: String, _ end: String) -> String {
            guard let first = unsigned.range(of: start), let last = unsigned.range(of: end) else { return "" }
            return String(unsigned[first.lowerBound..<last.upperBound])
        }

        func forged(with addition: String, before marker: String = "</SOAP:Header>") -> String {
            forged.replacingOccurrences(of: marker, with: addition + marker)
        }
    }

    /// A mail whose SOAP part is attacked; lines of the mail may end within tags, which changes nothing.
    ///
    /// - Parameter forge: what the attacker wants to say, as a change of the envelope's text.
    func mail(_ mail: [UInt8], forge: @escaping @Sendable (String) -> String) throws -> [UInt8] {
        let text = String(decoding: mail, as: UTF8.self)
        let first = try #require(text.range(of: "<SOAP:Envelope"))
        let last = try #require(text.range(of: "</SOAP:Envelope", range: first.lowerBound..<text.endIndex))
        let end = try #require(text.range(of: ">", range: last.upperBound..<text.endIndex))
        // Tags are put on one line, so that they can be found.
        let whole = String(text[first.lowerBound..<end.upperBound])
            .replacing(#/<[^>]*>/#) { $0.output.replacingOccurrences(of: "\r\n", with: " ") }
            .replacing(#/ +>/#, with: ">")
        let start = try #require(whole.range(of: "<ds:Signature "))
        let stop = try #require(whole.range(of: "</ds:Signature>"))
        let parts = Parts(
            whole: whole, signature: String(whole[start.lowerBound..<stop.upperBound]), forge: forge)
        let attacked = apply(parts)
        try #require(attacked != whole)
        return Array((text[..<first.lowerBound] + attacked + text[end.upperBound...]).utf8)
    }

    static let all = [
        WrappingAttack(testDescription: "1 the original inside the signature of a forged envelope") {
            $0.forged(
                with: $0.signature.replacingOccurrences(of: "</ds:Signature>", with: $0.unsigned + "</ds:Signature>"))
        },
        WrappingAttack(testDescription: "2 the original beside the signature") {
            $0.forged(with: $0.signature + $0.unsigned)
        },
        WrappingAttack(testDescription: "3 the whole original inside the forged header") { $0.forged(with: $0.whole) },
        WrappingAttack(testDescription: "4 the whole original inside the forged body") {
            $0.forged.replacingOccurrences(of: "<SOAP:Body>", with: "<SOAP:Body>" + $0.whole)
                .replacingOccurrences(of: "<SOAP:Body/>", with: "<SOAP:Body>" + $0.whole + "</SOAP:Body>")
        },
        WrappingAttack(testDescription: "5 a forged header before the signed one") {
            $0.whole.replacingOccurrences(of: "<SOAP:Header>", with: $0.forge($0.header) + "<SOAP:Header>")
        },
        WrappingAttack(testDescription: "6 the signed header in an unknown block") {
            $0.forged(with: $0.signature + "<x:Extensions xmlns:x=\"urn:x\">" + $0.header + "</x:Extensions>")
        },
        WrappingAttack(testDescription: "7 the original in an Object of the signature") {
            $0.forged(
                with: $0.signature.replacingOccurrences(
                    of: "</ds:Signature>", with: "<ds:Object>" + $0.unsigned + "</ds:Object></ds:Signature>"))
        },
        WrappingAttack(testDescription: "8 the signed header as a block for the next node") {
            let actor = "<SOAP:Header SOAP:actor=\"http://schemas.xmlsoap.org/soap/actor/next\">"
            let hidden = $0.header.replacingOccurrences(of: "<SOAP:Header>", with: actor)
            return $0.forged(with: $0.signature + hidden)
        },
    ]
}
