import Foundation
import MunicipalNode
import Testing

@testable import budstikke

@Suite("Partners in words")
struct PartnerTextTests {
    /// A reply as the server sends it, with other members in place of some.
    private func reply(_ members: String...) throws -> PartnerShow.Reply {
        let standard = [
            "\"her\": 8094866", "\"registerAnswered\": true", "\"departures\": {}", "\"agreements\": []",
            "\"differences\": []",
        ]
        let names = members.map { $0.prefix { $0 != ":" } }
        let kept = standard.filter { member in !names.contains(member.prefix { $0 != ":" }) }
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        return try decoder.decode(
            PartnerShow.Reply.self, from: Data("{\((kept + members).joined(separator: ", "))}".utf8))
    }

    @Test("a partner is shown with what was entered, exceptions, agreements, and how it departs from the profile")
    func show() throws {
        let reply = try reply(
            """
            "registered": {"her": 8094866, "name": "Fjordheim\\u001b[2J sykehus", "parent": 8094800, "active": true,
            "ediAddress": "edi@fjordheim.example", "signingCertificate": {"subject": "x", "issuer": "y",
            "serialNumber": "0A1B", "notAfter": "2027-01-31T12:00:00Z", "trusted": false, "refusal": "revoked"}}
            """,
            """
            "manual": {"her": 8094866, "disabled": false, "reason": "moved", "exceptions":
            {"read-sha1": "2026-12-31T22:59:59Z"}, "httpAddress": "https://ebms.fjordheim.example/in"}
            """,
            """
            "departures": {"soapAction": {"count": 12, "last": "2026-11-20T08:00:00Z"},
            "cpaIDForm": {"count": 1, "last": "2026-11-19T08:00:00Z"}}
            """,
            """
            "agreements": [{"cpaID": "4f1c", "own": 80001, "partner": 8094866, "source": "imported", "importedBy":
            "uid:1000", "gotAt": "2026-11-01T08:00:00Z", "end": "2027-06-30T08:00:00Z", "inForce": true, "counts": true,
            "reason": "What is imported goes before the register's."}]
            """,
            "\"differences\": [\"EDI address: by hand a, in the register b\"]")
        #expect(
            PartnerText.show(reply) == """
                HER-id:                    8094866
                Name:                      Fjordheim?[2J sykehus
                Below HER-id:              8094800
                In the register:           active
                EDI address:               edi@fjordheim.example
                Signing:                   0A1B, until 31.01.2027, revoked
                Encryption:                no certificate
                By hand:                   entered
                Reason:                    moved
                Posted to:                 https://ebms.fjordheim.example/in
                Exception:                 read-sha1 until 31.12.2026
                Agreement that counts:     4f1c, imported by uid:1000 of 01.11.2026, ends 30.06.2027. \
                What is imported goes before the register's.
                Departs from the profile:  cpaIDForm, once, last 19.11.2026
                Departs from the profile:  soapAction, 12 times, last 20.11.2026
                Difference:                EDI address: by hand a, in the register b

                """)
    }

    @Test("a partner whom the register does not know is told from a register that does not answer")
    func unknown() throws {
        let manual = "\"manual\": {\"her\": 8094866, \"disabled\": true, \"reason\": \"closed\", \"exceptions\": {}}"
        let absent = PartnerText.show(try reply(manual))
        #expect(absent.contains("In the register:  no\n") && absent.contains("By hand:          disabled\n"))
        #expect(absent.contains("Agreement:        none; the rule for parties without one holds\n"))
        #expect(!absent.contains("Departs from the profile"))
        let silent = PartnerText.show(try reply(manual, "\"registerAnswered\": false"))
        #expect(silent.contains("In the register:  not known: the register does not answer\n"))
    }
}
