import Cryptography
import Exchange
import Foundation
import HTTPTypes
import Identifiers
import Keys
import Store
import TestSupport
import Testing

@testable import RecordSystemAPI

/// Who gets in, and that nobody else does.
@Suite("U-52 access to the API") struct AccessTests {
    @Test("U-52 no token, a wrong one, a cut one, another scheme: 401, and no body is read")
    func refused() async throws {
        let desk = try await Desk()
        let token = try #require(desk.tokens["journal"])
        for value in [
            "", "Bearer", "Bearer ", "Bearer x", "Bearer \(token)0", "Bearer \(token.dropLast())", "Basic \(token)",
            "Bearer bud_nord.00000000.\(token.suffix(64))",
            "Bearer \(token.replacingOccurrences(of: "nord", with: "sor"))",
            "Bearer " + String(repeating: "a", count: 100_000),
        ] {
            var headers: HTTPFields = [.contentType: "application/json"]
            if !value.isEmpty { headers[.authorization] = value }
            let reply = await desk.api.respond(to: .post, "/Messages", headers: headers, certificate: nil) { _, _ in
                Issue.record("the body was asked for")
                return []
            }
            #expect(reply.status == .unauthorized)
            #expect(reply.headers[.wwwAuthenticate] != nil)
        }
    }

    @Test("U-52 a revoked token counts no more at the next request, an expired one from its moment on")
    func revoked() async throws {
        let desk = try await Desk()
        #expect(await desk.ask(.get, "/Certificates").status == 200)
        let id = try #require(desk.tokens["journal"]?.split(separator: ".")[1])
        try await desk.change { try $0.delete(APIToken.self, id: String(id)) }
        #expect(await desk.ask(.get, "/Certificates").status == 401)
        #expect(await desk.ask(.get, "/Certificates", as: "health").status == 200)
        let (text, record) = BearerToken.make(
            for: "journal", of: desk.nord.store.tenant, expiresAt: Desk.now, certificateThumbprint: nil, now: Desk.now)
        try await desk.change { try $0.put(record) }
        let reply = await desk.ask(.get, "/Certificates", as: nil, headers: [.authorization: "Bearer \(text)"])
        #expect(reply.status == 401)
    }

    @Test("RFC 8705 a bound token counts with its certificate only")
    func bound() async throws {
        let desk = try await Desk()
        let certificate = Array("certificate".utf8)
        let (text, record) = BearerToken.make(
            for: "journal", of: desk.nord.store.tenant, expiresAt: nil,
            certificateThumbprint: SHA256.digest(certificate), now: Desk.now)
        try await desk.change { try $0.put(record) }
        let headers: HTTPFields = [.authorization: "Bearer \(text)"]
        #expect(await desk.ask(.get, "/Certificates", as: nil, headers: headers).code == 1002)
        #expect(await desk.ask(.get, "/Certificates", as: nil, headers: headers, certificate: [1]).code == 1002)
        #expect(
            await desk.ask(.get, "/Certificates", as: nil, headers: headers, certificate: certificate).status == 200)
    }

    @Test("U-52 a token's text is stored nowhere: only its hash is")
    func hashed() async throws {
        let desk = try await Desk()
        let secret = try #require(desk.tokens["journal"]?.split(separator: ".").last).utf8
        let files = FileManager.default.enumerator(atPath: desk.scratch.path("data"))?.allObjects as? [String] ?? []
        #expect(!files.isEmpty)
        for file in files {
            guard let data = FileManager.default.contents(atPath: desk.scratch.path("data") + "/" + file) else {
                continue
            }
            #expect(data.range(of: Data(secret)) == nil)
        }
    }

    @Test("T-071 one record system's requests never take all places, and another's go on")
    func places() async throws {
        let places = RequestPlaces(limit: 2)
        try await places.holding(one: "a") {
            try await places.holding(one: "a") {
                await #expect(throws: Problem.self) { try await places.holding(one: "a") {} }
                try await places.holding(one: "b") {}
            }
        }
        try await places.holding(one: "a") {}
    }
}

extension Desk {
    /// Changes what `nord` has configured, as an administrator does.
    func change(_ body: @escaping @Sendable (any TenantTransaction) throws -> Void) async throws {
        try await nord.store.write(body)
        let tenant = nord.settings.current.tenant
        let master = try MasterKey(bytes: [UInt8](repeating: 7, count: 32))
        nord.settings.replace(with: try await TenantSettings.load(tenant, from: nord.store, master: master))
    }
}
