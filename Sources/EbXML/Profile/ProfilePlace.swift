/// Where in a message a rule looks.
public enum ProfilePlace: String, Sendable, Codable, CaseIterable {
    case mail, package, soapPart, attachment, envelope, header, body
    case messageHeader, messageData, from, to, cpaID, service, action, description
    case signature, keyInfo, references
    case acknowledgment, errorList, ackRequested, manifest
    /// What is inside the decrypted attachment.
    case payload
    /// Nothing in one message: what happens between two servers.
    case exchange

    /// The place as an XPath without positions, for eb:Error/@eb:location; nil for what is no part of the envelope.
    public var location: String? {
        switch self {
        case .mail, .package, .soapPart, .attachment, .payload, .exchange: nil
        case .envelope: "/SOAP:Envelope"
        case .header: "//SOAP:Header"
        case .body: "//SOAP:Body"
        case .messageHeader: "//eb:MessageHeader"
        case .messageData: "//eb:MessageHeader/eb:MessageData"
        case .from: "//eb:MessageHeader/eb:From"
        case .to: "//eb:MessageHeader/eb:To"
        case .cpaID: "//eb:MessageHeader/eb:CPAId"
        case .service: "//eb:MessageHeader/eb:Service"
        case .action: "//eb:MessageHeader/eb:Action"
        case .description: "//eb:MessageHeader/eb:Description"
        case .signature: "//ds:Signature"
        case .keyInfo: "//ds:Signature/ds:KeyInfo"
        case .references: "//ds:SignedInfo/ds:Reference"
        case .acknowledgment: "//eb:Acknowledgment"
        case .errorList: "//eb:ErrorList"
        case .ackRequested: "//eb:AckRequested"
        case .manifest: "//eb:Manifest"
        }
    }
}
