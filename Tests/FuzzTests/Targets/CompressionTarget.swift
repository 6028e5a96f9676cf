import CMS
import EbXML

/// What was sealed, once opened: gzip, a MIME part, or the document itself.
struct CompressionTarget: FuzzTarget {
    static let name = "enclosed-document"
    static let longest = 8_192

    private static let limit = 1 << 20

    init() {}

    func seeds() -> [[UInt8]] {
        let document = Array("<?xml version=\"1.0\"?><a>Prøve prøve prøve</a>".utf8)
        return [
            document, EnclosedDocument.wrap(document), Gzip.deflate(document),
            EnclosedDocument.wrap(gzip: Gzip.deflate(document)), Gzip.deflate(document) + Gzip.deflate(document),
            Array("Content-Type: text/xml\r\nContent-Transfer-Encoding: base64\r\n\r\nPGEvPg==".utf8),
        ]
    }

    func examine(_ input: [UInt8]) throws {
        if let inflated = try? Gzip.inflate(input, limit: Self.limit) {
            try demand(inflated.count <= Self.limit, "inflation stops at the limit")
        }
        let packed = Gzip.deflate(input)
        try demand(try Gzip.inflate(packed, limit: input.count) == input, "inflation undoes deflation")
        let wrapped = [
            (input, input), (EnclosedDocument.wrap(input), input), (EnclosedDocument.wrap(gzip: packed), input),
        ]
        guard let opened = try? unwrap(input) else { return }
        try demand(opened.document.count <= Self.limit, "a document is bounded")
        guard opened.form == .rawXML else { return }
        for (plaintext, document) in wrapped {
            try demand(try unwrap(plaintext).document == document, "what is wrapped is unwrapped")
        }
    }

    private func unwrap(_ plaintext: [UInt8]) throws -> (document: [UInt8], form: EnclosedDocument.Form) {
        try EnclosedDocument.unwrap(plaintext, limit: Self.limit) { try Gzip.inflate($0, limit: $1) }
    }
}
