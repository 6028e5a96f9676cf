/// The names the ebXML message service itself uses: its own Service, its Actions and the actors of SOAP blocks
/// (ebMS 2.0 4.2.4.3, 6.3.2.7, 8; HITS 1172 r.106, r.107, r.120, r.121).
public enum MessageService {
    public static let service = "urn:oasis:names:tc:ebxml-msg:service"
    public static let acknowledgment = "Acknowledgment"
    public static let messageError = "MessageError"
    public static let ping = "Ping"
    public static let pong = "Pong"
    public static let statusRequest = "StatusRequest"
    public static let statusResponse = "StatusResponse"

    static let toParty = "urn:oasis:names:tc:ebxml-msg:actor:toPartyMSH"
    static let errorContext = "urn:oasis:names:tc:ebxml-msg:service:errors"
    static let version = "2.0"

    /// Whether this Service and Action announce an answer, which is itself never answered (HITS 1171 8.1).
    static func isAnswer(service: String, action: String) -> Bool {
        service == self.service && [acknowledgment, messageError, pong, statusResponse].contains(action)
    }
}

/// The XML namespaces of an envelope (HITS 1172 5.2).
enum EnvelopeNamespace {
    static let soap = "http://schemas.xmlsoap.org/soap/envelope/"
    static let soap12 = "http://www.w3.org/2003/05/soap-envelope"
    static let eb = "http://www.oasis-open.org/committees/ebxml-msg/schema/msg-header-2_0.xsd"
    static let xlink = "http://www.w3.org/1999/xlink"
    static let dsig = "http://www.w3.org/2000/09/xmldsig#"
    static let xml = "http://www.w3.org/XML/1998/namespace"
}
