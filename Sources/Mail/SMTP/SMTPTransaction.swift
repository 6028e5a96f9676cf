import Identifiers

/// One mail that has been checked and may go on the wire.
struct SMTPTransaction: Sendable {
    let from: EDIAddress?
    let to: [EDIAddress]
    let envelopeID: String?
    let mail: TransferableMail

    /// Throws ``MailError`` with the code `noRecipients`, `unusableEnvelopeID`, `unsafeLineEnds` or `lineTooLong`.
    init(_ outgoing: OutgoingMail) throws(MailError) {
        guard !outgoing.to.isEmpty else { throw MailError(.noRecipients, .permanent) }
        if let envid = outgoing.envid {
            guard (1...100).contains(XText.encode(envid).utf8.count),
                envid.utf8.allSatisfy({ (32...126).contains($0) })
            else { throw MailError(.unusableEnvelopeID, .permanent) }
        }
        from = outgoing.from
        to = outgoing.to
        envelopeID = outgoing.envid
        mail = try TransferableMail(outgoing.data)
    }
}

/// How far the envelope of one mail has come: MAIL, one RCPT for each recipient, DATA.
///
/// With PIPELINING all of it goes in one flight and the answers come back in order (RFC 2920).
struct SMTPEnvelopeProgress: Sendable {
    enum Consequence {
        case wait
        case say(String)
        case sendContent
        case sendNothing
        case reset(MailError)
    }

    private enum Expected {
        case mail
        case recipient(EDIAddress)
        case data
    }

    let transaction: SMTPTransaction
    private(set) var refused: [SMTPRefusedRecipient] = []
    private(set) var failure: MailError?
    private let lines: [String]
    private let expected: [Expected]
    private let isPipelined: Bool
    private var answered = 0

    /// Throws ``MailError`` with the code `mailTooLarge` or `eightBitNotOffered` before anything is said.
    init(_ transaction: SMTPTransaction, _ capabilities: SMTPCapabilities) throws(MailError) {
        if let limit = capabilities.size, limit > 0, transaction.mail.bytes.count > limit {
            throw MailError(.mailTooLarge, .permanent)
        }
        if transaction.mail.isEightBit, !capabilities.eightBitMIME {
            throw MailError(.eightBitNotOffered, .hold)
        }
        self.transaction = transaction
        isPipelined = capabilities.pipelining
        expected = [.mail] + transaction.to.map { .recipient($0) } + [.data]
        lines =
            [Self.mailLine(transaction, capabilities)]
            + transaction.to.map { Self.recipientLine($0, capabilities) } + ["DATA"]
    }

    /// What to send first.
    var firstFlight: [UInt8] {
        isPipelined ? lines.flatMap(Wire.line) : Wire.line(lines[0])
    }

    /// Takes the answer to the oldest command that has none yet.
    mutating func take(_ reply: SMTPReply) -> Consequence {
        switch expected[answered] {
        case .mail:
            // A refusal of the sender is about our own account or the exchange's rules: the mail itself is sound.
            if !reply.isPositive { failure = MailError(reply).aboutSender }
        case .recipient(let address):
            if !reply.isPositive {
                refused.append(SMTPRefusedRecipient(address: address, error: MailError(reply)))
                if failure == nil, refused.count == transaction.to.count { failure = gravest }
            }
        case .data: return takeData(reply)
        }
        answered += 1
        if isPipelined { return .wait }
        if let failure { return .reset(failure) }
        return .say(lines[answered])
    }

    private mutating func takeData(_ reply: SMTPReply) -> Consequence {
        guard reply.code == 354 else { return .reset(failure ?? MailError(reply)) }
        return failure == nil ? .sendContent : .sendNothing
    }

    /// When no recipient is left: one that may be taken later keeps the mail alive.
    private var gravest: MailError? {
        (refused.first { $0.error.consequence != .permanent } ?? refused.first)?.error
    }

    private static func mailLine(_ transaction: SMTPTransaction, _ capabilities: SMTPCapabilities) -> String {
        var line = "MAIL FROM:<\(transaction.from?.text ?? "")>"
        if capabilities.size != nil { line += " SIZE=\(transaction.mail.bytes.count)" }
        if transaction.mail.isEightBit { line += " BODY=8BITMIME" }
        if capabilities.deliveryStatus {
            line += " RET=HDRS"
            if let id = transaction.envelopeID { line += " ENVID=\(XText.encode(id))" }
        }
        return line
    }

    private static func recipientLine(_ recipient: EDIAddress, _ capabilities: SMTPCapabilities) -> String {
        let line = "RCPT TO:<\(recipient.text)>"
        guard capabilities.deliveryStatus else { return line }
        return line + " NOTIFY=FAILURE ORCPT=rfc822;\(XText.encode(recipient.text))"
    }
}
