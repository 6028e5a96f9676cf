import Exchange
import Foundation
import HTTPTransport
import Store
import TestSupport
import Testing

/// What goes wrong on the way to and from a partner's HTTP server.
@Suite("Failures over HTTP")
struct HTTPFailureTests {
    @Test("T-068 a partner out of reach is probed, and all are posted when it is back")
    func outage() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        try await hospital.post(to: municipality)
        for _ in 0..<5 { try hospital.write(.admitted, to: municipality) }
        try await country.settle([hospital])
        for _ in 0..<30 { try await country.settle([hospital], after: 20) }
        let waiting = try await hospital.messages(.outgoing, kinds: [.business])
        #expect(waiting.allSatisfy { $0.state == .queued })
        #expect(waiting.map(\.attempts).reduce(0, +) < 30, "one probes, the others wait")
        municipality.takePosts(through: country.post, in: country)
        try await country.settle([hospital], after: 60)
        try await country.settle([hospital, municipality], after: 1)
        let states = try await hospital.messages(.outgoing, kinds: [.business]).map(\.state)
        #expect(states.allSatisfy { $0 == .acknowledged }, "the receipts come by mail")
    }

    @Test("T-068 one partner's outage concerns neither mail nor another partner")
    func others() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        let gp = try await Office(SyntheticOrganisations.generalPractice, her: 3000, in: country)
        try await hospital.post(to: municipality)
        try hospital.write(.admitted, to: municipality)
        try hospital.write(.admitted, to: gp)
        try await country.settle([hospital, gp])
        let states = try await hospital.messages(.outgoing, kinds: [.business]).map(\.state)
        #expect(Set(states) == [.queued, .acknowledged])
    }

    @Test(
        "each answer of a partner has its consequence",
        arguments: [
            (HTTPTransportError(status: 400), MessageState.undeliverable, "http-refused"),
            (HTTPTransportError(status: 413), .undeliverable, "http-refused"),
            (HTTPTransportError(status: 404), .queued, "http-refused"),
            (HTTPTransportError(status: 302), .queued, "http-refused"),
            (HTTPTransportError(status: 503, retryAfter: 30), .queued, "partner-unreachable"),
            (HTTPTransportError(.certificateUntrusted), .queued, "partner-certificate-untrusted"),
            (HTTPTransportError(.certificateNameDiffers), .queued, "partner-certificate-name"),
            (HTTPTransportError(.clientCertificateRefused), .queued, "client-certificate-refused"),
            (HTTPTransportError(.hostNotAllowed), .queued, "host-not-allowed"),
        ])
    func statuses(_ error: HTTPTransportError, _ state: MessageState, _ reason: String) async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        try await hospital.post(to: municipality)
        country.post.serve(municipality.httpAddress) { _ throws(HTTPTransportError) in throw error }
        try hospital.write(.admitted, to: municipality)
        try await country.settle([hospital])
        let sent = try await hospital.sentMessage()
        #expect(sent.state == state)
        let attempts = try await hospital.store.read { try $0.attempts(of: sent.key) }
        #expect(attempts.map(\.outcome) == [reason])
        #expect(try hospital.outcomes() == (state == .undeliverable ? ["undeliverable"] : []))
        guard state == .queued else { return }
        municipality.takePosts(through: country.post, in: country)
        try await country.settle([hospital, municipality], after: 700)
        try await country.settle([hospital, municipality], after: 1)
        #expect(try await hospital.sentMessage().state == .acknowledged, "it goes once the cause is gone")
    }

    @Test("ebMS B.2.5 a SOAP Fault about the message ends it; one of the server's own is tried again")
    func faults() async throws {
        for (code, state) in [("Client", MessageState.undeliverable), ("Server", .queued)] {
            let (country, hospital, municipality) = try await Country.withTwoOffices()
            try await hospital.post(to: municipality)
            let body =
                "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body><s:Fault>"
                + "<faultcode>s:\(code)</faultcode><faultstring>No.</faultstring></s:Fault></s:Body></s:Envelope>"
            let fault = HTTPEntity(contentType: "text/xml", soapAction: "\"ebXML\"", body: Array(body.utf8))
            country.post.serve(municipality.httpAddress) { _ throws(HTTPTransportError) in
                .init(status: 500, entity: fault)
            }
            try hospital.write(.admitted, to: municipality)
            try await country.settle([hospital])
            let sent = try await hospital.sentMessage()
            #expect(sent.state == state, "\(code)")
            #expect(sent.reason == (state == .undeliverable ? "soap-fault" : nil))
        }
    }

    @Test("what is no message is told so: nothing is taken, or it is kept as unreadable and answered with a fault")
    func unreadable() async throws {
        let (country, _, municipality) = try await Country.withTwoOffices()
        let flow = PostFlow(context: municipality.context)
        let html = try #require(HTTPEntity(contentType: "text/html", soapAction: nil, body: Array("<html/>".utf8)))
        guard case .unsupported = try await flow.receive(html, sender: "", now: country.clock.now) else {
            Issue.record("a page was taken")
            return
        }
        #expect(try await municipality.messages(.incoming).isEmpty)

        for body in ["<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "<a", "<a/>"] {
            let entity = try #require(
                HTTPEntity(contentType: "text/xml", soapAction: "\"ebXML\"", body: Array(body.utf8)))
            guard case .fault(let fault) = try await flow.receive(entity, sender: "", now: country.clock.now) else {
                Issue.record("no fault for \(body)")
                return
            }
            #expect(fault.text.contains("SOAP:Client"))
        }
        let kept = try await municipality.messages(.incoming)
        #expect(kept.map(\.state) == [.unreadable, .unreadable, .unreadable])
    }
}
