import MIME

/// The business document inside a decrypted attachment.
///
/// HITS 1172 5.15.1 wants a MIME part with the document in it; partners also send the bare XML, or gzip of it. All
/// three are read, and the first is what we send. Not a byte of the document is changed, whatever its encoding.
public enum EnclosedDocument {
    /// How the document was enclosed.
    public enum Form: String, Sendable, Equatable, CaseIterable {
        case mimePart, rawXML, gzip, gzipInMIMEPart
    }

    /// The plaintext to encrypt: a MIME part of type application/xml in binary transfer.
    public static func wrap(_ document: [UInt8]) -> [UInt8] { partHeader + document }

    /// The same around a document that was compressed, for receivers that ask for it.
    public static func wrap(gzip document: [UInt8]) -> [UInt8] { header(of: "application/gzip") + document }

    private static let partHeader = header(of: "application/xml")

    private static func header(of type: String) -> [UInt8] {
        Array("Content-Type: \(type)\r\nContent-Transfer-Encoding: binary\r\n\r\n".utf8)
    }

    /// Takes the document out of a plaintext.
    ///
    /// - Parameters:
    ///   - limit: the most bytes the document may have, also after inflation.
    ///   - inflate: undoes gzip, stopping at the given number of bytes.
    /// - Throws: `EnclosedDocumentError`.
    public static func unwrap(
        _ plaintext: [UInt8], limit: Int, inflate: (_ gzip: [UInt8], _ limit: Int) throws -> [UInt8]
    ) throws(EnclosedDocumentError) -> (document: [UInt8], form: Form) {
        guard plaintext.count <= limit + 65_536 else { throw .tooLarge }
        if looksLikeXML(plaintext) { return (try bounded(plaintext, limit), .rawXML) }
        if isGzip(plaintext) { return (try inflated(plaintext, limit, inflate), .gzip) }
        let content = try content(ofPart: plaintext, limit)
        if looksLikeXML(content) { return (try bounded(content, limit), .mimePart) }
        guard isGzip(content) else { throw .notXML }
        return (try inflated(content, limit, inflate), .gzipInMIMEPart)
    }

    private static func content(ofPart plaintext: [UInt8], _ limit: Int) throws(EnclosedDocumentError) -> [UInt8] {
        var limits = MIMELimits.mail
        limits.maximumBytes = limit + 65_536
        do {
            let part = try MIMEEntity.parse(plaintext, limits: limits)
            guard let type = try part.contentType?.value, isDocument(type) else {
                throw EnclosedDocumentError.mediaType
            }
            return try part.decodedBody()
        } catch let error as EnclosedDocumentError {
            throw error
        } catch {
            throw .unreadable
        }
    }

    private static func isDocument(_ type: String) -> Bool {
        ["application/xml", "text/xml", "application/gzip", "application/x-gzip", "application/octet-stream"]
            .contains(type) || type.hasSuffix("+xml")
    }

    private static func inflated(
        _ bytes: [UInt8], _ limit: Int, _ inflate: ([UInt8], Int) throws -> [UInt8]
    ) throws(EnclosedDocumentError) -> [UInt8] {
        guard let document = try? inflate(bytes, limit) else { throw .unreadable }
        guard looksLikeXML(document) else { throw .notXML }
        return try bounded(document, limit)
    }

    private static func bounded(_ document: [UInt8], _ limit: Int) throws(EnclosedDocumentError) -> [UInt8] {
        guard document.count <= limit else { throw .tooLarge }
        return document
    }

    /// Whether a plaintext is the document itself or gzip of it, and no MIME part.
    static func isBare(_ plaintext: [UInt8]) -> Bool { looksLikeXML(plaintext) || isGzip(plaintext) }

    private static func isGzip(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x1F, 0x8B]) }

    /// A start tag or declaration first, after white space and a byte order mark of UTF-8 or UTF-16.
    private static func looksLikeXML(_ bytes: [UInt8]) -> Bool {
        if bytes.starts(with: [0xFE, 0xFF, 0, 0x3C]) || bytes.starts(with: [0xFF, 0xFE, 0x3C, 0]) { return true }
        let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        return text.first { $0 != 32 && $0 != 9 && $0 != 10 && $0 != 13 } == UInt8(ascii: "<")
    }
}

/// Why no document was found in a plaintext.
public enum EnclosedDocumentError: String, Error, Sendable, Equatable, CustomStringConvertible {
    /// More than the limit, before or after inflation.
    case tooLarge
    /// A MIME part or gzip stream that cannot be read.
    case unreadable
    /// A MIME part that holds something else than a document.
    case mediaType
    /// Readable, but no XML.
    case notXML

    public var description: String {
        switch self {
        case .tooLarge: "The enclosed document is too large."
        case .unreadable: "The plaintext is neither XML, nor gzip, nor a readable MIME part."
        case .mediaType: "The enclosed MIME part is not XML."
        case .notXML: "The enclosed content is not XML."
        }
    }
}
