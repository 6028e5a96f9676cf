import CMS
import Foundation
import TestSupport
import Testing

/// Signature wrapping with the parts of a message: the envelope and its signature are genuine, and an attacker who can
/// seal for the receiver, as anybody can, puts a payload of his own where a reader of MIME might look.
struct PartWrapping: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// Whether all that was signed is still where it was, and what was added lies outside every part.
    let isOutside: Bool
    private let apply: @Sendable (Mail) -> String

    private init(_ what: String, isOutside: Bool = false, _ apply: @escaping @Sendable (Mail) -> String) {
        (testDescription, self.isOutside, self.apply) = (what, isOutside, apply)
    }

    /// A mail of two parts, and the part that the attacker has made.
    struct Mail: Sendable {
        /// The fields of the mail, up to the empty line.
        let head: String
        let boundary: String
        /// Fields and body of each part, without the line ends that belong to delimiters.
        let soap: String
        let payload: String
        let contentID: String
        /// The attacker's payload, sealed, in lines of base64.
        let forged: String

        func part(id: String) -> String {
            "Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\r\n"
                + "Content-ID: \(id)\r\nContent-Transfer-Encoding: base64\r\n\r\n\(forged)"
        }

        /// The attacker's payload under the genuine one's Content-ID.
        var twin: String { part(id: "<\(contentID)>") }

        func assemble(
            head: String? = nil, preamble: String = "", _ parts: [String], epilogue: String = ""
        ) -> String {
            (head ?? self.head) + "\r\n\r\n" + preamble + parts.map { "\r\n--\(boundary)\r\n\($0)" }.joined()
                + "\r\n--\(boundary)--\r\n" + epilogue
        }
    }

    /// The mail attacked. `forged` is what the attacker has sealed for the receiver.
    func mail(_ mail: [UInt8], forged: [UInt8]) throws -> [UInt8] {
        let text = String(decoding: mail, as: UTF8.self)
        let body = try #require(text.range(of: "\r\n\r\n"))
        let head = String(text[..<body.lowerBound])
        let boundary = try #require(head.firstMatch(of: #/boundary="?([^";\r\n]+)/#)).output.1
        let pieces = text[body.upperBound...].components(separatedBy: "--\(boundary)")
        try #require(pieces.count == 4, "SOAP and one part")
        // A line end is one character here.
        let parts = pieces[1...2].map { String($0.dropFirst().dropLast()) }
        let id = try #require(parts[1].firstMatch(of: #/(?i)Content-ID: *<([^>]+)>/#)).output.1
        let lines = Data(forged).base64EncodedString(options: [.lineLength76Characters, .endLineWithCarriageReturn])
            .replacingOccurrences(of: "\r\n", with: "\r").replacingOccurrences(of: "\r", with: "\r\n")
        let whole = Mail(
            head: head, boundary: String(boundary), soap: parts[0], payload: parts[1], contentID: String(id),
            forged: lines)
        return Array(apply(whole).utf8)
    }

    /// No attack: a mail that is only taken apart and put together again is taken, or nothing below would say anything.
    static let none = PartWrapping("0 nothing", isOutside: true) { $0.assemble([$0.soap, $0.payload]) }

    static let all = [
        PartWrapping("1 in the genuine one's place, which is gone") { $0.assemble([$0.soap, $0.twin]) },
        PartWrapping("2 before the genuine one, under its id") { $0.assemble([$0.soap, $0.twin, $0.payload]) },
        PartWrapping("3 after the genuine one, under its id") { $0.assemble([$0.soap, $0.payload, $0.twin]) },
        PartWrapping("4 under its id, and the genuine one renamed") {
            $0.assemble([$0.soap, $0.twin, $0.payload.replacing("<\($0.contentID)>", with: "<other@x.example>")])
        },
        PartWrapping("5 under its id in capitals") {
            $0.assemble([$0.soap, $0.part(id: "<\($0.contentID.uppercased())>"), $0.payload])
        },
        PartWrapping("6 under its id, percent-encoded") {
            let id = $0.contentID.replacing("@", with: "%40")
            return $0.assemble([$0.soap, $0.part(id: "<\(id)>"), $0.payload])
        },
        PartWrapping("7 under two ids, one of them its") {
            $0.assemble([$0.soap, $0.payload, $0.part(id: "<a@x.example>\r\nContent-ID: <\($0.contentID)>")])
        },
        PartWrapping("8 under its id, and the genuine one in a package inside") {
            let inner =
                "Content-Type: multipart/mixed; boundary=in\r\nContent-ID: <in@x.example>\r\n\r\n"
                + "--in\r\n\($0.payload)\r\n--in--"
            return $0.assemble([$0.soap, $0.twin, inner])
        },
        PartWrapping("9 inside a package that bears its id") {
            let inner =
                "Content-Type: multipart/mixed; boundary=in\r\nContent-ID: <\($0.contentID)>\r\n\r\n"
                + "--in\r\n\($0.twin)\r\n--in\r\n\($0.payload)\r\n--in--"
            return $0.assemble([$0.soap, inner])
        },
        PartWrapping("10 as the part, the genuine one in the preamble") {
            $0.assemble(preamble: $0.payload, [$0.soap, $0.twin])
        },
        PartWrapping("11 as the part, the genuine one after the end") {
            $0.assemble([$0.soap, $0.twin], epilogue: "--\($0.boundary)\r\n\($0.payload)\r\n--\($0.boundary)--\r\n")
        },
        PartWrapping("12 in the preamble", isOutside: true) {
            $0.assemble(preamble: $0.twin, [$0.soap, $0.payload])
        },
        PartWrapping("13 after the end", isOutside: true) {
            $0.assemble([$0.soap, $0.payload], epilogue: "--\($0.boundary)\r\n\($0.twin)\r\n--\($0.boundary)--\r\n")
        },
        PartWrapping("14 between delimiters of a second boundary") {
            let head = $0.head.replacing("boundary=", with: "boundary=other; boundary=")
            return $0.assemble(
                head: head, preamble: "--other\r\n\($0.soap)\r\n--other\r\n\($0.twin)\r\n--other--\r\n",
                [
                    $0.soap, $0.payload,
                ])
        },
        PartWrapping("15 between delimiters of a second Content-Type") {
            let head = $0.head + "\r\nContent-Type: multipart/related; type=\"text/xml\"; boundary=other"
            return $0.assemble(
                head: head, preamble: "--other\r\n\($0.soap)\r\n--other\r\n\($0.twin)\r\n--other--\r\n",
                [
                    $0.soap, $0.payload,
                ])
        },
        PartWrapping("16 in the genuine one's octets by a second transfer encoding") {
            $0.assemble([
                $0.soap,
                $0.payload.replacing(
                    #/(?i)Content-Transfer-Encoding: *base64/#,
                    with: "Content-Transfer-Encoding: base64\r\nContent-Transfer-Encoding: 7bit"),
            ])
        },
        PartWrapping("17 behind the genuine one's padding") {
            $0.assemble([$0.soap, $0.payload + "\r\n" + $0.forged])
        },
        PartWrapping("18 with a forged envelope that `start` names, the signed one behind it") {
            let forged = $0.soap.replacing(#/(?i)Content-ID: *<[^>]+>/#, with: "Content-ID: <forged@x.example>")
                .replacing(">LOG_INNLAGT<", with: ">LOG_DOD<")
            let head = $0.head.replacing(#/start="[^"]*"/#, with: "start=\"<forged@x.example>\"")
            return $0.assemble(head: head, [forged, $0.soap, $0.twin])
        },
        PartWrapping("19 with the genuine envelope as a part of a forged one") {
            let forged = $0.soap.replacing(#/(?i)Content-ID: *<[^>]+>/#, with: "Content-ID: <\($0.contentID)>")
            return $0.assemble([
                forged.replacing(#/<ds:Signature[ \r\n].*?<\/ds:Signature\s*>/#.dotMatchesNewlines(), with: ""),
                $0.soap, $0.twin,
            ])
        },
    ]
}
