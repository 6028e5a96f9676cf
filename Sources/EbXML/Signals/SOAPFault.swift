import MIME
import XML

/// SOAP:Fault: the answer to what cannot be read as an ebXML message (HITS 1172 4.2.2.3; SOAP 1.1 4.4).
///
/// Unsigned, so a partner's fault is a hint and no proof.
public struct SOAPFault: Sendable, Equatable {
    public enum Code: String, Sendable, Equatable {
        case client = "Client"
        case server = "Server"
        case mustUnderstand = "MustUnderstand"
        case versionMismatch = "VersionMismatch"
    }

    public var code: Code
    /// Words for people; a partner's are cut after `EbXMLError.descriptionLimit` characters.
    public var reason: String

    public init(code: Code, reason: String) {
        self.code = code
        self.reason = reason
    }

    /// The fault that answers an unreadable mail.
    public init(_ reason: UnreadableReason) {
        self.init(code: .client, reason: reason.description)
    }

    /// Whether sending the same message again is pointless (HITS 1172 4.2.3.2).
    public var isPermanent: Bool { code != .server }

    /// The MIME entity of the fault, without From, To, Date, Message-ID and Subject.
    ///
    /// - Parameter mail: the Message-ID of the mail it is about (HITS 1172 4.2.3.2). The fault then says that no machine
    ///   is to answer it (RFC 3834 5).
    public func pack(answering mail: String? = nil) throws -> [UInt8] {
        var writer = XMLWriter()
        writer.element("SOAP:Envelope", namespaces: [("SOAP", EnvelopeNamespace.soap)]) { envelope in
            envelope.element("SOAP:Body") { body in
                body.element("SOAP:Fault") { fault in
                    fault.element("faultcode", text: "SOAP:\(code.rawValue)")
                    fault.element("faultstring", text: reason)
                }
            }
        }
        let soap = Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>".utf8) + (try writer.finish())
        var mime = MIMEWriter()
        if let mail {
            try mime.field("In-Reply-To", "<\(mail)>")
            try mime.field("References", "<\(mail)>")
            try mime.field("Auto-Submitted", "auto-replied")
        }
        try mime.field("MIME-Version", "1.0")
        try mime.field("SOAPAction", "\"ebXML\"")
        try mime.field("Content-Type", "text/xml", parameters: ["charset": "UTF-8"])
        try mime.body(soap, encoding: .base64)
        return mime.bytes
    }

    /// The fault in a SOAP 1.1 or 1.2 envelope, nil when there is none.
    static func read(_ document: XMLDocument) -> SOAPFault? {
        let root = document.root
        guard root.name == "Envelope", let soap = root.namespace,
            soap == EnvelopeNamespace.soap || soap == EnvelopeNamespace.soap12,
            let fault = root.first("Body", soap)?.first("Fault", soap)
        else { return nil }
        let code = fault.first("faultcode", nil) ?? fault.first("Code", soap)?.first("Value", soap)
        let reason = fault.first("faultstring", nil) ?? fault.first("Reason", soap)?.first("Text", soap)
        return SOAPFault(
            code: Self.code(code?.text.trimmed ?? ""),
            reason: String((reason?.text.trimmed ?? "").prefix(EbXMLError.descriptionLimit)))
    }

    /// Codes are qualified names and may be refined after a dot (SOAP 1.1 4.4.1); SOAP 1.2 says Sender and Receiver.
    private static func code(_ text: String) -> Code {
        let local = text.split(separator: ":").last.map(String.init) ?? ""
        switch local.split(separator: ".").first.map(String.init) ?? "" {
        case "Server", "Receiver": return .server
        case "MustUnderstand": return .mustUnderstand
        case "VersionMismatch": return .versionMismatch
        default: return .client
        }
    }
}
