import Exchange
import Foundation
import HTTPTypes
import Identifiers
import Store
import TestSupport
import Testing

@testable import RecordSystemAPI

/// What a record system with a token of its own might try against others, and against itself by accident.
@Suite("M-037 attacks through the API") struct AttackTests {
    @Test("HIS 80415 many answers to one message at once, yes and no: one receipt is stored, and it stands")
    func contradictions() async throws {
        let desk = try await Desk()
        let path = "/Messages/\(try await desk.deliver().uuidString)/apprec/80001"
        let no: JSONValue = ["appRecStatus": "Rejected", "appRecErrorList": [["errorCode": "E35", "details": ""]]]
        let statuses = await withTaskGroup(of: Int.self) { group in
            for turn in 0..<12 {
                group.addTask {
                    await desk.ask(.post, path, body: turn.isMultiple(of: 2) ? ["appRecStatus": "Ok"] : no).status
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(Set(statuses) == [201, 409])
        var query = MessageQuery()
        query.kinds = [.appRec]
        let stored = try await desk.nord.store.read { [query] in try $0.messages(query).count }
        #expect(stored == 1)
    }

    @Test("M-037 no record system speaks as an organisation it is not set up for, or past agreement and national list")
    func otherVoices() async throws {
        let desk = try await Desk()
        try await desk.change { transaction in
            try transaction.put(
                OwnAddress(
                    her: Desk.journal, parent: Desk.health, name: "journal",
                    ediAddress: try #require(EDIAddress("nord@edi.example")), mailbox: "box"))
        }
        func verdict(_ overrides: JSONValue) async -> JSONValue? {
            let body = Desk.submission(of: Desk.document()).adding("ebXmlOverrides", overrides)
            return await desk.ask(.post, "/Messages/dry-run", body: body).json["reason"]
        }
        #expect(await verdict(["useSenderLevel1HerId": true]) == "sender-not-allowed")
        #expect(await verdict(["service": "X", "action": "EVIL"]) == "agreement-forbids")
        #expect(await verdict(["cpaId": "evil"]) == "agreement-forbids")
        #expect(await verdict(["conversationId": "c-1"]) == .null)
        for text in [" x", "x ", "a\u{FFFE}", "a\u{85}", "a\u{7F}"] {
            let body = Desk.submission(of: Desk.document()).adding("ebXmlOverrides", ["cpaId": .string(text)])
            #expect(await desk.ask(.post, "/Messages", body: body).code == 1006)
        }
    }

    @Test("M-037 what was given to one record system is answered by no other")
    func othersMessage() async throws {
        let desk = try await Desk()
        let msgID = UUID()
        _ = try await desk.deliver(msgID: msgID)
        let receipt = Array(
            """
            <AppRec xmlns="http://www.kith.no/xmlstds/apprec/2012-02-15"><MsgType V="APPREC"/>\
            <MIGversion>v1.1 2012-02-15</MIGversion><GenDate>2026-09-21T10:00:00Z</GenDate><Id>\(UUID())</Id>\
            <Sender><Role V="PRIM"/><HCP><Inst><Name>S</Name><Id>80502</Id><TypeId V="HER"/>\
            <Dept><Name>D</Name><Id>80002</Id><TypeId V="HER"/></Dept></Inst></HCP></Sender>\
            <Receiver><Role V="AVS"/><HCP><Inst><Name>J</Name><Id>70501</Id><TypeId V="HER"/>\
            <Dept><Name>D</Name><Id>70001</Id><TypeId V="HER"/></Dept></Inst></HCP></Receiver>\
            <Status V="1" DN="OK"/>\
            <OriginalMsgId><MsgType V="LOG_INNLAGT"/><IssueDate>2026-09-21T10:00:00Z</IssueDate>\
            <Id>\(msgID.uuidString.lowercased())</Id></OriginalMsgId></AppRec>
            """.utf8)
        let answer = await desk.ask(.post, "/Messages", as: "health", body: Desk.submission(of: receipt))
        #expect(answer.status == 400 && answer.json["reason"] == "unmatched-appRec", "\(answer.json)")
    }

    @Test("M-037 a HER-id that is taken from a record system takes its documents out of reach")
    func withdrawn() async throws {
        let desk = try await Desk()
        let id = try await desk.deliver().uuidString
        #expect(await desk.ask(.get, "/Messages/\(id)/business-document").status == 200)
        try await desk.change { transaction in
            try transaction.put(
                RecordSystem(name: "journal", folder: nil, herIDs: [Desk.second], createdAt: Desk.now))
        }
        #expect(await desk.ask(.get, "/Messages/\(id)/business-document").status == 404)
    }

    @Test("T-006 T-007 JSON of millions of values, or nested deep, is refused before any value is made")
    func bombs() {
        for text in [
            "[" + String(repeating: "1,", count: 20_000) + "1]", String(repeating: "[", count: 17),
            String(repeating: "{\"a\":", count: 17), "[" + String(repeating: "{},", count: 10_000) + "1]",
        ] {
            #expect(!JSONShape.isModest(Array(text.utf8)))
            #expect(JSONValue(reading: Array(text.utf8)) == nil)
        }
        let long = "{\"a\":\"" + String(repeating: ",[{\\\"", count: 20_000) + "\"}"
        #expect(JSONShape.isModest(Array(long.utf8)), "marks inside a text are text")
        #expect(JSONValue(reading: Array(long.utf8)) != nil)
    }

    @Test("M-053 an Idempotency-Key goes with the whole request: receivers and wishes too")
    func wholeRequest() async throws {
        let desk = try await Desk()
        let key = try #require(HTTPField.Name("Idempotency-Key"))
        let body = Desk.submission(of: Desk.document())
        #expect(await desk.ask(.post, "/Messages", body: body, headers: [key: "k"]).status == 201)
        let other = body.adding("receiverHerIdsSubset", [70001])
        #expect(await desk.ask(.post, "/Messages", body: other, headers: [key: "k"]).code == 1012)
    }

    @Test("U-52 a token revoked while a body is on its way, or a poll waits, opens nothing any more")
    func revokedMeanwhile() async throws {
        let desk = try await Desk()
        let token = try #require(desk.tokens["journal"])
        let id = String(try #require(token.split(separator: ".").dropFirst().first))
        var headers: HTTPFields = [.contentType: "application/json", .authorization: "Bearer \(token)"]
        for (name, value) in [("api-version", "2"), ("nhn-source-system", "t")] {
            headers[try #require(HTTPField.Name(name))] = value
        }
        let body = Desk.submission(of: Desk.document()).bytes
        let reply = await desk.api.respond(to: .post, "/Messages", headers: headers, certificate: nil) { _, _ in
            try await desk.change { try $0.delete(APIToken.self, id: id) }
            return body
        }
        #expect(reply.status == .unauthorized)
        let stored = try await desk.nord.store.read { try $0.messages(MessageQuery()).count }
        #expect(stored == 0)
    }
}
