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
