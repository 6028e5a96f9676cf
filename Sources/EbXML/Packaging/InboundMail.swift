public import Identifiers
public import MIME
public import XML

/// What came out of a mailbox, sorted before anything is answered (HITS 1172 4.2.2).
///
/// Delivery reports and faults are taken out first: otherwise a bounce would provoke a fault, and that another bounce.
public enum InboundMail: Sendable {
    /// multipart/report about a mail of ours; what it says is read by the mail layer.
    case bounce(MIMEEntity)
    /// A SOAP Fault about a mail of ours.
    case fault(ReceivedFault)
    /// An ebXML message that could be read; nobody vouches for it yet.
    case envelope(ParsedEnvelope)
    /// An ebXML message that breaks a rule; an error list answers it.
    case refused(RefusedEnvelope)
    /// Nothing of the kind; kept, and perhaps answered with a SOAP Fault.
    case unreadable(UnreadableMail)

    /// Sorts one mail: its whole octets with CRLF, dots unstuffed.
    public static func classify(
        _ mail: [UInt8], mime: MIMELimits = .mail, xml: XMLLimits = .envelope
    ) -> InboundMail {
        guard let entity = try? MIMEEntity.parse(mail, limits: mime) else {
            return .unreadable(UnreadableMail(.mime, headers: MIMEHeaders()))
        }
        return classify(entity, mime: mime, xml: xml)
    }

    /// Sorts one entity that is already parsed, as HTTP delivers it.
    public static func classify(
        _ entity: MIMEEntity, mime: MIMELimits = .mail, xml: XMLLimits = .envelope
    ) -> InboundMail {
        let headers = entity.headers
        let type = try? entity.contentType
        if type?.value == "multipart/report" {
            let kind = type?["report-type"]?.lowercased() ?? "delivery-status"
            return kind == "delivery-status"
                ? .bounce(entity) : .unreadable(UnreadableMail(.automaticMail, headers: headers))
        }
        do {
            let package = try SOAPPackage(entity, mime: mime, xml: xml)
            if let fault = SOAPFault.read(package.document) {
                return .fault(ReceivedFault(fault: fault, answers: MailThread.references(headers)))
            }
            return .envelope(try ParsedEnvelope(package, SOAPEnvelope(package.document)))
        } catch let reason as UnreadableReason {
            return .unreadable(UnreadableMail(reason, headers: headers))
        } catch EnvelopeError.refused(let envelope) {
            return .refused(envelope)
        } catch EnvelopeError.unreadable(let reason) {
            return .unreadable(UnreadableMail(reason, headers: headers))
        } catch {
            return .unreadable(UnreadableMail(.mime, headers: headers))
        }
    }
}

/// A SOAP Fault and which of our mails it is about.
public struct ReceivedFault: Sendable, Equatable {
    public let fault: SOAPFault
    /// The Message-IDs in In-Reply-To and References, without angle brackets, nearest first (HITS 1172 4.2.3.2).
    public let answers: [String]
}

/// A mail that is no ebXML message.
public struct UnreadableMail: Sendable, Equatable {
    public let reason: UnreadableReason
    /// Where a SOAP Fault goes: Reply-To, else From, else Sender (HITS 1172 4.2.2.3).
    public let replyTo: EDIAddress?
    /// The mail's Message-ID without angle brackets, for In-Reply-To of the fault (r.250).
    public let mailMessageID: String?
    /// False when nobody wrote the mail, or nobody can be answered: answering machines is how mail loops begin (T-059).
    public let mayBeAnswered: Bool
    /// Where the SOAP Fault about it goes; nil when it gets none.
    public let faultAddress: FaultAddress?

    init(_ reason: UnreadableReason, headers: MIMEHeaders) {
        let isAutomatic = MailThread.isAutomatic(headers)
        self.reason = isAutomatic ? .automaticMail : reason
        replyTo = MailThread.returnAddress(headers)
        mailMessageID = headers["Message-ID"].flatMap { MailThread.ids(in: $0).first }
        faultAddress = reason == .automaticMail ? nil : FaultAddress(headers)
        mayBeAnswered = faultAddress != nil
    }
}

/// The fields of a mail that tie it to others and say who sent it (RFC 5322 3.6; RFC 3834).
enum MailThread {
    static func references(_ headers: MIMEHeaders) -> [String] {
        let inReplyTo = headers.all("In-Reply-To").flatMap(ids)
        let earlier = headers.all("References").flatMap(ids).reversed()
        var seen: Set<String> = []
        return (inReplyTo + earlier).filter { seen.insert($0).inserted }
    }

    /// Ids with or without angle brackets, at most fifty of at most 250 bytes.
    static func ids(in value: String) -> [String] {
        value.split(whereSeparator: { $0 == " " || $0 == "\t" || $0 == "," }).prefix(50).compactMap { word in
            let id = word.trimmingBrackets
            return id.isEmpty || id.utf8.count > 250 ? nil : String(id)
        }
    }

    static func returnAddress(_ headers: MIMEHeaders) -> EDIAddress? {
        for name in ["Reply-To", "From", "Sender"] {
            guard let value = headers[name] else { continue }
            return address(in: value)
        }
        return nil
    }

    /// One address, bare, with `mailto:`, or in angle brackets after a name.
    static func address(in value: String) -> EDIAddress? {
        if let open = value.lastIndex(of: "<"), let close = value.lastIndex(of: ">"), open < close {
            return EDIAddress(value[value.index(after: open)..<close].trimmed)
        }
        return EDIAddress(value.trimmed)
    }

    static func isAutomatic(_ headers: MIMEHeaders) -> Bool {
        let submitted = headers["Auto-Submitted"]?.lowercased() ?? "no"
        let precedence = headers["Precedence"]?.lowercased() ?? ""
        let from = returnAddress(headers)?.text ?? ""
        return !submitted.hasPrefix("no") || ["bulk", "junk", "list", "auto_reply"].contains(precedence)
            || headers["Return-Path"]?.trimmed == "<>" || headers["X-Auto-Response-Suppress"] != nil
            || headers["List-Id"] != nil || headers["List-Unsubscribe"] != nil
            || from.hasPrefix("mailer-daemon@") || from.hasPrefix("postmaster@")
    }
}

extension Substring {
    fileprivate var trimmingBrackets: Substring {
        hasPrefix("<") && hasSuffix(">") && utf8.count >= 2 ? dropFirst().dropLast() : self
    }
}
