import MIME
import Testing

@testable import Mail

@Suite("Delivery status reports")
struct DeliveryStatusTests {
    @Test("a bounce is matched by envelope id and Message-ID, and tells the worst that happened (RFC 3464)")
    func readsBounce() throws {
        let status = try #require(try parse(Self.bounce))
        #expect(status.originalEnvelopeID == "env-1")
        #expect(status.originalMessageID == "m-1@from.example")
        #expect(status.recipients.count == 2)
        #expect(status.action == .failed && status.status == "5.1.1")
        #expect(status.diagnostic == "550 5.1.1 <c@to.example>: unknown")
        #expect(status.recipients[0].finalRecipient == "b@to.example" && status.recipients[0].action == .delayed)
        #expect(status.recipients[1].originalRecipient == "C@to.example")
    }

    @Test("the whole mail may come back in place of its header, or nothing at all")
    func readsVariants() throws {
        let whole = Self.bounce.replacing("text/rfc822-headers", with: "message/rfc822")
        #expect(try parse(whole)?.originalMessageID == "m-1@from.example")
        let nothing = Self.bounce.replacing("text/rfc822-headers", with: "text/plain")
        #expect(try parse(nothing)?.originalMessageID == nil && parse(nothing)?.originalEnvelopeID == "env-1")
        let lineFeeds = Self.bounce.replacing("\r\n", with: "\n")
        #expect(try parse(lineFeeds)?.action == .failed)
    }

    @Test("what is no delivery report is none; a broken one is an error")
    func refuses() throws {
        #expect(try parse("Subject: x\r\n\r\n") == nil)
        #expect(try parse(Self.bounce.replacing("delivery-status;", with: "disposition-notification;")) == nil)
        #expect(try parse(Self.bounce.replacing("message/delivery-status", with: "text/plain")) == nil)
        #expect(throws: MIMEError.unusableBoundary) { try parse(Self.bounce.replacing("boundary=b", with: "x=b")) }
        #expect(throws: MIMEError.malformedHeader) { try parse(Self.bounce.replacing("Action:", with: "Act ion:")) }
    }

    @Test("a status part of 4 MB of empty lines is refused, and 64 kB of them are no report (RFC 3464 2.1)")
    func refusesEmptyLines() throws {
        #expect(throws: MIMEError.tooLarge) { try parse(status: String(repeating: "\r\n", count: 2_000_000)) }
        let most = DeliveryStatus.maximumStatusBytes
        #expect(throws: MIMEError.tooLarge) { try parse(status: String(repeating: "\n", count: most + 1)) }
        #expect(try parse(status: String(repeating: "\r\n", count: most / 2)) == nil)
        #expect(throws: MIMEError.malformedHeader) { try parse(status: "\r\n\rReporting-MTA: dns; mx.example\r\n") }
    }

    @Test("empty lines between the groups of fields are passed over, and more groups than allowed are refused")
    func countsGroups() throws {
        let empty = String(repeating: "\r\n", count: 10_000)
        let status = "\n\r\nReporting-MTA: dns; mx.example\r\n\(empty)Action: failed\r\n\(empty)"
        #expect(try parse(status: status)?.recipients.map(\.action) == [.failed])
        let groups = MIMELimits.mail.maximumHeaderFields
        func report(_ count: Int) -> String { String(repeating: "Action: failed\r\n\r\n", count: count) }
        #expect(try parse(status: report(groups))?.recipients.count == groups - 1)
        #expect(throws: MIMEError.tooManyParts) { try parse(status: report(groups + 1)) }
    }

    /// A report with this message/delivery-status.
    private func parse(status: String) throws -> DeliveryStatus? {
        let head = "Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\n"
        return try parse("\(head)Content-Type: message/delivery-status\r\n\r\n\(status)\r\n--b--\r\n")
    }

    private func parse(_ text: String) throws -> DeliveryStatus? {
        try DeliveryStatus.parse(MIMEEntity.parse(bytes(text)))
    }

    private static let bounce = """
        From: MAILER-DAEMON@mx.example
        Content-Type: multipart/report; report-type=delivery-status; boundary=b

        --b

        Sorry.
        --b
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.example
        Original-Envelope-Id: env-1

        Final-Recipient: rfc822; b@to.example
        Action: Delayed
        Status: 4.4.1

        Final-Recipient: rfc822; c@to.example
        Original-Recipient: rfc822;C@to.example
        Action: failed
        Status: 5.1.1 (unknown)
        Diagnostic-Code: smtp; 550 5.1.1
         <c@to.example>: unknown

        --b
        Content-Type: text/rfc822-headers

        Message-ID: <m-1@from.example>

        --b--

        """.replacing("\n", with: "\r\n")
}
