import HummingbirdCore
import Identifiers
import NIOCore
import Portal
import SealedSubmission
import SendModule

@testable import Portal
@testable import SendModule
@testable import Web

/// The path and query of a browser's or a program's request, and what pages read of its fields.
struct WebAddressTarget: FuzzTarget {
    static let name = "web-address"
    static let longest = 2_048

    init() {}

    func seeds() -> [[UInt8]] {
        let routes = PortalRoute.examples.map { "/" + $0.segments.joined(separator: "/") }
        let texts = [
            "/files?a=b&a=c&%C3%A6=%20+&x", "/%2e%2e/a", "//",
            "/Sendemodul/submissions/"
                + "0a0a0a0a-0a0a-4a0a-8a0a-0a0a0a0a0a0a/parts/Content-0001.p7m", "/keys/2016/register",
            "/v1/units/9901-00", "/v1/events?after=1", "postmottak@kommune.example", " Kari.Nordmann@kommune.example\t",
            "a=1&b=%41&c=æ",
        ]
        return (routes + texts).map { Array($0.utf8) }
    }

    func examine(_ input: [UInt8]) throws {
        let text = String(decoding: input, as: UTF8.self)
        if let address = RequestAddress(text) { try examine(address) }
        if let fields = FormFields(encoded: input) { try examine(fields) }
        try examine(address: text)
        if let route = SendRoute(path: text) {
            try demand(!route.methods.isEmpty, "an address of something can be asked")
            if case .part(_, let name) = route {
                try demand(PartName(fileName: name.fileName) == name, "a part has one name")
            }
        }
        if let route = PushRoute(text), case .unit(let unit) = route {
            try demand(ReportingUnit("\(unit)") == unit, "a unit is written as it is read")
        }
        try demand(
            SessionID(text).map { $0.text.utf8.count == 64 && $0.description != $0.text } ?? true,
            "a session's id is of one form, and shown to nobody")
    }

    private func examine(_ address: RequestAddress) throws {
        for segment in address.segments {
            try demand(
                !segment.isEmpty && ![".", ".."].contains(segment) && !segment.contains("/") && !segment.contains("\\")
                    && segment.unicodeScalars.allSatisfy { $0.value >= 32 }, "a segment leads nowhere but down")
        }
        let written = "/" + address.segments.map(PercentEncoding.encode).joined(separator: "/")
        try demand(RequestAddress(written)?.segments == address.segments, "a path is read as it is written")
        try examine(address.query)
        for method in [WebMethod.get, .post] {
            guard let route = PortalRoute(method, address.segments) else { continue }
            try demand(route.segments == address.segments && route.method == method, "a route has one address")
        }
    }

    private func examine(_ fields: FormFields) throws {
        try demand(fields.all.count <= FormLimits.fields, "fields are bounded")
        for field in fields.all {
            try demand(
                (1...FormLimits.nameOctets).contains(field.name.utf8.count) && !field.value.utf8.contains(0),
                "names are bounded, and no value ends early")
            try demand(fields.values(field.name).contains(field.value), "a field is found by its name")
        }
        let pairs = fields.all.map { "\(PercentEncoding.encode($0.name))=\(PercentEncoding.encode($0.value))" }
        let again = FormFields(encoded: Array(pairs.joined(separator: "&").utf8))
        try demand(again == fields, "fields are read as they are written")
    }

    private func examine(address text: String) throws {
        guard let known = SharedAddress(known: text) else {
            return try demand((try? SharedAddress(text)) == nil, "what is no address is none to anybody")
        }
        try demand(
            known.text.utf8.allSatisfy { $0 > 32 && $0 < 127 && !(65...90).contains($0) }
                && known.text.utf8.count { $0 == UInt8(ascii: "@") } == 1, "an address is plain")
        try demand(SharedAddress(known: known.text) == known, "an address is written as it is read")
    }
}

/// The body of a form as a browser sends it, with a file perhaps.
///
/// Input: Content-Type in a line, then the body.
struct WebFormTarget: FuzzTarget {
    static let name = "web-form"
    static let longest = 8_192

    init() {}

    func seeds() -> [[UInt8]] {
        let file =
            "Content-Disposition: form-data; name=\"file\"; filename=\"a%22.xml\"\r\nContent-Type: text/xml\r\n\r\n<a/>"
        let field = "Content-Disposition: form-data; name=\"note\"\r\n\r\nPrøve\r\n--b-"
        let type = "multipart/form-data; boundary=b\n"
        return [
            type + "--b\r\n\(field)\r\n--b\r\n\(file)\r\n--b--\r\n", type + "--b--", type + "--b\r\n\(file)\r\n--b--",
            "multipart/form-data; boundary=\"----WebKit\"\n------WebKit\r\n\(field)\r\n------WebKit--\r\n",
            "application/x-www-form-urlencoded\na=1&b=%C3%A6+&c", "text/plain\na=1",
        ].map { Array($0.utf8) }
    }

    func examine(_ input: [UInt8]) throws {
        let lines = input.split(separator: 10, maxSplits: 1, omittingEmptySubsequences: false)
        guard lines.count == 2 else { return }
        guard case .multipart(let boundary) = FormEncoding(String(decoding: lines[0], as: UTF8.self)) else {
            _ = FormFields(encoded: Array(lines[1]))
            return
        }
        try demand((1...70).contains(boundary.utf8.count), "a boundary is bounded")
        let whole = Self.read(lines[1], in: .whole, boundary)
        for chunks in [Chunks.octets, .irregular] {
            try demand(Self.read(lines[1], in: chunks, boundary) == whole, "where the pieces are cut changes nothing")
        }
        guard let parts = whole else { return }
        try demand(parts.reduce(0) { $0 + $1.octets.count } <= lines[1].count, "no octet comes from nowhere")
        for part in parts {
            try demand(
                part.octets.firstRange(of: Array("\r\n--\(boundary)".utf8)) == nil, "a part ends at its delimiter")
            try demand(!part.name.contains("\r\n"), "a name is in one line")
        }
    }

    private struct Part: Equatable, Sendable {
        let name: String
        let fileName: String?
        let octets: [UInt8]
    }

    /// The parts; nil when the form is refused.
    private static func read(_ body: ArraySlice<UInt8>, in chunks: Chunks, _ boundary: String) -> [Part]? {
        let pieces = chunks.pieces(of: body).map { ByteBuffer(bytes: $0) }
        return Waiting.forResult {
            let stream = AsyncStream(ByteBuffer.self) { continuation in
                for piece in pieces { continuation.yield(piece) }
                continuation.finish()
            }
            var form = MultipartForm(BodyReader(RequestBody(asyncSequence: stream), limit: longest), boundary: boundary)
            var parts: [Part] = []
            do {
                while let part = try await form.nextPart() {
                    var octets: [UInt8] = []
                    while let piece = try await form.nextPiece() { octets += piece }
                    parts.append(Part(name: part.name, fileName: part.fileName, octets: octets))
                }
            } catch { return nil }
            return parts
        }
    }
}
