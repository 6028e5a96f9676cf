import Foundation
import SealedSubmission
import Testing

@Suite("I-016 the contact in the seal")
struct ContactTests {
    @Test(
        "addresses that mail can be sent to",
        arguments: [
            "iplos@nordbygda.kommune.example", "a@b.example", "o'hara+iplos@x-y.z9.example", "A.B@C.EXAMPLE",
            "iplos@xn--srvgen-iuak.kommune.example",
        ])
    func addresses(text: String) {
        #expect(Contact.isAddress(text))
        #expect(contact(email: text).fault == nil)
    }

    @Test(
        "what is no address, or could say something else to a mail server",
        arguments: [
            "", "@", "iplos", "iplos@", "@b.example", "a@b", "a@b.1", "a@127.0.0.1", "a@[127.0.0.1]", "a b@c.example",
            "a@b.example\r\nBcc: x@y.example", "a@b.example,c@d.example", "<a@b.example>", "\"a\"@b.example",
            "a@@b.example",
            ".a@b.example", "a.@b.example", "a..b@c.example", "a@-b.example", "a@b-.example", "a@b..example",
            "a@b.example.", "å@b.example", "a@å.example", "a@b.e", "a@b_c.example",
            String(repeating: "a", count: 65) + "@b.example", "a@" + String(repeating: "b", count: 64) + ".example",
            "a@" + String(repeating: "b.", count: 125) + "example",
        ])
    func noAddresses(text: String) {
        #expect(!Contact.isAddress(text))
        #expect(contact(email: text).fault == .contactAddress)
    }

    @Test("name, role and telephone are needed and are plain text")
    func texts() {
        for text in [
            "", " ", " Kari", "Kari ", "Ka\u{0}ri", "Kari\nÅs", "Ka\u{202E}ri", String(repeating: "a", count: 201),
        ] {
            #expect(contact(name: text).fault == .contactIncomplete)
            #expect(contact(role: text).fault == .contactIncomplete)
        }
        #expect(contact(name: "Káre Ås-Šárá", role: "IPLOS-kontakt").fault == nil)
        for phone in ["", "1234", "+", "68 05 00 0x", "++4768050000", "     ", "123456789012345678901"] {
            #expect(contact(phone: phone).fault == .contactIncomplete)
        }
        for phone in ["68050000", "+47 68 05 00 00"] { #expect(contact(phone: phone).fault == nil) }
    }

    @Test("a contact prints nothing of itself")
    func bland() {
        let contact = contact()
        var dumped = ""
        dump(contact, to: &dumped)
        for text in ["\(contact)", String(reflecting: contact), dumped] {
            #expect(!text.contains("Kari") && !text.contains("@"))
        }
    }

    @Test("a deputy is judged like the contact")
    func deputy() throws {
        let municipality = try Municipality()
        let parts = try municipality.parts(.identity, [[1]]) + municipality.parts(.content, [[2]])
        var manifest = municipality.manifest(parts)
        manifest.deputy = contact(email: "nobody")
        #expect(throws: SubmissionFault(.contactAddress)) { try municipality.verify(municipality.sign(manifest)) }
        manifest.deputy = contact()
        #expect(try municipality.verify(municipality.sign(manifest)).manifest.deputy == contact())
    }

    private func contact(
        name: String = "Kari Ås", email: String = "iplos@nordbygda.kommune.example", phone: String = "68050000",
        role: String = "IPLOS-kontakt"
    ) -> Contact {
        Contact(name: name, email: email, phone: phone, role: role)
    }
}
