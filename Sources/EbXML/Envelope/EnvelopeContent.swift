/// What an envelope is for: exactly one of these (HITS 1172 5.2, 5.11.3).
public enum EnvelopeContent: Sendable, Equatable {
    /// One or more business documents. Without eb:AckRequested the answer is a warning list, never an Acknowledgment
    /// (HITS 1172 4.2.2.1).
    case business(manifest: [ManifestReference], ackRequested: AckRequested?)
    case acknowledgment(Acknowledgment)
    case errorList(ErrorList)
    case ping
    case pong
    case statusRequest(refToMessageID: String)
    case statusResponse(refToMessageID: String, status: String)

    /// Whether an envelope with this content may be answered at the ebXML level.
    ///
    /// An answer is never answered: Acknowledgments and error lists end the exchange (HITS 1171 8.1, T-059).
    public var mayBeAnswered: Bool {
        switch self {
        case .business, .ping, .statusRequest: true
        case .acknowledgment, .errorList, .pong, .statusResponse: false
        }
    }

    /// Whether the envelope carries a business document.
    public var isBusiness: Bool {
        if case .business = self { true } else { false }
    }
}

/// eb:AckRequested: the sender wants a transport receipt (HITS 1172 r.75, r.94).
public struct AckRequested: Sendable, Equatable {
    /// eb:signed: the receipt shall be signed. Always true in what we send.
    public var signed: Bool
    /// SOAP:actor, by rule absent or `…:actor:toPartyMSH`.
    public var actor: String?

    public init(signed: Bool = true, actor: String? = nil) {
        self.signed = signed
        self.actor = actor
    }
}

/// eb:Manifest/eb:Reference: names one part of the message package and what it holds (HITS 1210 6.2.1).
public struct ManifestReference: Sendable, Equatable {
    /// The Content-ID of the part, without `cid:` and angle brackets.
    public var contentID: String
    /// eb:Schema/@eb:location: the namespace of the professional message (r.265).
    public var schemaLocation: String?
    /// eb:Schema/@eb:version: the version of the professional message (r.266).
    public var schemaVersion: String?
    /// eb:Description, free text.
    public var description: String?

    public init(
        contentID: String, schemaLocation: String? = nil, schemaVersion: String? = nil, description: String? = nil
    ) {
        self.contentID = contentID
        self.schemaLocation = schemaLocation
        self.schemaVersion = schemaVersion
        self.description = description
    }
}
