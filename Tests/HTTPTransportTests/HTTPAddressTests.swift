import Identifiers
import Testing

@Suite("A partner's HTTP address")
struct HTTPAddressTests {
    @Test("an https address is read, with its origin")
    func reads() throws {
        let address = try #require(HTTPAddress("HTTPS://MSH.Sykehus.example/ebxml/Nord?a=b"))
        #expect(address.text == "https://msh.sykehus.example/ebxml/Nord?a=b")
        #expect(address.host == "msh.sykehus.example")
        #expect(address.origin == "https://msh.sykehus.example:443")
        #expect(HTTPAddress("https://a.example")?.text == "https://a.example/")
        #expect(HTTPAddress("https://a.example:8443/x")?.origin == "https://a.example:8443")
        #expect(HTTPAddress("https://[::1]:8443/x")?.host == "::1")
    }

    @Test("M-071 clear text goes to this machine and nowhere else")
    func plain() {
        #expect(HTTPAddress("http://127.0.0.1:8080/ebxml/nord")?.origin == "http://127.0.0.1:8080")
        #expect(HTTPAddress("http://localhost/ebxml")?.origin == "http://localhost:80")
        for text in ["http://a.example/", "http://127.evil.example/", "http://10.0.0.1/"] {
            #expect(HTTPAddress(text) == nil)
        }
    }

    @Test(
        "what is no address is none",
        arguments: [
            "", "https://", "https:///x", "a.example/x", "mailto:a@b.example", "ftp://a.example",
            "https://u:p@a.example/",
            "https://u@a.example/", "https://a.example/#f", "https://a.example/a b", "https://a.example/\r\nHost: b",
            "https://a.example/\"", "https://a.example:0/", "https://a.example:99999/", "https://æ.example/",
        ])
    func refuses(_ text: String) { #expect(HTTPAddress(text) == nil) }
}
