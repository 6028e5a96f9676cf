import CMS
public import Certificates
public import Cryptography
public import Foundation

/// A JSON document that travels inside a signature, such as a manifest or a receipt.
///
/// On the wire: CMS SignedData (`SignedContent`) around the document in one canonical spelling: UTF-8, keys sorted, no
/// white space, times as `2017-01-14T12:00:00Z`, fields without value left out. Any other spelling is refused, so that
/// unknown, repeated or ambiguous fields cannot mean different things to two readers.
public protocol SignedDocument: Codable, Sendable {
    /// Kind and version, as in the field `format`.
    static var format: String { get }
    /// The largest signed form that is read, bytes.
    static var maximumBytes: Int { get }
    var format: String { get }
}

extension SignedDocument {
    public static var maximumBytes: Int { 64 << 10 }

    /// The canonical bytes.
    /// - Throws: `SubmissionFault` `.unreadableDocument`.
    public func canonicalBytes() throws(SubmissionFault) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        guard let data = try? encoder.encode(self) else { throw SubmissionFault(.unreadableDocument) }
        return [UInt8](data)
    }

    /// Signs the document as it stands.
    /// - Parameter time: the time of signing.
    /// - Throws: `SubmissionFault` `.cannotSign`, `.documentTooLarge`, `.unreadableDocument`.
    public func signed(key: PrivateKey, certificate: Certificate, at time: Date) throws(SubmissionFault) -> [UInt8] {
        let content = try canonicalBytes()
        let signed: [UInt8]
        do { signed = try SignedContent.sign(content, key: key, certificate: certificate, at: time) } catch {
            throw SubmissionFault(.cannotSign)
        }
        guard signed.count <= Self.maximumBytes else { throw SubmissionFault(.documentTooLarge) }
        return signed
    }

    /// Reads the canonical bytes and no others.
    init(canonical bytes: [UInt8]) throws(SubmissionFault) {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        guard let head = try? decoder.decode(DocumentHead.self, from: Data(bytes)) else {
            throw SubmissionFault(.unreadableDocument)
        }
        guard head.format == Self.format else { throw SubmissionFault(.unknownFormat) }
        guard let document = try? decoder.decode(Self.self, from: Data(bytes)), try document.canonicalBytes() == bytes
        else { throw SubmissionFault(.unreadableDocument) }
        self = document
    }
}

/// The one field that every version of every document has.
private struct DocumentHead: Decodable {
    let format: String
}
