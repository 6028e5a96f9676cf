import EbXML
import Identifiers
import MIME
import Testing

@Suite("The hint of order finds the conversation cheaply, or not at all")
struct ConversationHintTests {
    private let conversation = "5c0e0000-0000-4000-8000-000000000001"

    @Test("In an 8bit part")
    func eightBit() {
        #expect(ConversationHint.find(in: WrittenEnvelope.business.mail)?.conversation == conversation)
    }

    @Test("In a signal that is the whole mail, with white space around the value")
    func signal() {
        let envelope = WrittenEnvelope.acknowledgment.replacing("<eb:ConversationId>", "<eb:ConversationId>\n  ")
        #expect(ConversationHint.find(in: envelope.mail)?.conversation == conversation)
    }

    @Test("In a base64 part, also when the search ends in the middle of it", arguments: ["\r\n", "\n"])
    func base64(lineEnd: String) {
        let soap = Array((WrittenEnvelope.business.soap + String(repeating: "<!-- -->", count: 12_000)).utf8)
        let body = String(decoding: Base64Transfer.encode(soap), as: UTF8.self)
        let text =
            "From: a@b.example\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\n"
            + "Content-Type: text/xml\r\nContent-Transfer-Encoding: base64\r\n\r\n" + body + "\r\n--b--\r\n"
        #expect(
            ConversationHint.find(
                in: Array(text.utf8)
                    .replacing("\r\n", lineEnd))?.conversation == conversation)
    }

    @Test("In quoted-printable")
    func quotedPrintable() {
        let text =
            "Content-Transfer-Encoding: quoted-printable\r\n\r\n<eb:ConversationId>5c0e0000-0000-4000=\r\n"
            + "-8000-000000000001</eb:ConversationId>"
        #expect(ConversationHint.find(in: Array(text.utf8))?.conversation == conversation)
    }

    @Test(
        "Finds nothing in what has none, and gives nothing odd back",
        arguments: [
            "", "ConversationId", "<eb:ConversationId>", "<eb:ConversationId></eb:ConversationId>",
            "<eb:ConversationId>a b</eb:ConversationId>", "<eb:ConversationId>a\u{7}</eb:ConversationId>",
            "<eb:ConversationId>" + String(repeating: "x", count: 201) + "</eb:ConversationId>",
            "\r\n\r\n\r\n\r\n\r\n", "Subject: x\r\n\r\nAAAA",
        ])
    func nothing(text: String) {
        #expect(ConversationHint.find(in: Array(text.utf8)) == nil)
    }

    @Test(
        "The sender is the first party of type HER before the conversation, or none",
        arguments: [
            ("<PartyId type=\"HER\">80001</PartyId><PartyId type=\"HER\">80002</PartyId>", 80001),
            ("<PartyId type=\"ENH\">987654321</PartyId><PartyId type=\"HER\"> 80001 </PartyId>", 80001),
            ("<PartyId type=\"ENH\">987654321</PartyId>", nil), ("<PartyId type=\"HER\">x</PartyId>", nil),
            ("<PartyId type=\"HER\"", nil), ("", nil),
        ])
    func sender(parties: String, her: Int?) {
        let text = "\(parties)<eb:ConversationId>c</eb:ConversationId><PartyId type=\"HER\">80003</PartyId>"
        let found = ConversationHint.find(in: Array(text.utf8))
        #expect(found?.conversation == "c")
        #expect(found?.sender?.value == her)
    }

    @Test("Looks no further than its bound")
    func bounded() {
        let text = String(repeating: "x", count: 70_000) + "<eb:ConversationId>late</eb:ConversationId>"
        #expect(ConversationHint.find(in: Array(text.utf8)) == nil)
    }
}
