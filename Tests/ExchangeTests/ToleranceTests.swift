import EbXML
import Foundation
import Identifiers
import Mail
import Store
import TestSupport
import Testing

/// Departures by name: read from everybody, allowed to one partner until a date, or refused as the rule says.
@Suite struct ToleranceTests {
    /// What the hospital sends, bent on its way where no signature covers it.
    private func bent(_ old: String, _ new: String, from hospital: Office, to municipality: Office, in country: Country)
        async throws -> [UInt8]
    {
        country.post.lose { _ in true }
        try hospital.write(.admitted, to: municipality)
        try await country.settle([hospital])
        country.post.lose { _ in false }
        let mail = String(decoding: try #require(country.post.sent.last).data, as: UTF8.self)
        try #require(old.isEmpty || mail.contains(old))
        return Array(mail.replacingOccurrences(of: old, with: new).utf8)
    }

    private func counts(of partner: Office, at office: Office) async throws -> [String: Int] {
        try await office.store.read { try $0.record(DepartureCounts.self, id: partner.her.description) }?
            .uses.mapValues(\.count) ?? [:]
    }

    @Test("A departure that is read from everybody is counted each time, with the message on record")
    func counted() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        let mail = try await bent(
            "SOAPAction: \"ebXML\"", "SOAPAction: \"ebxml\"", from: hospital, to: municipality, in: country)
        country.post.deliver(mail, to: municipality.address)
        try await country.settle([municipality])
        let received = try #require(try await municipality.messages(.incoming, kinds: [.business]).first)
        #expect(received.state != .refused)
        #expect(try await counts(of: hospital, at: municipality)["soapAction"] == 1)
        let accepted = try await municipality.store.read { try $0.events(of: received.key) }
            .first { $0.step == "queuedForHandOver" }
        #expect(accepted?.detail["quirks"]?.contains("soapAction") == true)
        #expect(accepted?.detail["rules"]?.contains("51") == true)
        // The same again is answered again, and is another use.
        country.post.deliver(mail, to: municipality.address)
        try await country.settle([municipality])
        #expect(try await counts(of: hospital, at: municipality)["soapAction"] == 2)
    }

    @Test("A message that keeps the profile counts nothing")
    func nothing() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        try hospital.write(.admitted, to: municipality)
        try await country.settle([hospital, municipality])
        #expect(try await municipality.messages(.incoming, kinds: [.business]).count == 1)
        #expect(try await counts(of: hospital, at: municipality) == [:])
        #expect(try await counts(of: municipality, at: hospital) == [:], "nor does its Acknowledgment")
    }

    @Test("A departure by exception is refused, read until its date, and refused again")
    func exception() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        let chain = "<ds:X509Certificate>AAAA</ds:X509Certificate></ds:X509Data>"
        func receive() async throws -> StoredMessage {
            let mail = try await bent("</ds:X509Data>", chain, from: hospital, to: municipality, in: country)
            country.post.deliver(mail, to: municipality.address)
            try await country.settle([municipality])
            return try #require(try await municipality.messages(.incoming).last)
        }
        let first = try await receive()
        #expect(first.state == .refused && first.reason == "signature-invalid")
        #expect(try await counts(of: hospital, at: municipality) == [:])

        let end = country.clock.now() + 600
        try await municipality.allow("read-certificate-chain", to: hospital.her, until: end)
        #expect(try await receive().state != .refused)
        #expect(try await counts(of: hospital, at: municipality) == ["certificateChain": 1])

        country.clock.advance(600)
        #expect(try await receive().state == .refused, "the exception has run out")
        #expect(try await counts(of: hospital, at: municipality) == ["certificateChain": 1])
    }

    @Test("r.36, r.38 a signature without the XPath transform is read from whom it is allowed to, and from nobody else")
    func withoutXPath() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        func receive() async throws -> StoredMessage {
            let mail = try await bent("", "", from: hospital, to: municipality, in: country)
            country.post.deliver(try Self.withoutXPath(mail, signedBy: hospital), to: municipality.address)
            try await country.settle([municipality])
            return try #require(try await municipality.messages(.incoming).last)
        }
        #expect(try await receive().reason == "signature-invalid")
        try await municipality.allow("read-without-xpath", to: hospital.her, until: country.clock.now() + 600)
        #expect(try await receive().state != .refused)
        #expect(try await counts(of: hospital, at: municipality) == ["missingXPathTransform": 1])
        try await municipality.allow("read-sha1", to: hospital.her, until: country.clock.now() + 600)
        #expect(try await receive().state == .refused, "another exception does not help")
    }

    /// The mail with a sound signature of two transforms. Lines end inside tags, where they mean nothing.
    private static func withoutXPath(_ mail: [UInt8], signedBy office: Office) throws -> [UInt8] {
        let text = String(decoding: mail, as: UTF8.self)
            .replacing(#/<ds:Transform[^>]*xpath[^>]*>.*?<\/ds:Transform\s*>/#.dotMatchesNewlines(), with: "")
        return Array(try office.signingAgain(text).utf8)
    }

    @Test("r.260 a breach that nobody tolerates is answered with the rule's own code and number")
    func answered() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        let mail = try await bent(
            "smime-type=enveloped-data", "smime-type=signed-data", from: hospital, to: municipality, in: country)
        country.post.deliver(mail, to: municipality.address)
        try await country.settle([municipality])
        let received = try #require(try await municipality.messages(.incoming).first)
        #expect(received.state == .refused && received.reason == "envelope-invalid")
        #expect(try municipality.files(in: "in").isEmpty)
        let answer = try #require(country.post.sent.last)
        guard case .envelope(let parsed) = InboundMail.classify(answer.data), case .errorList(let list) = parsed.content
        else {
            Issue.record("no error list")
            return
        }
        #expect(list.errors.map(\.code) == [.mimeProblem])
        #expect(list.errors.first?.description?.contains("HITS 1172 r.260") == true)
    }
}
