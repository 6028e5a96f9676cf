import AddressRegister
import EbXML
import Exchange
import Foundation
import Identifiers
import Mail
import Store
import TestSupport
import Testing

/// SOAP Faults: where they go, what gets none, and that they never make a loop (HITS 1172 4.2.2, T-059).
@Suite struct FaultAnswerTests {
    private static let unreadable = "Content-Type: text/xml\r\n\r\n<a><b></a>\r\n"

    /// A mail from a stranger with these fields, fetched and processed by the municipality.
    private func received(
        _ fields: String, _ body: String = unreadable
    ) async throws -> (country: Country, municipality: Office) {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        country.post.deliver(Array((fields + body).utf8), to: municipality.address)
        try await country.settle([hospital, municipality])
        #expect(try await municipality.messages(.incoming).map(\.state) == [.unreadable])
        return (country, municipality)
    }

    @Test(
        "HITS 1172 4.2.2.3 a fault goes to Reply-To, else From, else Sender, and names the mail it is about",
        arguments: [
            ("From: a@edi.example\r\nReply-To: <b@edi.example>\r\nSender: c@edi.example\r\n", "b@edi.example"),
            ("From: EPJ <a@edi.example>\r\nSender: c@edi.example\r\n", "a@edi.example"),
            ("Sender: mailto:c@edi.example\r\n", "c@edi.example"),
        ])
    func address(fields: String, receiver: String) async throws {
        let (country, municipality) = try await received(fields + "Message-ID: <17@edi.example>\r\n")
        let fault = try #require(country.post.sent.first)
        #expect(country.post.sent.count == 1)
        #expect(fault.to.map(\.text) == [receiver])
        guard case .fault(let read) = InboundMail.classify(fault.data) else {
            Issue.record("no fault")
            return
        }
        #expect(read.answers == ["17@edi.example"])
        #expect(read.fault.code == .client)
        #expect(String(decoding: fault.data, as: UTF8.self).contains("Auto-Submitted: auto-replied\r\n"))
        #expect(try await municipality.messages(.outgoing).map(\.kind) == [.fault])
    }

    @Test(
        "T-059 what a machine sent, what nobody can be answered for, and what came over a list gets no fault",
        arguments: [
            "From: a@edi.example\r\n", "Message-ID: <17@edi.example>\r\n",
            "From: a@edi.example\r\nMessage-ID: <17@edi.example>\r\nAuto-Submitted: auto-replied\r\n",
            "From: a@edi.example\r\nMessage-ID: <17@edi.example>\r\nPrecedence: bulk\r\n",
            "From: a@edi.example\r\nMessage-ID: <17@edi.example>\r\nList-Id: <liste.example>\r\n",
            "Return-Path: <>\r\nFrom: a@edi.example\r\nMessage-ID: <17@edi.example>\r\n",
            "From: MAILER-DAEMON@edi.example\r\nMessage-ID: <17@edi.example>\r\n",
            "From: post2000@edi.example\r\nMessage-ID: <17@edi.example>\r\n",
            "From: a@edi.example\r\nMessage-ID: <1\u{7F}7@edi.example>\r\n",
        ])
    func none(fields: String) async throws {
        let (country, _) = try await received(fields)
        #expect(country.post.sent.isEmpty)
    }

    @Test("T-059 a fault, a bounce and a broken answer to a mail of ours are never answered")
    func neverAnAnswer() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        country.post.lose { _ in true }
        try hospital.write(.admitted, to: municipality)
        try await country.settle([hospital])
        let ours = try #require(country.post.sent.first?.envid)
        let from = "From: a@edi.example\r\nMessage-ID: <17@edi.example>\r\nIn-Reply-To: <\(ours)>\r\n"
        let fault = String(decoding: try SOAPFault(code: .server, reason: "Not now.").pack(), as: UTF8.self)
        let bounce = "Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b--\r\n"
        for mail in [fault, Self.unreadable, bounce] {
            country.post.deliver(Array((from + mail).utf8), to: hospital.address)
        }
        try await country.settle([hospital])
        #expect(country.post.sent.count == 1, "the message alone")
        let sent = try await hospital.sentMessage()
        #expect(sent.state == .sent, "a fault that says Server ends nothing: sending again may help")
    }

    @Test("HITS 1172 4.2.3.2 a permanent fault ends the resending of the message whose mail it names")
    func permanent() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        country.post.lose { _ in true }
        try hospital.write(.admitted, to: municipality)
        try await country.settle([hospital])
        let ours = try #require(country.post.sent.first?.envid)
        let fault = try SOAPFault(.soap).pack(answering: ours)
        country.post.deliver(
            Array("From: a@edi.example\r\nMessage-ID: <1@e.example>\r\n".utf8) + fault, to: hospital.address)
        try await country.settle([hospital], after: 13 * 3600)
        let sent = try await hospital.sentMessage()
        #expect(sent.state == .undeliverable && sent.reason == "soap-fault" && sent.attempts == 1)
        #expect(try hospital.outcomes() == ["undeliverable"])
    }

    @Test("HITS 1172 4.2.2.3 a sender without registered mailbox gets a fault instead of an error list")
    func noMailbox() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        country.post.lose { _ in true }
        try hospital.write(.admitted, to: municipality)
        try await country.settle([hospital])
        let mail = try #require(country.post.sent.first)
        country.register.remove(hospital.her)
        country.post.deliver(mail.data, to: municipality.address)
        try await country.settle([municipality])
        #expect(try await municipality.messages(.incoming).map(\.reason) == ["unknown-sender"])
        let fault = try #require(country.post.sent.last)
        #expect(fault.to == [hospital.address])
        guard case .fault(let read) = InboundMail.classify(fault.data) else {
            Issue.record("no fault")
            return
        }
        #expect(read.answers == [try #require(mail.envid)])
        #expect(read.fault.reason.contains("No EDI address"))
        #expect(read.fault.code == .server, "the register may know the sender when the message comes again")
        country.post.deliver(fault.data, to: hospital.address)
        try await country.settle([hospital])
        #expect(try await hospital.messages(.incoming).map(\.kind) == [.fault])
        #expect(try await hospital.sentMessage().state == .sent, "so the fault ends no resending")
    }

    @Test("T-059 a register that is down leads to no fault: the sender may well have a mailbox")
    func registerDown() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        country.post.lose { _ in true }
        try hospital.write(.admitted, to: municipality)
        try await country.settle([hospital])
        country.register.goDown(true)
        country.post.deliver(try #require(country.post.sent.first).data, to: municipality.address)
        try await country.settle([municipality])
        #expect(country.post.sent.count == 1)
    }

    @Test("M-121 a fault does not leave the tenant's stage")
    func stage() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        var limits = municipality.context.limits
        limits.stageDomains = [.production: ["edi.example"]]
        let context = municipality.context(limits: limits, in: country)
        let mail = "From: a@edi.example\r\nMessage-ID: <17@edi.example>\r\n" + Self.unreadable
        country.post.deliver(Array(mail.utf8), to: municipality.address)
        try await municipality.fetch(at: Country.start)
        let claim = JobClaim(kinds: ["process"], now: Country.start, lease: 60, limit: 1, perKey: 1)
        let job = try #require(try await municipality.store.write { try $0.claim(claim) }.first)
        _ = try await IncomingFlow(context: context).handle(job, now: Country.start)
        #expect(try await municipality.messages(.outgoing).isEmpty)
        _ = hospital
    }

    @Test("T-059 two servers that throw unreadable mail at each other fall silent")
    func loop() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        // A server of another make stands between: it answers each mail of ours with a new one nobody can read.
        for round in 0..<40 {
            for (one, other) in [(hospital, municipality), (municipality, hospital)] {
                let mail =
                    "From: <\(one.address)>\r\nMessage-ID: <\(round)@\(one.her).example>\r\n" + Self.unreadable
                country.post.deliver(Array(mail.utf8), to: other.address)
            }
            try await country.settle([hospital, municipality])
        }
        #expect(country.post.sent.count == 10, "five to each within the hour, and none to a fault")
    }

    @Test("T-016 an unknown block that must be understood is answered with an error list where both HER-ids are known")
    func mustUnderstand() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        country.post.lose { _ in true }
        try hospital.write(.admitted, to: municipality)
        try await country.settle([hospital])
        let genuine = String(decoding: try #require(country.post.sent.first).data, as: UTF8.self)
        let block = "<x:Sak xmlns:x=\"urn:x\" SOAP:mustUnderstand=\"1\"/></SOAP:Header>"
        #expect(genuine.contains("</SOAP:Header>"))
        country.post.deliver(Array(genuine.replacing("</SOAP:Header>", with: block).utf8), to: municipality.address)
        try await country.settle([municipality])
        #expect(try await municipality.messages(.outgoing).map(\.kind) == [.error])
        let error = try #require(country.post.sent.last)
        #expect(String(decoding: error.data, as: UTF8.self).contains("NotSupported"))
        #expect(try municipality.files(in: "in").isEmpty)
    }

    @Test(
        "T-059 a signal that matches nothing of ours is kept and never answered, broken or not",
        arguments: [false, true])
    func strangeSignal(broken: Bool) async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        let id = UUID().uuidString.lowercased()
        var header = MessageHeader(
            from: Party(her: hospital.her), to: Party(her: municipality.her), cpaID: "1_2", conversationID: id,
            service: MessageService.service, action: MessageService.messageError, messageID: id,
            timestamp: Country.start)
        header.refToMessageID = "nothing of ours"
        let list = ErrorList([
            EbXMLError(code: .unknown, severity: .error, location: "//eb:From", description: "No.")
        ])
        try Partner(office: hospital).send(
            EnvelopeDraft(header: header, content: .errorList(list)), to: municipality, through: country.post,
            change: { broken ? $0.replacing("</eb:CPAId>", with: "</eb:CPAId><eb:Ukjent/>") : $0 })
        try await country.settle([hospital, municipality])
        #expect(country.post.sent.isEmpty)
        #expect(
            try await municipality.messages(.incoming).allSatisfy { $0.state == .unmatched || $0.state == .refused })
    }
}

extension Office {
    /// The same office under other limits.
    fileprivate func context(limits: ExchangeLimits, in country: Country) -> ExchangeContext {
        ExchangeContext(
            store: store, settings: context.settings, register: country.register, trust: country.trust,
            catalogue: context.catalogue, schemas: nil, product: context.product, limits: limits, randomness: .system,
            crash: .none, wakes: Wakes())
    }
}
