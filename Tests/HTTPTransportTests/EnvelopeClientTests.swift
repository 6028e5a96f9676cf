import Foundation
import Hummingbird
import Identifiers
import NIOPosix
import Testing

@testable import HTTPTransport

@Suite("Posting a message to a partner")
struct EnvelopeClientTests {
    private static let stored = Array(
        ("MIME-Version: 1.0\r\nSOAPAction: \"ebXML\"\r\nContent-Type: multipart/related; type=\"text/xml\"; boundary=b\r\n"
            + "\r\n--b\r\nContent-Type: text/xml\r\n\r\n<a/>\r\n--b--\r\n").utf8)

    private static func client(
        hosts: [String] = ["127.0.0.1"], _ change: (inout EnvelopeClientSettings) -> Void = { _ in }
    ) throws -> EnvelopeClient {
        var settings = EnvelopeClientSettings(allowedHosts: AllowedHosts(hosts))
        change(&settings)
        return try EnvelopeClient(settings, group: MultiThreadedEventLoopGroup.singleton)
    }

    private static func post(
        _ client: EnvelopeClient, to port: Int, path: String = "/ebxml/nord"
    ) async throws -> EnvelopeClient.Answer {
        let address = try #require(HTTPAddress("http://127.0.0.1:\(port)\(path)"))
        return try await client.post(stored, to: address)
    }

    @Test("the body goes byte for byte, under SOAPAction \"ebXML\"; an empty 2xx is an answer without a message")
    func posts() async throws {
        let client = try Self.client()
        try await PartnerServer.run { _ in
            PartnerServer.response(.accepted)
        } _: { server in
            let answer = try await Self.post(client, to: server.port)
            #expect(answer == .init(status: 202, entity: nil))
            let post = try #require(server.posts.first)
            #expect(post.path == "/ebxml/nord")
            #expect(post.soapAction == "\"ebXML\"")
            #expect(post.contentType == "multipart/related; type=\"text/xml\"; boundary=b")
            #expect(post.body == Array("--b\r\nContent-Type: text/xml\r\n\r\n<a/>\r\n--b--\r\n".utf8))
        }
        await client.close()
    }

    @Test("a message in the response is given; a page for people is not")
    func answers() async throws {
        let client = try Self.client()
        for (type, status, hasMessage) in [
            ("text/xml", HTTPResponse.Status.ok, true), ("text/html", .ok, false),
            ("text/xml", .internalServerError, true),
        ] {
            try await PartnerServer.run { _ in
                PartnerServer.response(status, [.contentType: type], "<a/>")
            } _: { server in
                let answer = try await Self.post(client, to: server.port)
                #expect((answer.entity?.body == Array("<a/>".utf8)) == hasMessage, "\(type)")
            }
        }
        await client.close()
    }

    @Test(
        "each status has its consequence",
        arguments: [
            (
                HTTPResponse.Status.badRequest, HTTPTransportError.Code.refusedForGood,
                HTTPTransportError.Consequence.permanent
            ),
            (.contentTooLarge, .refusedForGood, .permanent), (.unauthorized, .addressRefused, .hold),
            (.forbidden, .addressRefused, .hold), (.notFound, .addressRefused, .hold),
            (.tooManyRequests, .refusedForNow, .retry), (.internalServerError, .refusedForNow, .retry),
            (.serviceUnavailable, .refusedForNow, .retry), (.temporaryRedirect, .redirected, .hold),
            (.movedPermanently, .redirected, .hold),
        ])
    func statuses(
        _ status: HTTPResponse.Status, _ code: HTTPTransportError.Code, _ consequence: HTTPTransportError.Consequence
    ) async throws {
        let client = try Self.client()
        try await PartnerServer.run { post in
            let fields: HTTPFields = [.location: "/elsewhere", .retryAfter: "7", .contentType: "text/html"]
            return PartnerServer.response(status, fields, "<html/>")
        } _: { server in
            let error = await #expect(throws: HTTPTransportError.self) { try await Self.post(client, to: server.port) }
            #expect(error?.code == code)
            #expect(error?.consequence == consequence)
            #expect(error?.status == status.code)
            #expect(error?.retryAfter == 7)
            #expect(server.posts.count == 1, "a redirect is not followed")
        }
        await client.close()
    }

    @Test("M-071 a host that is not allowed is never connected to")
    func allowedHosts() async throws {
        let client = try Self.client(hosts: ["other.example"])
        try await PartnerServer.run { _ in
            PartnerServer.response(.ok)
        } _: { server in
            let error = await #expect(throws: HTTPTransportError.self) { try await Self.post(client, to: server.port) }
            #expect(error?.code == .hostNotAllowed)
            #expect(server.posts.isEmpty)
        }
        await client.close()
    }

    @Test("a partner that is not there, and one that does not answer, are tried again")
    func noAnswer() async throws {
        let client = try Self.client { $0.read = .milliseconds(200) }
        var closed = 0
        try await PartnerServer.run { _ in
            try await Task.sleep(for: .seconds(60))
            return PartnerServer.response(.ok)
        } _: { server in
            let error = await #expect(throws: HTTPTransportError.self) { try await Self.post(client, to: server.port) }
            #expect(error?.code == .timeout)
            #expect(error?.consequence == .retry)
            closed = server.port
        }
        let error = await #expect(throws: HTTPTransportError.self) { try await Self.post(client, to: closed) }
        #expect(error?.code == .connectionFailed)
        #expect(error?.consequence == .retry)
        await client.close()
    }

    @Test("an answer without end is not read to its end, and a message that was taken stays taken")
    func largeAnswer() async throws {
        let client = try Self.client { $0.answerBytes = 1000 }
        for (status, isTaken) in [(HTTPResponse.Status.ok, true), (.internalServerError, false)] {
            try await PartnerServer.run { _ in
                PartnerServer.response(status, [.contentType: "text/xml"], String(repeating: "x", count: 1001))
            } _: { server in
                let answer = try? await Self.post(client, to: server.port)
                #expect((answer == .init(status: 200, entity: nil)) == isTaken)
            }
        }
        await client.close()
    }

    @Test("no proxy is taken from the environment")
    func noProxy() async throws {
        setenv("http_proxy", "http://127.0.0.1:1", 1)
        setenv("HTTP_PROXY", "http://127.0.0.1:1", 1)
        defer {
            unsetenv("http_proxy")
            unsetenv("HTTP_PROXY")
        }
        let client = try Self.client()
        try await PartnerServer.run { _ in
            PartnerServer.response(.ok)
        } _: { server in
            let answer = try await Self.post(client, to: server.port)
            #expect(answer.status == 200)
        }
        await client.close()
    }
}
