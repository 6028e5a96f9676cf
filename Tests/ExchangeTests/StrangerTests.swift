import AddressRegister
import Certificates
import FolderExchange
import Foundation
import HealthMessages
import Identifiers
import Mail
import Store
import TestSupport
import Testing

@testable import Exchange

/// Mails that somebody else wrote in a partner's name, and partners that answer oddly.
@Suite struct StrangerTests {
    @Test(
        "T-071 a forged mail that is held does not hold back the conversation whose id it bears",
        arguments: ["", "X-Note: <PartyId type=\"HER\">1001</PartyId><ConversationId>%</ConversationId>\r\n"])
    func order(note: String) async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        let claimed = try await Office(SyntheticOrganisations.southMunicipality, her: 3000, in: country)
        country.register.enter(claimed.entered(signs: false))
        country.post.lose { _ in true }
        let document = try hospital.write(.admitted, to: municipality)
        try await country.settle([hospital])
        let genuine = String(decoding: try #require(country.post.sent.first).data, as: UTF8.self)
        let conversation = try #require(try await hospital.sentMessage().conversationID)
        #expect(genuine.contains(">1001<"))
        let forged = note.replacing("%", with: conversation) + genuine.replacing(">1001<", with: ">3001<")
        country.post.deliver(Array(forged.utf8), to: municipality.address)
        country.post.deliver(Array(genuine.utf8), to: municipality.address)
        try await country.settle([municipality])
        #expect(try municipality.files(in: "in") == [document])
        let held = try #require(try await municipality.messages(.incoming).first { $0.state == .received })
        #expect(held.reason == "no-signing-certificate")
        #expect(held.fromHER == claimed.her)
    }

    @Test("T-071 mails of one sender and conversation stay in line, and another sender's go beside them")
    func line() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        country.post.lose { _ in true }
        try hospital.write(.admitted, to: municipality)
        try await country.settle([hospital])
        let genuine = String(decoding: try #require(country.post.sent.first).data, as: UTF8.self)
        for mail in [genuine, genuine, genuine.replacing(">1001<", with: ">3001<")] {
            country.post.deliver(Array(mail.utf8), to: municipality.address)
        }
        try await municipality.fetch(at: country.clock.now())
        let claim = JobClaim(kinds: ["process"], now: country.clock.now(), lease: 60, limit: 10, perKey: 10)
        let jobs = try await municipality.store.write { try $0.claim(claim) }
        #expect(jobs.count == 2)
        #expect(Set(jobs.map(\.fairnessKey)).count == 1, "8 groups of senders: 1001 and 3001 are in the same")
        #expect(Set(jobs.map(\.orderKey)).count == 2)
    }

    @Test("M-057 the budget of signed errors to one partner is the tenant's, not each job's")
    func budget() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        country.post.lose { _ in true }
        try hospital.write(.admitted, to: municipality)
        try await country.settle([hospital])
        let id = try #require(try await hospital.sentMessage().messageID)
        let genuine = String(decoding: try #require(country.post.sent.first).data, as: UTF8.self)
        for _ in 0..<4 {
            let forged = genuine.replacing(id, with: UUID().uuidString.lowercased())
            country.post.deliver(Array(forged.utf8), to: municipality.address)
        }
        try await municipality.fetch(at: country.clock.now())
        let context = municipality.context(answeringStrangers: 2, in: country)
        let claim = JobClaim(kinds: ["process"], now: country.clock.now(), lease: 60, limit: 10, perKey: 10)
        while let job = try await municipality.store.write({ try $0.claim(claim) }).first {
            _ = try await IncomingFlow(context: context).handle(job, now: country.clock.now())
        }
        #expect(try await municipality.messages(.incoming).map(\.state) == [.refused, .refused, .refused, .refused])
        #expect(try await municipality.messages(.outgoing, kinds: [.error]).count == 2)
    }

    @Test("T-056 a refused message that could not be answered is settled when it comes again, and tried no more")
    func unanswered() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        let other = try country.authority.issue(
            SyntheticOrganisations.northMunicipality, purpose: .encryption, now: Country.start, generation: 2)
        country.register.enter(municipality.registered(encryption: other.certificate))
        try hospital.write(.admitted, to: municipality)
        try await country.settle([hospital])
        country.register.enter(hospital.entered(hasAddress: false))
        country.post.deliver(try #require(country.post.sent.first).data, to: municipality.address)
        try await country.settle([municipality])
        let received = try await municipality.messages(.incoming)
        #expect(received.map(\.state) == [.refused, .settled])
        #expect(received.last?.reason == "duplicate")
        #expect(try await municipality.messages(.outgoing).map(\.kind) == [.fault], "one, for the first of them")
        #expect(try await municipality.store.read { try $0.jobCounts() }.isEmpty)
    }

    @Test("M-107 a captured mail that is sent again and again gets its answer again, but not without end")
    func replay() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        try hospital.write(.admitted, to: municipality)
        try await country.settle([hospital, municipality])
        let mail = try #require(country.post.sent.first).data
        func again() async throws -> Int {
            country.post.deliver(mail, to: municipality.address)
            try await country.settle([municipality])
            return try #require(try await municipality.messages(.outgoing, kinds: [.acknowledgment]).first).attempts
        }
        for number in 2...12 { #expect(try await again() == number) }
        #expect(try await again() == 12)
        country.clock.advance(3601)
        #expect(try await again() == 13, "an honest partner that has not had it asks again later")
        #expect(try await municipality.messages(.incoming).filter { $0.state == .received }.isEmpty)
    }

    @Test("M-111 each of two hand-ins of one document gets the partner's answer; a third answer changes nothing")
    func twoHandIns() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        let document = hospital.document(.admitted, to: municipality)
        let second = RecordSystem(
            name: "second", folder: hospital.folder, herIDs: [hospital.her], createdAt: Country.start)
        for system in [hospital.system, second] {
            _ = try await SubmissionIntake(context: hospital.context).submit(document, by: system, now: Country.start)
        }
        try await country.settle([hospital, municipality])
        let states = { try await hospital.messages(.outgoing, kinds: [.business]).map(\.application) }
        try municipality.answer(document, .ok)
        try await country.settle([hospital, municipality])
        #expect(try await Set(states()) == [.waiting, .accepted])
        try municipality.answer(document, .ok)
        try await country.settle([hospital, municipality])
        #expect(try await states() == [.accepted, .accepted])
        try municipality.answer(document, .rejected, errors: [AppRecError(.receiverUnknown)])
        try await country.settle([hospital, municipality])
        #expect(try await states() == [.accepted, .accepted])
    }

    @Test("M-107 what is offered already is finished where it was offered, when the routing has changed since")
    func routedElsewhere() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        let document = try hospital.write(.admitted, to: municipality)
        try FileManager.default.removeItem(atPath: "\(municipality.folder)/in")
        try await country.settle([hospital, municipality])
        let message = try #require(try await municipality.messages(.incoming, kinds: [.business]).first)
        #expect(message.state == .queuedForHandOver)
        try FileManager.default.createDirectory(
            atPath: "\(municipality.folder)/in", withIntermediateDirectories: true)
        try await municipality.stage(document, of: message)
        let elsewhere = RecordSystem(
            name: "elsewhere", folder: hospital.folder, herIDs: [municipality.her], createdAt: Country.start)
        let settings = municipality.context.settings.current
        municipality.context.settings.replace(with: settings.routing(to: elsewhere, for: municipality.her))
        try await country.settle([municipality], after: 700)
        #expect(try municipality.files(in: "in") == [document])
        #expect(try hospital.files(in: "in").isEmpty)
        #expect(try await municipality.messages(.incoming, kinds: [.business]).map(\.reason) == [nil])
    }
}

extension Office {
    /// As a register has it that lacks something.
    fileprivate func entered(signs: Bool = true, hasAddress: Bool = true) -> CommunicationParty {
        CommunicationParty(
            her: her, name: "Tjenesten", parentHER: organisationHER, parentName: organisation.name,
            organisationNumber: organisation.number, kind: .service, isActive: true,
            ediAddress: hasAddress ? address : nil, signingCertificate: signs ? signing.certificate : nil,
            encryptionCertificate: encryption.certificate)
    }

    /// The same with another budget.
    fileprivate func context(answeringStrangers perHour: Int, in country: Country) -> ExchangeContext {
        var limits = context.limits
        limits.errorsPerHour = perHour
        return ExchangeContext(
            store: store, settings: context.settings, register: country.register, trust: country.trust,
            catalogue: context.catalogue, schemas: nil, product: context.product, limits: limits, randomness: .system,
            crash: .none, wakes: Wakes())
    }

    /// Where a hand-over stands whose offer is committed and whose file has not its name yet.
    fileprivate func stage(_ document: [UInt8], of message: StoredMessage) async throws {
        let offer = Offer(
            id: message.serverID, message: message.key, recordSystem: system.name, receiver: her, state: .offered,
            at: Country.start)
        try RecordSystemFolder(path: folder, maximumSize: 1_000_000).stage(
            offer.id, document: document,
            note: DeliveryNote(
                id: offer.id, msgID: nil, action: nil, senderName: nil, fromHER: nil, toHER: her,
                receivedAt: Country.start))
        try await store.write { try $0.set(offer) }
    }
}

extension TenantSettings {
    fileprivate func routing(to system: RecordSystem, for her: HERId) -> TenantSettings {
        var systems = recordSystems
        systems[system.name] = system
        let rule = RoutingRule(id: "elsewhere", her: her, action: nil, recordSystem: system.name)
        return TenantSettings(
            tenant: tenant, addresses: addresses, recordSystems: systems, rules: [rule], partners: partners,
            agreements: agreements, tokens: tokens, keys: keys)
    }
}
