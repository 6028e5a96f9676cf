import Foundation
import HTTPTypes
import Testing
import Texts

@testable import RecordSystemAPI

/// What a request must look like, and what is said of one that does not.
@Suite("U-52 requests") struct RequestTests {
    @Test("U-52 what the route table demands of parameters is demanded: 400 with a sentence for each")
    func parameters() async throws {
        let desk = try await Desk()
        for query in [
            "", "?ReceiverHerIds=", "?ReceiverHerIds=a", "?ReceiverHerIds=0",
            "?ReceiverHerIds=80001&ReceiverHerIds=80001",
            "?ReceiverHerIds=80001&MessagesToFetch=0", "?ReceiverHerIds=80001&MessagesToFetch=101",
            "?ReceiverHerIds=80001&OrderBy=Sideways", "?ReceiverHerIds=80001&IncludeMetadata=maybe",
            "?ReceiverHerIds=80001&SenderHerId=-1", "?ReceiverHerIds=80001&SenderHerId=1&SenderHerId=2",
            "?ReceiverHerIds=99999999999999999999",
        ] {
            let answer = await desk.ask(.get, "/Messages\(query)")
            #expect(answer.status == 400 && answer.code == 1006, "\(query)")
            #expect(answer.json["validationErrors"]?.elements?.isEmpty == false)
        }
        for name in ["api-version", "nhn-source-system"] {
            let header = try #require(HTTPField.Name(name))
            #expect(await desk.ask(.get, "/Messages?ReceiverHerIds=80001", headers: [header: ""]).status == 400)
        }
        let version = try #require(HTTPField.Name("api-version"))
        #expect(await desk.ask(.get, "/Messages?ReceiverHerIds=80001", headers: [version: "1"]).status == 400)
        #expect(await desk.ask(.get, "/Messages?ReceiverHerIds=80001", headers: [version: "v2"]).status == 200)
    }

    @Test("U-52 unknown addresses are 404, other methods 405 with those that are taken")
    func routes() async throws {
        let desk = try await Desk()
        #expect(await desk.ask(.get, "/").status == 404)
        #expect(await desk.ask(.get, "/Message").status == 404)
        #expect(await desk.ask(.get, "/Messages/no-uuid/status").status == 404)
        let answer = await desk.ask(.delete, "/Messages")
        #expect(answer.status == 405)
        #expect(answer.reply.headers[.allow] == "GET, POST")
        #expect(
            await desk.ask(.put, "/Messages/dry-run").reply.headers[.allow] == "POST", "not what /Messages/{id} takes")
        #expect(await desk.ask(.get, "/messages?receiverHerIds=80001").status == 200, "as the national service")
    }

    @Test("U-52 a body that is no JSON, of another kind, or too large")
    func bodies() async throws {
        let desk = try await Desk()
        #expect(await desk.ask(.post, "/Messages", body: ["a": 1], headers: [.contentType: "text/plain"]).status == 415)
        #expect(await desk.ask(.post, "/Messages", body: ["a": 1], headers: [.contentType: "text/json"]).status == 400)
        let large = await desk.ask(.post, "/Messages", body: [:], headers: [.contentLength: "48000001"])
        #expect(large.status == 413 && large.code == 1007)
        var headers: HTTPFields = [.contentType: "application/json"]
        headers[.authorization] = "Bearer \(desk.tokens["journal"] ?? "")"
        headers[HTTPField.Name("api-version")!] = "2"
        headers[HTTPField.Name("nhn-source-system")!] = "t"
        for body in ["", "{", "[]", "nul", "\"\\u0000\"", String(repeating: "[", count: 100_000)] {
            let reply = await desk.api.respond(to: .post, "/Messages", headers: headers, certificate: nil) { _, _ in
                Array(body.utf8)
            }
            #expect(reply.status == .badRequest)
        }
    }

    @Test("N-42 errors are told in the language asked for, in the installation's own otherwise")
    func languages() async throws {
        let desk = try await Desk()
        for (header, language) in [
            ("nb", Language.nb), ("nn-NO, nb;q=0.5", .nn), ("en;q=0.1, no", .nb), ("fr", .en), ("", .en),
            ("nb;q=0", .en),
        ] {
            let answer = await desk.ask(.get, "/nowhere", headers: [.acceptLanguage: header])
            #expect(answer.json["title"] == .string(APIProblemCode.notFound.phrase.text(language)), "\(header)")
        }
    }

    @Test("U-52 every problem's type leads to what it means, in three languages")
    func problems() async throws {
        let desk = try await Desk()
        for code in APIProblemCode.allCases {
            let answer = await desk.ask(.get, "/problems/\(code.name)", as: nil)
            #expect(answer.status == 200)
            #expect(answer.json["errorCode"] == .integer(Int64(code.rawValue)))
            #expect(answer.json["nn"] == .string(code.phrase.nn))
        }
        #expect(await desk.ask(.get, "/problems/none", as: nil).status == 404)
    }

    @Test("T-082 a register that is down is 503 with when to try again, never an empty answer")
    func registerDown() async throws {
        let desk = try await Desk()
        desk.register.goDown()
        let answer = await desk.ask(.get, "/CommunicationParties?Name=med")
        #expect(answer.status == 503)
        #expect(answer.reply.headers[.retryAfter] == "10")
        #expect(desk.faults.all.count == 1)
    }
}
