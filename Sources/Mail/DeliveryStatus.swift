public import MIME

/// What a delivery status report says about a mail we sent (RFC 3464): a hint, since nobody signs it.
public struct DeliveryStatus: Sendable, Equatable {
    /// The fate of one recipient.
    public struct Recipient: Sendable, Equatable {
        /// The address without its type.
        public let finalRecipient: String?
        public let originalRecipient: String?
        public let action: Action?
        /// The enhanced status code, such as 5.1.1.
        public let status: String?
        public let diagnostic: String?
    }

    public enum Action: String, Sendable {
        case failed
        case delayed
        case delivered
        case relayed
        case expanded
    }

    /// The ENVID of the mail the report is about, where the servers carried it.
    public let originalEnvelopeID: String?
    /// The Message-ID of that mail without angle brackets, from the returned header.
    public let originalMessageID: String?
    public let recipients: [Recipient]

    /// The worst that happened to any recipient.
    public var action: Action? { worst?.action }
    public var status: String? { worst?.status }
    public var diagnostic: String? { worst?.diagnostic }

    /// Reads a report; nil when the mail is no multipart/report about delivery.
    ///
    /// Throws ``MIMEError`` when it says it is one and cannot be read, or when its message/delivery-status has more than
    /// 64 kB (``MIMEError/tooLarge``).
    public static func parse(_ mail: MIMEEntity, limits: MIMELimits = .mail) throws(MIMEError) -> DeliveryStatus? {
        guard let type = try mail.contentType, type.value == "multipart/report",
            type["report-type"]?.lowercased() ?? "delivery-status" == "delivery-status"
        else { return nil }
        let parts = try mail.parts(limits: limits)
        var groups: [MIMEHeaders]?
        var returned: MIMEHeaders?
        for part in parts {
            switch try part.contentType?.value {
            case "message/delivery-status" where groups == nil: groups = try fieldGroups(part, limits)
            case "text/rfc822-headers" where returned == nil, "message/rfc822" where returned == nil:
                returned = try? MIMEEntity.parse(part.decodedBody(), limits: limits).headers
            default: break
            }
        }
        guard let groups, let perMessage = groups.first else { return nil }
        return DeliveryStatus(
            originalEnvelopeID: perMessage["Original-Envelope-Id"],
            originalMessageID: returned?["Message-ID"].map(withoutBrackets),
            recipients: groups.dropFirst().map(Recipient.init))
    }

    private var worst: Recipient? {
        let order: [Action?] = [.failed, .delayed, nil, .expanded, .relayed, .delivered]
        return order.lazy.compactMap { action in recipients.first { $0.action == action } }.first
    }

    /// The largest message/delivery-status that is read, as transferred; those of mail servers have a few kB.
    static let maximumStatusBytes = 65_536

    /// The groups of fields in a message/delivery-status, one for the mail and one for each recipient. Each turn takes a
    /// group that has fields and copies nothing of what follows it.
    private static func fieldGroups(_ part: MIMEEntity, _ limits: MIMELimits) throws(MIMEError) -> [MIMEHeaders] {
        guard part.body.count <= maximumStatusBytes else { throw .tooLarge }
        var groups: [MIMEHeaders] = []
        var rest = withoutEmptyLines(try part.decodedBody()[...])
        while !rest.isEmpty {
            guard groups.count < limits.maximumHeaderFields else { throw .tooManyParts }
            let group = try MIMEEntity.parse(rest, limits: limits)
            groups.append(group.headers)
            rest = withoutEmptyLines(group.body)
        }
        return groups
    }

    /// The bytes from the first line that is not empty.
    private static func withoutEmptyLines(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var start = bytes.startIndex
        while start < bytes.endIndex {
            let end = bytes[start...].starts(with: Wire.lineEnd) ? start + 1 : start
            guard bytes[end] == Wire.lineFeed else { break }
            start = end + 1
        }
        return bytes[start...]
    }

    private static func withoutBrackets(_ id: String) -> String {
        id.hasPrefix("<") && id.hasSuffix(">") ? String(id.dropFirst().dropLast()) : id
    }
}

extension DeliveryStatus.Recipient {
    init(_ fields: MIMEHeaders) {
        finalRecipient = fields["Final-Recipient"].map(Self.withoutType)
        originalRecipient = fields["Original-Recipient"].map(Self.withoutType)
        action = fields["Action"].flatMap { DeliveryStatus.Action(rawValue: $0.lowercased()) }
        status = fields["Status"].map { String($0.prefix { $0 != " " }) }
        diagnostic = fields["Diagnostic-Code"].map(Self.withoutType)
    }

    /// `rfc822; a@b.example` to the address, `smtp; 550 …` to the answer.
    private static func withoutType(_ value: String) -> String {
        guard let semicolon = value.firstIndex(of: ";") else { return value }
        return String(value[value.index(after: semicolon)...].drop { $0 == " " })
    }
}
