public import MIME

/// An ebXML message as HTTP carries it, turned into the MIME entity that is stored, and back (ebMS 2.0 B.2).
///
/// The fields of the entity become fields of the request and its body the body, byte for byte. What belongs to the
/// connection (Host, Date, Content-Length …) is not the message's and is never stored.
public struct HTTPEntity: Sendable, Equatable {
    /// Content-Type, with its parameters as written.
    public let contentType: String
    /// SOAPAction, `"ebXML"` by ebMS 2.0 B.2.2; nil when the request has none.
    public let soapAction: String?
    /// Content-Transfer-Encoding: not a field of HTTP, but sent by some partners. nil when there is none.
    public let transferEncoding: String?
    public let body: [UInt8]

    /// - Returns: nil when a field has line ends or other controls in it, or is longer than 4096 octets.
    public init?(contentType: String, soapAction: String?, transferEncoding: String? = nil, body: [UInt8]) {
        let fields = [contentType, soapAction ?? "", transferEncoding ?? ""]
        guard
            fields.allSatisfy({ $0.utf8.count <= 4096 && $0.utf8.allSatisfy { $0 == 9 || $0 >= 32 && $0 != 127 } })
        else { return nil }
        self.contentType = contentType
        self.soapAction = soapAction
        self.transferEncoding = transferEncoding
        self.body = body
    }

    /// Reads a stored entity. A single SOAP part is given without its transfer encoding, which HTTP does not need; the
    /// parts of a multipart stay as they are.
    ///
    /// Throws a `MIMEError` for what is no MIME entity.
    public init(stored: [UInt8]) throws(MIMEError) {
        let entity = try MIMEEntity.parse(stored)
        contentType = entity.headers["Content-Type"] ?? "text/xml"
        soapAction = entity.headers["SOAPAction"]
        transferEncoding = nil
        let isMultipart = try entity.contentType?.value.hasPrefix("multipart/") ?? false
        body = isMultipart ? Array(entity.body) : try entity.decodedBody()
    }

    /// The MIME entity to store: what `InboundMail` and the rules of the profile read.
    ///
    /// - Parameter answering: the id of the attempt whose response this is, which a SOAP Fault is matched by.
    public func stored(answering: String? = nil) -> [UInt8] {
        // HTTP is no mail: that the field is missing there breaks no rule (RFC 9110 A.1).
        var head = "MIME-Version: 1.0\r\n"
        if let answering { head += "In-Reply-To: <\(answering)>\r\n" }
        if let soapAction { head += "SOAPAction: \(soapAction)\r\n" }
        head += "Content-Type: \(contentType)\r\n"
        if let transferEncoding { head += "Content-Transfer-Encoding: \(transferEncoding)\r\n" }
        var bytes = Array((head + "\r\n").utf8)
        bytes.reserveCapacity(bytes.count + body.count)
        bytes += body
        return bytes
    }

    /// Whether it can be an ebXML message at all: a package or a single SOAP part.
    public var isMessage: Bool {
        let type = (try? MIMEParameterized(contentType))?.value
        return type == "multipart/related" || type == "text/xml" || type == "application/soap+xml"
    }
}
