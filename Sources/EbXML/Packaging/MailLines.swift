/// Breaks the long lines of a signed envelope for mail, which carries at most 998 octets in one (RFC 5322 2.1.1).
///
/// Only where it changes nothing: before the `>` of an end tag, where XML allows white space and the canonical form
/// drops it, and in the base64 of the certificate, which no signature covers. A server on the way that broke the lines
/// elsewhere would break the signature.
struct MailLines {
    /// The envelope in lines that end in LF.
    private(set) var bytes: [UInt8] = []
    private var lineStart = 0

    /// Lines are broken at the first opportunity after this many octets.
    private static let length = 400
    private static let certificate = Array("ds:X509Certificate>".utf8)
    private static let certificateLine = 76

    /// - Parameter soap: as `XMLWriter` and the signature write it: `<` stands nowhere but in front of a tag.
    init(breaking soap: [UInt8]) {
        bytes.reserveCapacity(soap.count + 256)
        let pieces = soap.split(separator: UInt8(ascii: "<"), omittingEmptySubsequences: false)
        append(pieces[0])
        for piece in pieces.dropFirst() {
            append([UInt8(ascii: "<")])
            if piece.first == UInt8(ascii: "/"), let end = piece.firstIndex(of: UInt8(ascii: ">")) {
                append(piece[..<end])
                if bytes.count - lineStart > Self.length { append([UInt8(ascii: "\n")]) }
                append(piece[end...])
            } else if piece.starts(with: Self.certificate) {
                append(piece.prefix(Self.certificate.count))
                appendCertificate(piece.dropFirst(Self.certificate.count))
            } else {
                append(piece)
            }
        }
    }

    /// Whether mail can carry every line as it is.
    var fit: Bool {
        bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).allSatisfy { $0.count <= 998 }
    }

    /// The same with CRLF, which XML reads as LF.
    var forTransfer: [UInt8] {
        var transferred: [UInt8] = []
        transferred.reserveCapacity(bytes.count + 256)
        for byte in bytes {
            if byte == UInt8(ascii: "\n") { transferred.append(UInt8(ascii: "\r")) }
            transferred.append(byte)
        }
        return transferred
    }

    private mutating func appendCertificate(_ base64: ArraySlice<UInt8>) {
        var rest = base64
        while !rest.isEmpty {
            append([UInt8(ascii: "\n")])
            append(rest.prefix(Self.certificateLine))
            rest = rest.dropFirst(Self.certificateLine)
        }
    }

    private mutating func append(_ piece: some Collection<UInt8>) {
        bytes += piece
        if piece.contains(UInt8(ascii: "\n")) {
            lineStart = bytes.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        }
    }
}
