import AddressRegister
import Exchange
import Foundation
import HTTPTransport
import HealthMessages
import Mail
import Store
import Synchronization
import TestSupport
import Testing

/// The exchange over HTTP (ebMS 2.0 B.2): the same courses as by mail.
@Suite("Exchange over HTTP")
struct HTTPExchangeTests {
    private static func withTwoOffices() async throws -> (Country, hospital: Office, municipality: Office) {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        try await hospital.post(to: municipality)
        try await municipality.post(to: hospital)
        hospital.takePosts(through: country.post, in: country)
        municipality.takePosts(through: country.post, in: country)
        return (country, hospital, municipality)
    }

    @Test("M-007 M-046 message and AppRec are posted, and each receipt is posted back")
    func asynchronous() async throws {
        let (country, hospital, municipality) = try await Self.withTwoOffices()
        let document = try hospital.write(.readyForDischarge, to: municipality)
        try await country.settle([hospital, municipality])
        #expect(try municipality.files(in: "in") == [document])
        try municipality.answer(document, .ok)
        try await country.settle([hospital, municipality])
        let sent = try await hospital.sentMessage()
        #expect(sent.state == .acknowledged)
        #expect(sent.application == .accepted)
        #expect(sent.ediTo == municipality.httpAddress)
        #expect(sent.attempts == 1)
        #expect(
            try await hospital.steps(of: sent) == ["submitted", "queued", "sent", "acknowledged", "appRecAccepted"])
        #expect(try await municipality.messages(.incoming, kinds: [.business]).map(\.state) == [.answered])
        #expect(country.post.sent.isEmpty, "nothing goes by mail")
    }

    @Test("M-007 an agreement that has answers come on the connection: one request, one receipt, nothing more")
    func agreedSynchronous() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        country.register.enter(try Self.agreement(hospital, municipality))
        municipality.takePosts(through: country.post, in: country)
        let document = try hospital.write(.admitted, to: municipality)
        try await Self.together([hospital, municipality], in: country)
        #expect(try municipality.files(in: "in") == [document])
        let sent = try await hospital.sentMessage()
        #expect(sent.state == .acknowledged)
        #expect(sent.ediTo == municipality.httpAddress)
        let receipt = try #require(try await municipality.messages(.outgoing, kinds: [.acknowledgment]).first)
        #expect(receipt.state == .sent)
        #expect(receipt.attempts == 1)
        try await country.settle([hospital, municipality], after: 3600)
        #expect(try await municipality.messages(.outgoing).map(\.attempts) == [1], "it does not go a second time")
        #expect(country.post.sent.isEmpty)
    }

    @Test("M-107 a lost response: the message again gets the stored receipt again, and is handed over once")
    func lostResponse() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        country.register.enter(try Self.agreement(hospital, municipality))
        let isLost = Mutex(true)
        municipality.takePosts(through: country.post, in: country) {
            isLost.withLock { lost in
                defer { lost = false }
                return !lost
            }
        }
        let document = try hospital.write(.admitted, to: municipality)
        try await Self.together([hospital, municipality], in: country)
        #expect(try await hospital.sentMessage().state == .queued)
        try await Self.together([hospital, municipality], in: country, after: 61)
        let sent = try await hospital.sentMessage()
        #expect(sent.state == .acknowledged)
        #expect(sent.attempts == 2)
        #expect(try municipality.files(in: "in") == [document])
        let receipts = try await municipality.messages(.outgoing, kinds: [.acknowledgment])
        #expect(receipts.count == 1, "exactly one Acknowledgment by eb:MessageId")
    }

    @Test("eb:SyncReply is answered on the connection; where the sender is gone, the answer goes by itself")
    func syncReply() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        let entity = try await Self.packed(by: hospital, to: municipality, country).asking()
        let answer = try #require(try await Self.post(entity, to: municipality, in: country))
        #expect(answer.entity.text.contains("<eb:Acknowledgment "))
        #expect(try await municipality.messages(.incoming, kinds: [.business]).count == 1)

        // Nobody has written it to the connection.
        try await country.settle([municipality], after: 30)
        #expect(country.post.sent.isEmpty, "somebody may still be writing it")
        try await country.settle([municipality], after: 31)
        #expect(country.post.sent.count == 1)
        try await country.settle([hospital])
        #expect(try await hospital.sentMessage().state == .acknowledged)
    }

    @Test("eb:SyncReply: what takes too long is taken all the same, and its answer goes by itself")
    func impatience() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        let entity = try await Self.packed(by: hospital, to: municipality, country).asking()
        let flow = PostFlow(context: municipality.context, patience: .milliseconds(20))
        let reply = try await flow.receive(entity, sender: "192.0.2.1", now: country.clock.now)
        guard case .accepted = reply else {
            Issue.record("\(reply)")
            return
        }
        try await country.settle([municipality])
        #expect(country.post.sent.count == 1, "nobody waits any more")
    }

    @Test("a refusal is answered on the connection too, signed")
    func refusedSynchronously() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        let entity = try await Self.packed(by: hospital, to: municipality, country).asking()
        let forged = try entity.replacing("LOG_INNLAGT</eb:Action>", "LOG_UTSKREVET</eb:Action>")
        let answer = try #require(try await Self.post(forged, to: municipality, in: country))
        #expect(answer.entity.text.contains("SecurityFailure"))
        #expect(answer.entity.text.contains("<ds:Signature"))
        #expect(try municipality.files(in: "in").isEmpty)
    }

    // MARK: - Steps

    static func agreement(_ hospital: Office, _ municipality: Office) throws -> RegisteredAgreement {
        func side(_ office: Office) -> SyntheticAgreement.Side {
            var side = SyntheticAgreement.Side(
                her: office.her, endpoint: office.httpAddress, signing: office.signing.certificate,
                encryption: office.encryption.certificate)
            side.transport = "HTTP"
            return side
        }
        var agreement = SyntheticAgreement(
            side(hospital), side(municipality), actions: ["LOG_INNLAGT"], from: Country.start - 86_400,
            to: Country.start + 86_400)
        agreement.messaging = #"tns:ackRequested="always" tns:syncReplyMode="mshSignalsOnly""#
        return RegisteredAgreement(xml: agreement.xml, gotAt: Country.start)
    }

    /// Each office works while the others do, as when one waits on a connection for another.
    static func together(_ offices: [Office], in country: Country, after seconds: TimeInterval = 0) async throws {
        country.clock.advance(seconds)
        let now = country.clock.now()
        var isBusy = true
        while isBusy {
            isBusy = false
            for office in offices {
                let isDone = Mutex(false)
                async let worked = {
                    defer { isDone.withLock { $0 = true } }
                    return try await office.work(at: now)
                }()
                while !isDone.withLock({ $0 }) {
                    for other in offices where other !== office {
                        if try await other.work(at: now) { isBusy = true }
                    }
                    try await Task.sleep(for: .milliseconds(2))
                }
                if try await worked { isBusy = true }
            }
        }
    }

    private static func packed(by hospital: Office, to municipality: Office, _ country: Country) async throws
        -> HTTPEntity
    {
        country.post.lose { _ in true }
        try hospital.write(.admitted, to: municipality)
        try await country.settle([hospital])
        country.post.lose { _ in false }
        country.post.forget()
        return try await hospital.entity(of: hospital.sentMessage())
    }

    /// Posts while the office works.
    private static func post(
        _ entity: HTTPEntity, to office: Office, in country: Country
    ) async throws -> PostedAnswer? {
        let (context, now) = (office.context, country.clock.now)
        let isAnswered = Mutex(false)
        async let reply = {
            defer { isAnswered.withLock { $0 = true } }
            return try await PostFlow(context: context).receive(entity, sender: "192.0.2.1", now: now)
        }()
        while !isAnswered.withLock({ $0 }) {
            try await office.work(at: now())
            try await Task.sleep(for: .milliseconds(2))
        }
        if case .answer(let answer) = try await reply { return answer }
        return nil
    }
}
