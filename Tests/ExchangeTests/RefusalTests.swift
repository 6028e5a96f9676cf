import AddressRegister
import Certificates
import Exchange
import Foundation
import Identifiers
import Mail
import Store
import TestSupport
import Testing

/// What must not get through, and what must not get lost when it does not.
@Suite struct RefusalTests {
    @Test("M-057 a message changed on its way is refused with a signed error, and its bytes are kept")
    func tampered() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        country.post.lose { _ in true }
        try hospital.write(.admitted, to: municipality)
        try await country.settle([hospital])
        var mail = String(decoding: try #require(country.post.sent.first).data, as: UTF8.self)
        mail = mail.replacingOccurrences(of: "LOG_INNLAGT</eb:Action>", with: "LOG_UTSKREVET</eb:Action>")
        country.post.lose { _ in false }
        country.post.deliver(Array(mail.utf8), to: municipality.address)
        try await country.settle([municipality])
        let received = try #require(try await municipality.messages(.incoming).first)
        #expect(received.state == .refused)
        #expect(received.reason == "signature-invalid")
        #expect(try municipality.files(in: "in").isEmpty)
        #expect(try await municipality.store.read { try $0.content(.received, of: received.key) } == Array(mail.utf8))
        #expect(try await municipality.messages(.outgoing, kinds: [.error]).count == 1)
        #expect(try await municipality.messages(.outgoing, kinds: [.acknowledgment]).isEmpty)
    }

    @Test("M-106 a signed error from the partner ends the message, and the record system is told")
    func errorFromPartner() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        let other = try country.authority.issue(
            hospital.organisation, purpose: .signing, now: Country.start, generation: 2)
        country.register.enter(hospital.registered(signing: other.certificate))
        try hospital.write(.admitted, to: municipality)
        try await country.settle([hospital, municipality])
        #expect(try await hospital.sentMessage().state == .refusedByPartner)
        #expect(try hospital.outcomes() == ["refusedByPartner"])
        #expect(try await municipality.messages(.outgoing).count == 1, "an answer is never answered")
    }

    @Test("T-056 the same MessageId with other content is refused and recorded as a deviation")
    func reusedID() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        try hospital.write(.admitted, to: municipality)
        try await country.settle([hospital, municipality])
        let first = try #require(try await municipality.messages(.incoming, kinds: [.business]).first)
        // Make our own note of it differ, as a second envelope under the same id would.
        var other = first
        other.digest = [1, 2, 3]
        let changed = other
        _ = try await municipality.store.write { try $0.update(changed, from: [changed.state]) }
        country.post.deliver(try #require(country.post.sent.first).data, to: municipality.address)
        try await country.settle([hospital, municipality])
        let last = try #require(try await municipality.messages(.incoming).last)
        #expect(last.state == .refused)
        #expect(last.reason == "message-id-reused")
        #expect(try await municipality.steps(of: last).contains("deviation"))
        #expect(try municipality.files(in: "in").count == 1)
    }

    @Test(
        "mail nobody can read is kept, and acknowledged by nobody",
        arguments: ["", "not a mail", "Subject: x\r\n\r\nhello\r\n", "Content-Type: text/xml\r\n\r\n<a><b></a>\r\n"])
    func unreadable(_ text: String) async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        country.post.deliver(Array(text.utf8), to: municipality.address)
        try await country.settle([hospital, municipality])
        let received = try #require(try await municipality.messages(.incoming).first)
        #expect(received.state == .unreadable)
        #expect(try await municipality.store.read { try $0.content(.received, of: received.key) } == Array(text.utf8))
        #expect(country.post.waiting(for: municipality.address).isEmpty)
        #expect(country.post.sent.isEmpty)
    }

    @Test("M-037 another tenant's mail is refused and never handed over")
    func notOurs() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        let other = try await Office(SyntheticOrganisations.southMunicipality, her: 3000, in: country)
        country.post.lose { _ in true }
        try hospital.write(.admitted, to: municipality)
        try await country.settle([hospital])
        country.post.deliver(try #require(country.post.sent.first).data, to: other.address)
        try await country.settle([other])
        let received = try #require(try await other.messages(.incoming).first)
        #expect(received.state == .refused)
        #expect(received.reason == "not-ours")
        #expect(try other.files(in: "in").isEmpty)
    }

    @Test("M-072 an unknown receiver is refused before signing, with the reason in receipts")
    func unknownReceiver() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        country.register.remove(municipality.her)
        try hospital.write(.admitted, to: municipality)
        try await country.settle([hospital])
        let sent = try await hospital.sentMessage()
        #expect(sent.state == .refusedByUs)
        #expect(sent.reason == "partner-unknown")
        #expect(try hospital.outcomes() == ["refusedByUs"])
        #expect(country.post.sent.isEmpty)
    }

    @Test("T-082 a register that does not answer holds the message, and it goes when the register is back")
    func registerDown() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        country.register.goDown(true)
        let document = try hospital.write(.admitted, to: municipality)
        try await country.settle([hospital])
        #expect(try await hospital.sentMessage().state == .held)
        #expect(try await hospital.sentMessage().reason == "register-unavailable")
        country.register.goDown(false)
        try await country.settle([hospital, municipality], after: 700)
        #expect(try municipality.files(in: "in") == [document])
    }

    @Test("M-049 nothing is encrypted for a revoked certificate")
    func revokedReceiver() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        country.trust.replace(
            revocation: try country.authority.revocationLists(
                revoking: [municipality.encryption.certificate], now: Country.start))
        try hospital.write(.admitted, to: municipality)
        try await country.settle([hospital])
        #expect(try await hospital.sentMessage().reason == "certificate-revoked")
        #expect(country.post.sent.isEmpty)
    }

    @Test("M-049 nothing is accepted from a sender whose certificate is revoked or has expired")
    func revokedSender() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        try hospital.write(.admitted, to: municipality)
        try await country.settle([hospital])
        country.trust.replace(
            revocation: try country.authority.revocationLists(
                revoking: [hospital.signing.certificate], now: Country.start))
        try await country.settle([municipality])
        let received = try #require(try await municipality.messages(.incoming).first)
        #expect(received.reason == "certificate-revoked")
        #expect(try municipality.files(in: "in").isEmpty)
    }

    @Test(
        "M-121 a tenant in stage test never sends to an address of production, nor posts to a host of it",
        arguments: ["edi.example", "helse.example"])
    func stage(_ domain: String) async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        if domain == "helse.example" { try await hospital.post(to: municipality) }
        var limits = hospital.context.limits
        limits.stageDomains = [.production: [domain]]
        let other = ExchangeContext(
            store: hospital.store, settings: hospital.context.settings, register: country.register,
            trust: country.trust, catalogue: hospital.context.catalogue, schemas: nil,
            product: hospital.context.product, limits: limits, randomness: .system, crash: .none, wakes: .init())
        try hospital.write(.admitted, to: municipality)
        try await SubmissionIntake(context: other).take(from: hospital.system, now: Country.start)
        let message = try await hospital.sentMessage()
        let job = try #require(
            try await hospital.store.write {
                try $0.claim(JobClaim(kinds: ["plan"], now: Country.start, lease: 60, limit: 1, perKey: 1))
            }.first)
        _ = try await OutgoingFlow(context: other).handle(job, now: Country.start)
        #expect(try await hospital.sentMessage().reason == "stage-not-allowed")
        #expect(message.state == .submitted)
    }

    @Test("T-056 a refused message that comes again gets the same error again, and no second one")
    func refusedAgain() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        let other = try country.authority.issue(
            SyntheticOrganisations.northMunicipality, purpose: .encryption, now: Country.start, generation: 2)
        country.register.enter(municipality.registered(encryption: other.certificate))
        try hospital.write(.admitted, to: municipality)
        try await country.settle([hospital, municipality])
        let mail = try #require(country.post.sent.first)
        country.post.deliver(mail.data, to: municipality.address)
        try await country.settle([municipality])
        let errors = try await municipality.messages(.outgoing, kinds: [.error])
        #expect(errors.count == 1, "exactly one answer by eb:MessageId")
        #expect(errors.first?.attempts == 2)
        #expect(try await hospital.sentMessage().state == .refusedByPartner)
    }

    @Test("T-069 a mail that cannot be fetched is shown once, stays where it is, and holds up nobody")
    func unfetchable() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        country.post.deliver(Array("TOO LARGE".utf8), to: municipality.address)
        let document = try hospital.write(.admitted, to: municipality)
        try await country.settle([hospital, municipality])
        #expect(try municipality.files(in: "in") == [document])
        let shown = try await municipality.messages(.incoming).filter { $0.state == .unreadable }
        #expect(shown.map(\.reason) == ["too-large"])
        #expect(country.post.waiting(for: municipality.address).count == 1)
    }

    @Test("a document refused by us can be handed in again when the cause is gone")
    func handedInAgain() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        country.register.remove(municipality.her)
        let document = try hospital.write(.admitted, to: municipality)
        try await country.settle([hospital])
        country.register.enter(municipality.registered())
        try hospital.put(document)
        try await country.settle([hospital, municipality])
        #expect(try municipality.files(in: "in") == [document])
    }

    @Test("9.6 a receipt that could not be delivered goes out when the message comes again")
    func undeliverableReceipt() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        try hospital.write(.admitted, to: municipality)
        try await country.settle([hospital])
        country.post.goDown(.init(.refusedForGood, .permanent))
        try await country.settle([municipality])
        #expect(try await municipality.messages(.outgoing, kinds: [.acknowledgment]).map(\.state) == [.undeliverable])
        country.post.goDown(nil)
        try await country.settle([hospital, municipality], after: 12 * 3600 + 1)
        #expect(try await hospital.sentMessage().state == .acknowledged)
        #expect(try await municipality.messages(.outgoing, kinds: [.acknowledgment]).count == 1)
    }
}
