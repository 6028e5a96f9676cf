import CMS
import Certificates
import EbXML
import Exchange
import Foundation
import HealthMessages
import Identifiers
import Keys
import Mail
import Store
import TestSupport
import Testing

/// Certificates, lists and exceptions that change while messages are under way.
@Suite("Changes of trust with messages under way")
struct TrustChangeTests {
    private func sent(_ hospital: Office, _ municipality: Office, _ country: Country) async throws {
        try hospital.write(.admitted, to: municipality)
        try await country.settle([hospital])
    }

    @Test("T-036 without a revocation list messages are held both ways, never refused, and go on when it is back")
    func revocationDown() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        try await sent(hospital, municipality, country)
        country.trust.replace(revocation: RevocationLists(required: true))
        try await country.settle([municipality])
        var received = try #require(try await municipality.messages(.incoming).first)
        #expect(received.state == .received && received.reason == "revocation-unknown")
        #expect(try municipality.files(in: "in").isEmpty)
        try municipality.write(.enquiry, to: hospital)
        try await country.settle([municipality])
        #expect(try await municipality.sentMessage().state == .held)
        #expect(country.post.sent.count == 1, "nobody is told that anything is wrong")

        country.trust.replace(revocation: try country.authority.revocationLists(now: Country.start))
        try await country.settle([hospital, municipality], after: 601)
        received = try #require(try await municipality.messages(.incoming).first)
        #expect(received.state == .handedOver)
        #expect(try await municipality.sentMessage().state == .acknowledged)
    }

    @Test("T-037 a new certificate of the same organisation is accepted, and the timeline tells of it once")
    func newCertificate() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        try await sent(hospital, municipality, country)
        try await country.settle([municipality])
        let renewed = try country.authority.issue(
            hospital.organisation, purpose: .signing, now: Country.start, generation: 2)
        country.register.enter(hospital.registered(signing: renewed.certificate))
        for _ in 0..<2 {
            let document = hospital.document(.admitted, to: municipality)
            let mail = try Partner(office: hospital).mail(about: document, to: municipality) { $0.signing = renewed }
            country.post.deliver(mail, to: municipality.address)
            try await country.settle([municipality])
        }
        let received = try await municipality.messages(.incoming, kinds: [.business])
        #expect(received.map(\.state) == [.handedOver, .handedOver, .handedOver])
        var told: [Bool] = []
        for message in received {
            told.append(try await municipality.steps(of: message).contains("certificateChanged"))
        }
        #expect(told == [false, true, false])
    }

    @Test("T-037 a certificate of another organisation in the register holds messages, in and out, with a deviation")
    func otherOrganisation() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        try await sent(hospital, municipality, country)
        let stranger = SyntheticOrganisations.stranger
        let signing = try country.authority.issue(stranger, purpose: .signing, now: Country.start)
        let encryption = try country.authority.issue(stranger, purpose: .encryption, now: Country.start)
        country.register.enter(
            hospital.registered(signing: signing.certificate, encryption: encryption.certificate))
        // One from the partner itself, and one from whoever has got into its place.
        let document = hospital.document(.admitted, to: municipality)
        country.post.deliver(
            try Partner(office: hospital).mail(about: document, to: municipality) { $0.signing = signing },
            to: municipality.address)
        try await country.settle([municipality])
        let received = try await municipality.messages(.incoming)
        #expect(received.map(\.state) == [.received, .received])
        #expect(received.map(\.reason) == ["certificate-of-another", "certificate-of-another"])
        for message in received { #expect(try await municipality.steps(of: message).contains("deviation")) }
        #expect(try municipality.files(in: "in").isEmpty)
        try municipality.write(.enquiry, to: hospital)
        try await country.settle([municipality])
        let outgoing = try await municipality.sentMessage()
        #expect(outgoing.state == .held && outgoing.reason == "certificate-of-another")
        #expect(try await municipality.steps(of: outgoing).contains("deviation"))
        #expect(country.post.sent.count == 1)

        country.register.enter(hospital.registered())
        try await country.settle([hospital, municipality], after: 601)
        let after = try await municipality.messages(.incoming)
        #expect(after.prefix(2).map(\.state) == [.handedOver, .refused], "the partner's own, and the stranger's")
    }

    @Test(
        "M-111 an application receipt that was held is taken once its sender's certificate is right, and not held any more"
    )
    func heldReceipt() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        let document = try hospital.write(.admitted, to: municipality)
        try await country.settle([hospital, municipality])
        let stranger = SyntheticOrganisations.stranger
        let signing = try country.authority.issue(stranger, purpose: .signing, now: Country.start)
        let encryption = try country.authority.issue(stranger, purpose: .encryption, now: Country.start)
        country.register.enter(
            municipality.registered(signing: signing.certificate, encryption: encryption.certificate))
        try municipality.answer(document, .ok)
        try await country.settle([municipality, hospital])
        let held = try #require(try await hospital.messages(.incoming).last)
        #expect(held.state == .received && held.reason == "certificate-of-another")
        country.register.enter(municipality.registered())
        try await country.settle([hospital, municipality], after: 601)
        let taken = try #require(try await hospital.messages(.incoming).first { $0.key == held.key })
        #expect(taken.kind == .appRec && taken.state == .handedOver && taken.reason == nil)
    }

    @Test("T-050 an exception withdrawn while a message waits: it is refused by the rule of the moment, with an answer")
    func exceptionWithdrawn() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        try await municipality.allow("read-certificate-chain", to: hospital.her, until: country.clock.now() + 600)
        country.post.lose { _ in true }
        try await sent(hospital, municipality, country)
        country.post.lose { _ in false }
        let genuine = String(decoding: try #require(country.post.sent.last).data, as: UTF8.self)
        let chain = genuine.replacingOccurrences(
            of: "</ds:X509Data>", with: "<ds:X509Certificate>AAAA</ds:X509Certificate></ds:X509Data>")
        country.post.deliver(Array(chain.utf8), to: municipality.address)
        try await municipality.fetch(at: country.clock.now())
        try await municipality.allow("read-certificate-chain", to: hospital.her, until: country.clock.now() - 1)
        try await municipality.work(at: country.clock.now())
        let received = try #require(try await municipality.messages(.incoming).first)
        #expect(received.state == .refused && received.reason == "signature-invalid")
        #expect(try await municipality.messages(.outgoing, kinds: [.error]).count == 1)
    }

    @Test("T-050 a full queue keeps what it is packed with; what is planned after a change goes by the new certificate")
    func fullQueue() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        let renewed = try country.authority.issue(
            municipality.organisation, purpose: .encryption, now: Country.start, generation: 2)
        try await municipality.use(renewed, generation: 2)
        country.post.goDown(.init(.connectionFailed, .retry))
        for _ in 0..<5 { try hospital.write(.admitted, to: municipality) }
        try await country.settle([hospital])
        let packed = try await hospital.messages(.outgoing, kinds: [.business]).map(\.key)
        var before: [[UInt8]?] = []
        for key in packed { before.append(try await hospital.store.read { try $0.content(.envelope, of: key) }) }
        country.register.enter(municipality.registered(encryption: renewed.certificate))
        try hospital.write(.readyForDischarge, to: municipality)
        country.post.goDown(nil)
        for _ in 0..<6 { try await country.settle([hospital, municipality], after: 700) }
        var after: [[UInt8]?] = []
        for key in packed { after.append(try await hospital.store.read { try $0.content(.envelope, of: key) }) }
        #expect(before == after && before.count == 5, "not one octet of what waited was changed")
        #expect(try municipality.files(in: "in").count == 6, "none is lost")
        var generations: [Bool] = []
        for mail in country.post.sent.prefix(6) {
            guard case .envelope(let parsed) = InboundMail.classify(mail.data) else { continue }
            let named = try CMSEnvelope.recipients(try #require(parsed.attachments.first).bytes)
            generations.append(named.contains { $0.matches(renewed.certificate) })
        }
        #expect(generations.filter { $0 }.count == 1)
    }

    @Test("T-051 a message sealed for the old key is opened after the new one is in use, 84 hours later too")
    func lateMessage() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        country.post.lose { _ in true }
        try await sent(hospital, municipality, country)
        country.post.lose { _ in false }
        let late = try #require(country.post.sent.last).data
        let renewed = try country.authority.issue(
            municipality.organisation, purpose: .encryption, now: Country.start, generation: 2)
        try await municipality.use(renewed, generation: 2)
        country.register.enter(municipality.registered(encryption: renewed.certificate))
        country.clock.advance(84 * 3_600)
        country.trust.replace(
            revocation: try country.authority.revocationLists(now: country.clock.now()))
        country.post.deliver(late, to: municipality.address)
        try await country.settle([municipality])
        #expect(try await municipality.messages(.incoming).first?.state == .handedOver)
    }
}
