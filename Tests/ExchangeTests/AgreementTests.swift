import AddressRegister
import EbXML
import Exchange
import Foundation
import HealthMessages
import Identifiers
import Mail
import Store
import TestSupport
import Testing

/// What an agreement (CPA) does to messages on their way out and in.
@Suite("Agreements in the exchange")
struct AgreementTests {
    private static let day: TimeInterval = 86_400

    /// One that lets both send what tests send.
    private func agreement(_ hospital: Office, _ municipality: Office) -> SyntheticAgreement {
        func side(_ office: Office) -> SyntheticAgreement.Side {
            .init(
                her: office.her, endpoint: "mailto:\(office.address)", signing: office.signing.certificate,
                encryption: office.encryption.certificate)
        }
        return SyntheticAgreement(
            side(hospital), side(municipality), actions: ["LOG_INNLAGT", "DIALOG_FORESPORSEL"],
            from: Country.start - 100 * Self.day, to: Country.start + 100 * Self.day)
    }

    private func registered(_ agreement: SyntheticAgreement) -> RegisteredAgreement {
        RegisteredAgreement(xml: agreement.xml, gotAt: Country.start)
    }

    @Test("M-053 a message goes under the agreement's id both ways, receipts included")
    func underAgreement() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        var agreement = agreement(hospital, municipality)
        agreement.namespaces =
            municipality.context.catalogue.entry(action: "LOG_INNLAGT")?.versions.map(\.namespace) ?? []
        country.register.enter(registered(agreement))
        let document = try hospital.write(.admitted, to: municipality)
        try await country.settle([hospital, municipality])
        try municipality.answer(document, .ok)
        try await country.settle([hospital, municipality])
        let sent = try await hospital.sentMessage()
        #expect(sent.cpaID == agreement.id)
        #expect(sent.application == .accepted, "the AppRec is covered too")
        let received = try #require(try await municipality.messages(.incoming, kinds: [.business]).first)
        #expect(received.state == .answered)
    }

    @Test(
        "An agreement that does not let a message out holds it, or gives it back, with the reason",
        arguments: [
            (AgreementRefusal.expired, "agreement-expired", MessageState.held),
            (.notYetInForce, "agreement-not-in-force", .held),
            (.notValid, "agreement-not-in-force", .held),
            (.senderNotParty, "agreement-for-others", .held),
            (.receiverNotParty, "agreement-for-others", .held),
            (.senderCannotSend, "agreement-forbids", .refusedByUs),
            (.receiverCannotReceive, "agreement-forbids", .refusedByUs),
            (.formatNotAgreed, "agreement-forbids", .refusedByUs),
            (.noCommonTransport, "agreement-forbids", .refusedByUs),
        ])
    func outgoing(_ refusal: AgreementRefusal, reason: String, state: MessageState) async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        var agreement = agreement(hospital, municipality)
        switch refusal {
        case .expired: agreement.end = Country.start - Self.day
        case .notYetInForce: agreement.start = Country.start + Self.day
        case .notValid: agreement.status = "revoked"
        case .senderNotParty: agreement.sides[0].her = "77"
        case .receiverNotParty: agreement.sides[1].her = "77"
        case .senderCannotSend: agreement.actions = ["DIALOG_FORESPORSEL"]
        case .receiverCannotReceive: agreement.sides[1].refuses = ["LOG_INNLAGT"]
        case .formatNotAgreed: agreement.namespaces = ["urn:example:other"]
        case .noCommonTransport: agreement.sides[1].endpoint = "bus.example/2001_async"
        }
        country.register.enter(registered(agreement))
        try hospital.write(.admitted, to: municipality)
        try await country.settle([hospital, municipality])
        let message = try await hospital.sentMessage()
        #expect(message.state == state)
        #expect(message.reason == reason)
        #expect(country.post.sent.isEmpty, "nothing has left")
        guard state == .held else { return }
        // What can be put right is waited for.
        country.register.enter(registered(self.agreement(hospital, municipality)))
        try await country.settle([hospital, municipality], after: 601)
        #expect(try await hospital.sentMessage().state == .acknowledged)
    }

    @Test("AgreementRefusal has a course out for every case")
    func everyRefusal() { #expect(AgreementRefusal.allCases.count == 9) }

    @Test(
        "HISD 1177 7.1 what the agreement does not let the partner send is refused with its code, and not handed over",
        arguments: [
            (AgreementRefusal.expired, EbXMLErrorCode.valueNotRecognized), (.notYetInForce, .valueNotRecognized),
            (.notValid, .valueNotRecognized), (.senderNotParty, .inconsistent), (.receiverNotParty, .inconsistent),
            (.senderCannotSend, .notSupported), (.receiverCannotReceive, .notSupported),
            (.formatNotAgreed, .notSupported),
        ])
    func incoming(_ refusal: AgreementRefusal, code: EbXMLErrorCode) async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        let good = agreement(hospital, municipality)
        country.register.enter(registered(good))
        country.post.lose { _ in true }
        try hospital.write(.admitted, to: municipality)
        try await country.settle([hospital])
        country.post.lose { _ in false }
        let mail = try #require(country.post.sent.last).data

        var changed = good
        switch refusal {
        case .expired: changed.end = Country.start - Self.day
        case .notYetInForce: changed.start = Country.start + Self.day
        case .notValid: changed.status = "revoked"
        case .senderNotParty: changed.sides[0].her = "77"
        case .receiverNotParty: changed.sides[1].her = "77"
        case .senderCannotSend: changed.actions = ["DIALOG_FORESPORSEL"]
        case .formatNotAgreed: changed.namespaces = ["urn:example:other"]
        default: changed.sides[1].refuses = ["LOG_INNLAGT"]
        }
        country.register.enter(registered(changed))
        country.post.deliver(mail, to: municipality.address)
        try await country.settle([municipality])
        let received = try #require(try await municipality.messages(.incoming).first)
        #expect(received.state == .refused)
        #expect(received.reason == "not-agreed")
        #expect(try municipality.files(in: "in").isEmpty)
        guard case .envelope(let parsed) = InboundMail.classify(try #require(country.post.sent.last).data),
            case .errorList(let list) = parsed.content
        else {
            Issue.record("no error list")
            return
        }
        #expect(list.errors.map(\.code) == [code])
    }

    @Test("r.110 an agreement that is not known here is read, and counted against the partner")
    func unknown() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        country.register.enter(registered(agreement(hospital, municipality)))
        try hospital.write(.admitted, to: municipality)
        try await country.settle([hospital])
        country.register.enter(nil as RegisteredAgreement?)
        try await country.settle([municipality])
        let received = try #require(try await municipality.messages(.incoming, kinds: [.business]).first)
        #expect(received.state == .handedOver)
        let counts = try await municipality.store.read {
            try $0.record(DepartureCounts.self, id: hospital.her.description)
        }
        #expect(counts?.uses["unknownAgreement"]?.count == 1)
    }

    @Test("What is imported goes before the register's while it is in force, and not afterwards")
    func imported() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        country.register.enter(registered(agreement(hospital, municipality)))
        var own = agreement(hospital, municipality)
        own.id = "nav:test:7"
        own.end = Country.start + 3_600
        try await hospital.hold(own, with: municipality)
        try hospital.write(.admitted, to: municipality)
        try await country.settle([hospital])
        #expect(try await hospital.sentMessage().cpaID == "nav:test:7")

        country.clock.advance(3_601)
        try hospital.write(.enquiry, to: municipality)
        try await country.settle([hospital])
        let later = try await hospital.messages(.outgoing, kinds: [.business]).map(\.cpaID)
        #expect(Set(later) == ["nav:test:7", agreement(hospital, municipality).id])
    }

    @Test("An imported agreement that has ended holds messages where the register has none")
    func endedAlone() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        var own = agreement(hospital, municipality)
        own.end = Country.start - Self.day
        try await hospital.hold(own, with: municipality)
        try hospital.write(.admitted, to: municipality)
        try await country.settle([hospital])
        #expect(try await hospital.sentMessage().reason == "agreement-expired")
    }

    @Test("HIS 1037 5.2 the agreement's retry policy governs resending, also when another agreement has come since")
    func retries() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        var first = agreement(hospital, municipality)
        first.retries = 2
        first.interval = "PT1H"
        first.persistence = "PT10H"
        country.register.enter(registered(first))
        var second = first
        second.id = "6d0f8a4e-2f55-4d5b-8a0e-7f9f5a3b6c22"
        second.retries = 9
        try await hospital.hold(first, with: municipality)
        try hospital.write(.admitted, to: municipality)
        try await country.settle([hospital])
        country.register.enter(registered(second))
        try await country.settle([hospital], after: 3_500)
        #expect(try await hospital.sentMessage().attempts == 1, "not before the hour")
        for _ in 0..<12 { try await country.settle([hospital], after: 3_601) }
        let sent = try await hospital.sentMessage()
        #expect(sent.attempts == 3)
        #expect(sent.state == .expired)
    }

    @Test("A register that does not answer holds a message that names an agreement, and loses nothing")
    func registerDown() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        country.register.enter(registered(agreement(hospital, municipality)))
        try hospital.write(.admitted, to: municipality)
        try await country.settle([hospital])
        country.register.goDown(true)
        try await country.settle([municipality])
        #expect(try municipality.files(in: "in").isEmpty)
        country.register.goDown(false)
        try await country.settle([municipality], after: 601)
        #expect(try municipality.files(in: "in").count == 1)
    }

    @Test("r.264, r.268 to r.270 rules about the catalogue and the decrypted part are judged by the server too")
    func payloadRules() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        let document = hospital.document(.admitted, to: municipality)
        // Encloses it as gzip, with another version than the list has.
        try Partner(office: hospital).send(document, to: municipality, through: country.post)
        try await country.settle([municipality])
        let received = try #require(try await municipality.messages(.incoming, kinds: [.business]).first)
        #expect(received.state == .handedOver)
        let detail = try await municipality.store.read { try $0.events(of: received.key) }
            .first { $0.step == "queuedForHandOver" }?.detail
        let rules = try #require(detail?["rules"]).split(separator: " ")
        #expect(rules.contains("264") && rules.contains("268"))
        #expect(!rules.contains("270"), "the namespace is the announced one")
        #expect(detail?["quirks"]?.contains("plaintextWithoutMIME") == true)
    }
}
