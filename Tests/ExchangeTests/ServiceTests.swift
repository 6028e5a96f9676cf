import Cryptography
import EbXML
import Exchange
import Foundation
import HTTPTransport
import Identifiers
import Mail
import Store
import TestSupport
import Testing
import XMLSignature

/// Ping and StatusRequest, over both transports (ebMS 2.0 7, 8; HITS 1172 5.11).
@Suite("The message service's own questions")
struct ServiceTests {
    @Test("M-046 a Ping is answered by a Pong, by mail and over HTTP", arguments: [false, true])
    func ping(overHTTP: Bool) async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        if overHTTP {
            try await hospital.post(to: municipality)
            try await municipality.post(to: hospital)
            hospital.takePosts(through: country.post, in: country)
            municipality.takePosts(through: country.post, in: country)
        }
        _ = try await PingRequest(context: hospital.context)
            .ping(municipality.her, from: hospital.her, actor: "user:test", now: country.clock.now())
        try await country.settle([hospital, municipality])
        let ping = try #require(try await hospital.messages(.outgoing, kinds: [.service]).first)
        #expect(ping.state == .acknowledged)
        #expect(ping.action == "Ping")
        let pongs = try await municipality.messages(.outgoing, kinds: [.service])
        #expect(pongs.map(\.action) == ["Pong"])
        #expect(try await hospital.messages(.incoming, kinds: [.service]).map(\.state) == [.settled])
        #expect(country.post.sent.count == (overHTTP ? 0 : 2), "an answer is never answered")
        #expect(try hospital.outcomes().isEmpty, "record systems are not told")
    }

    @Test("M-107 the same Ping again gets the same Pong; one that is not signed by the partner gets none")
    func repeated() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        _ = try await PingRequest(context: hospital.context)
            .ping(municipality.her, from: hospital.her, actor: "user:test", now: country.clock.now())
        try await country.settle([hospital, municipality])
        let mail = try #require(country.post.sent.first).data
        country.post.deliver(mail, to: municipality.address)
        try await country.settle([municipality], after: 1)
        #expect(try await municipality.messages(.outgoing, kinds: [.service]).map(\.attempts) == [2])

        let forged = String(decoding: mail, as: UTF8.self).replacing("<eb:MessageId>", with: "<eb:MessageId>x")
        country.post.deliver(Array(forged.utf8), to: municipality.address)
        try await country.settle([municipality], after: 1)
        #expect(try await municipality.messages(.outgoing, kinds: [.service]).count == 1)
        #expect(try await municipality.messages(.incoming).last?.state == .refused)
    }

    @Test("a StatusRequest is told what we know of the partner's own messages, and of others' nothing")
    func status() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        let gp = try await Office(SyntheticOrganisations.generalPractice, her: 3000, in: country)
        try hospital.write(.admitted, to: municipality)
        try await country.settle([hospital, municipality])
        let known = try #require(try await hospital.sentMessage().messageID)
        for (asker, reference, status) in [
            (hospital, known, "Processed"), (gp, known, "NotRecognized"), (hospital, "x@y.example", "NotRecognized"),
        ] {
            country.post.forget()
            let request = try Self.request(reference, from: asker, to: municipality)
            country.post.deliver(Self.mail(request, from: asker, to: municipality), to: municipality.address)
            try await country.settle([municipality], after: 1)
            let answer = try #require(country.post.sent.last).data
            guard case .envelope(let envelope) = InboundMail.classify(answer) else {
                Issue.record("no envelope")
                return
            }
            #expect(envelope.content == .statusResponse(refToMessageID: reference, status: status))
            #expect(country.post.sent.count == 1)
        }
    }

    @Test(
        "M-046 a StatusRequest that is posted is answered too: by a request back, or on the connection where it waits",
        arguments: [false, true])
    func statusOverHTTP(asking: Bool) async throws {
        try await HTTPRoad.run { road in
            let (course, country) = (road.course, road.course.country)
            let (hospital, municipality) = (course.hospital, course.municipality)
            let gp = try await Office(SyntheticOrganisations.generalPractice, her: 3000, in: country)
            try await municipality.post(to: gp, at: road.hospitalDoor.address)
            try hospital.write(.admitted, to: municipality)
            try await course.settle()
            let known = try #require(try await hospital.sentMessage().messageID)
            for (asker, reference, status) in [
                (hospital, known, "Processed"), (gp, known, "NotRecognized"),
                (hospital, "x@y.example", "NotRecognized"),
            ] {
                let request = String(
                    decoding: try Self.request(reference, from: asker, to: municipality).entity, as: UTF8.self)
                let given = try await road.post(asking ? request.askingForAnswer() : request)
                try await country.settle([municipality])
                let answer = asking ? given.entity?.stored() : course.checkpoint.messages.last
                guard case .envelope(let envelope) = InboundMail.classify(try #require(answer)),
                    case .success(let signed) = envelope.authenticate(
                        with: municipality.signing.certificate, policy: .init())
                else {
                    Issue.record("no signed answer")
                    return
                }
                #expect(signed.content == .statusResponse(refToMessageID: reference, status: status))
                #expect(given.status == (asking ? 200 : 202))
            }
            #expect(try await municipality.messages(.outgoing, kinds: [.service]).map(\.attempts) == [1, 1, 1])
        }
    }

    @Test("T-029 a StatusRequest without a signature is told nothing over HTTP", arguments: [false, true])
    func unsignedStatusOverHTTP(asking: Bool) async throws {
        try await HTTPRoad.run { road in
            let (hospital, municipality) = (road.course.hospital, road.course.municipality)
            try hospital.write(.admitted, to: municipality)
            try await road.course.settle()
            let known = try #require(try await hospital.sentMessage().messageID)
            let request = String(
                decoding: try Self.request(known, from: hospital, to: municipality).entity, as: UTF8.self)
            let stripped = request.replacing(
                #/<ds:Signature[ \r\n].*?<\/ds:Signature\s*>/#.dotMatchesNewlines(), with: "")
            #expect(stripped != request)
            let given = try await road.post(asking ? stripped.askingForAnswer() : stripped)
            try await road.course.country.settle([municipality])
            #expect(given.entity?.text.contains("Processed") != true)
            #expect(try await municipality.messages(.outgoing, kinds: [.service]).isEmpty)
            #expect(try await municipality.messages(.incoming).last?.state == .refused)
        }
    }

    @Test("a Pong that nobody asked for is kept as unmatched")
    func unmatched() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        var draft = try Self.draft(from: hospital, to: municipality)
        draft.header.action = MessageService.pong
        draft.header.refToMessageID = "nobody@asked.example"
        draft.content = .pong
        let pong = try Self.packed(draft, by: hospital)
        country.post.deliver(Self.mail(pong, from: hospital, to: municipality), to: municipality.address)
        try await country.settle([municipality])
        #expect(try await municipality.messages(.incoming).map(\.state) == [.unmatched])
        #expect(country.post.sent.isEmpty)
    }

    // MARK: - Steps

    private static func request(
        _ reference: String, from asker: Office, to office: Office
    ) throws -> PackedEnvelope {
        var draft = try draft(from: asker, to: office)
        draft.header.action = MessageService.statusRequest
        draft.content = .statusRequest(refToMessageID: reference)
        return try packed(draft, by: asker)
    }

    private static func draft(from asker: Office, to office: Office) throws -> EnvelopeDraft {
        .asking(
            .ping, from: asker.her, to: office.her, cpaID: NoAgreement.cpaID(between: asker.her, and: office.her),
            conversationID: UUID().uuidString.lowercased(), messageID: UUID().uuidString.lowercased(),
            now: Country.start)
    }

    private static func packed(_ draft: EnvelopeDraft, by asker: Office) throws -> PackedEnvelope {
        try draft.pack(certificate: asker.signing.certificate, boundary: "", sign: asker.signing.key.sign)
    }

    private static func mail(_ packed: PackedEnvelope, from asker: Office, to office: Office) -> [UInt8] {
        let head =
            "From: <\(asker.address)>\r\nTo: <\(office.address)>\r\nMessage-ID: <\(UUID().uuidString)@x.example>\r\n"
        return Array(head.utf8) + packed.entity
    }
}
