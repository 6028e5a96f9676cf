import Foundation
import Identifiers
import MIME

/// The report that tells a sender which recipients did not get a mail (RFC 3464).
struct DeliveryFailureReport {
    let hostName: String
    let to: EDIAddress
    let recipients: [SMTPIncomingMail.Recipient]
    let mail: SMTPIncomingMail
    /// The id of the report itself, without angle brackets.
    let messageID: String
    let now: Date

    /// The report as a mail. Throws ``MIMEError`` when something of the envelope cannot be written.
    func write() throws(MIMEError) -> [UInt8] {
        let boundary = "report-\(messageID.prefix { $0 != "@" })"
        var writer = MIMEWriter()
        try writer.field("From", "MAILER-DAEMON@\(hostName)")
        try writer.field("To", to.text)
        try writer.field("Date", MailDate.text(now))
        try writer.field("Message-ID", "<\(messageID)>")
        try writer.field("Subject", "Undelivered mail")
        try writer.field("Auto-Submitted", "auto-replied")
        try writer.field("MIME-Version", "1.0")
        try writer.field(
            "Content-Type", "multipart/report",
            parameters: ["report-type": "delivery-status", "boundary": boundary])
        try writer.multipart(boundary: boundary, parts: [explanation, status, original])
        return writer.bytes
    }

    private var explanation: MIMEPart {
        let text =
            "The mail could not be delivered to these recipients:\r\n\r\n"
            + recipients.map { "  \($0.address.text)\r\n" }.joined()
        return MIMEPart(
            fields: [.init(name: "Content-Type", value: "text/plain; charset=us-ascii")], content: Array(text.utf8),
            encoding: .sevenBit)
    }

    private var status: MIMEPart {
        var lines = ["Reporting-MTA: dns; \(hostName)", "Arrival-Date: \(MailDate.text(now))"]
        if let id = mail.envelopeID { lines.append("Original-Envelope-Id: \(id)") }
        for recipient in recipients {
            lines.append("")
            if let original = recipient.original { lines.append("Original-Recipient: \(original)") }
            lines += [
                "Final-Recipient: rfc822; \(recipient.address.text)", "Action: failed", "Status: 5.1.1",
                "Diagnostic-Code: smtp; 550 5.1.1 No such mailbox",
            ]
        }
        return MIMEPart(
            fields: [.init(name: "Content-Type", value: "message/delivery-status")],
            content: lines.flatMap(Wire.line), encoding: .sevenBit)
    }

    /// The whole mail when the sender asked for it, else its header.
    private var original: MIMEPart {
        let type = mail.returnsContent ? "message/rfc822" : "text/rfc822-headers"
        return MIMEPart(
            fields: [.init(name: "Content-Type", value: type)],
            content: mail.returnsContent ? mail.data : Self.header(of: mail.data), encoding: .eightBit)
    }

    private static func header(of data: [UInt8]) -> [UInt8] {
        var lineStart = 0
        while let end = data[lineStart...].firstIndex(of: Wire.lineFeed), end - lineStart > 1 { lineStart = end + 1 }
        return Array(data[..<lineStart])
    }
}
