import Foundation
import HTTPTypes
import Identifiers
import Store
import TestSupport
import Testing

@testable import RecordSystemAPI

/// Documents that a record system fetches: listed until read, byte for byte, its own only.
@Suite("M-053 receiving through the API") struct ReceivingTests {
    @Test("M-053 a received document is listed, fetched byte for byte, and gone from the list once read")
    func walk() async throws {
        let desk = try await Desk()
        let msgID = UUID()
        let id = try await desk.deliver(msgID: msgID).uuidString.lowercased()
        let list = await desk.ask(.get, "/Messages?ReceiverHerIds=80001&IncludeMetadata=true")
        #expect(list.status == 200)
        let item = try #require(list.json.elements?.first)
        #expect(list.json.elements?.count == 1)
        #expect(item["id"] == .string(id))
        #expect(item["businessDocumentId"] == .string(msgID.uuidString.lowercased()))
        #expect(item["senderHerId"] == 70001)
        #expect(item["isAppRec"] == false)
        let document = await desk.ask(.get, "/Messages/\(id)/business-document")
        let sent = Desk.document(.admitted, from: Desk.partner, to: Desk.journal, msgID: msgID)
        #expect(document.json["businessDocument"]?.string.flatMap { Data(base64Encoded: $0) } == Data(sent))
        #expect(document.json["contentTransferEncoding"] == "base64")
        #expect(await desk.ask(.get, "/Messages/\(id)").json == item)
        #expect(await desk.ask(.put, "/Messages/\(id)/read/80001").status == 204)
        #expect(await desk.ask(.get, "/Messages?ReceiverHerIds=80001").json == [])
        #expect(await desk.ask(.put, "/Messages/\(id)/read/80001").status == 204, "a read mark twice is no fault")
        #expect(await desk.ask(.get, "/Messages/\(id)/business-document").status == 200, "and the document stays")
    }

    @Test("M-053 without metadata only id and receiver are told, as the national service does")
    func sparse() async throws {
        let desk = try await Desk()
        let id = try await desk.deliver().uuidString.lowercased()
        let list = await desk.ask(.get, "/Messages?receiverherids=80001")
        #expect(list.json == [["id": .string(id), "receiverHerId": 80001]])
    }

    @Test("M-053 order by GenDate both ways, a number to fetch, a sender and a MsgId narrow the list")
    func narrowing() async throws {
        let desk = try await Desk()
        let wanted = UUID()
        let old = try await desk.deliver(generated: Desk.now - 7200).uuidString.lowercased()
        let new = try await desk.deliver(generated: Desk.now - 60, msgID: wanted).uuidString.lowercased()
        let middle = try await desk.deliver(generated: Desk.now - 3600).uuidString.lowercased()
        func ids(_ query: String) async -> [String] {
            let list = await desk.ask(.get, "/Messages?ReceiverHerIds=80001\(query)")
            return (list.json.elements ?? []).compactMap { $0["id"]?.string }
        }
        #expect(await ids("") == [old, middle, new])
        #expect(await ids("&OrderBy=Descending") == [new, middle, old])
        #expect(await ids("&OrderBy=2&MessagesToFetch=1") == [new])
        #expect(await ids("&BusinessDocumentId=\(wanted.uuidString.lowercased())") == [new])
        #expect(await ids("&SenderHerId=70001").count == 3)
        #expect(await ids("&SenderHerId=70002") == [])
    }

    @Test("M-037 a record system sees nothing of another one or another tenant, not even whether it is there")
    func apart() async throws {
        let desk = try await Desk()
        let id = try await desk.deliver().uuidString.lowercased()
        for foreign in ["health", "records"] {
            for path in ["", "/business-document", "/status", "/apprec"] {
                #expect(await desk.ask(.get, "/Messages/\(id)\(path)", as: foreign).status == 404)
            }
            #expect(await desk.ask(.get, "/Messages?ReceiverHerIds=80001", as: foreign).status == 403)
            #expect(await desk.ask(.put, "/Messages/\(id)/read/80001", as: foreign).status == 403)
            let herID = foreign == "health" ? 80_002 : 90_001
            #expect(await desk.ask(.put, "/Messages/\(id)/read/\(herID)", as: foreign).status == 404)
            #expect(
                await desk.ask(.post, "/Messages/\(id)/apprec/\(herID)", as: foreign, body: ["appRecStatus": "Ok"])
                    .status == 404)
        }
        #expect(await desk.ask(.get, "/Messages?ReceiverHerIds=80001").json.elements?.count == 1)
        let unknown = await desk.ask(.get, "/Messages/\(UUID().uuidString)")
        let foreign = await desk.ask(.get, "/Messages/\(id)", as: "records")
        #expect(unknown.code == foreign.code && unknown.json["error"] == foreign.json["error"])
    }

    @Test("M-053 `Prefer: wait` answers when a document comes, and empty when none does")
    func longPoll() async throws {
        let desk = try await Desk()
        let prefer = try #require(HTTPField.Name("Prefer"))
        async let waiting = desk.ask(.get, "/Messages?ReceiverHerIds=80001", headers: [prefer: "wait=60"])
        // Whether it listens already or not: the bell rings for both.
        let id = try await desk.deliver().uuidString.lowercased()
        #expect(await waiting.json.elements?.first?["id"] == .string(id))
        let empty = await desk.ask(.get, "/Messages?ReceiverHerIds=80001&SenderHerId=1", headers: [prefer: "wait=1"])
        #expect(empty.json == [])
    }

    @Test("HIS 80415 a receipt is written, sent once, and the same asked again is the same receipt")
    func appRec() async throws {
        let desk = try await Desk()
        let id = try await desk.deliver().uuidString.lowercased()
        let path = "/Messages/\(id)/apprec/80001"
        let rejected: JSONValue = [
            "appRecStatus": "Rejected", "appRecErrorList": [["errorCode": "E35", "details": "Ikke hos oss"]],
        ]
        let first = await desk.ask(.post, path, body: rejected)
        #expect(first.status == 201)
        let again = await desk.ask(.post, path, body: rejected)
        #expect(again.json == first.json, "one receipt, however often it is asked for")
        let other = await desk.ask(.post, path, body: ["appRecStatus": 1])
        #expect(other.status == 409 && other.code == 1011, "only the first counts")
        let receipt = try #require(first.json.string)
        let document = await desk.ask(.get, "/Messages/\(receipt)/business-document")
        let text = String(
            decoding: try #require(document.json["businessDocument"]?.string.flatMap { Data(base64Encoded: $0) }),
            as: UTF8.self)
        #expect(text.contains("E35") && text.contains("Ikke hos oss"))
        #expect(await desk.ask(.get, "/Messages/\(receipt)").json["isAppRec"] == true)
        #expect(await desk.ask(.post, "/Messages/\(receipt)/apprec/80001", body: rejected).code == 1010)
    }

    @Test("HIS 80415 a rejection needs an error of code list 8221, and a receiver that the document names")
    func appRecRefused() async throws {
        let desk = try await Desk()
        let id = try await desk.deliver().uuidString.lowercased()
        let path = "/Messages/\(id)/apprec/80001"
        for body: JSONValue in [
            ["appRecStatus": "Rejected"], ["appRecStatus": "Rejected", "appRecErrorList": []], ["appRecStatus": "Nei"],
            ["appRecStatus": "2", "appRecErrorList": [["errorCode": "Q1", "details": ""]]], [:],
            ["appRecStatus": "2", "appRecErrorList": [["errorCode": "E35"]]], ["appRecStatus": "Ok", "more": 1],
        ] {
            let answer = await desk.ask(.post, path, body: body)
            #expect(answer.status == 400 && answer.code == 1006, "\(answer.json)")
            #expect(answer.json["validationErrors"]?.elements?.isEmpty == false)
        }
        #expect(await desk.ask(.post, "/Messages/\(id)/apprec/80002", body: ["appRecStatus": "Ok"]).status == 403)
    }

    @Test("HITS 1168 5.4 the same document in two messages: the second says which one it repeats")
    func repeats() async throws {
        let desk = try await Desk()
        let msgID = UUID()
        let first = try await desk.deliver(msgID: msgID).uuidString.lowercased()
        let second = try await desk.deliver(msgID: msgID).uuidString.lowercased()
        #expect(await desk.ask(.get, "/Messages/\(first)/findings").json == ["remarks": [], "repeats": .null])
        #expect(await desk.ask(.get, "/Messages/\(second)/findings").json["repeats"] == .string(first))
        #expect(await desk.ask(.get, "/Messages/\(second)/findings", as: "health").status == 404)
    }
}
