import Exchange
import Foundation
import HTTPTypes
import Identifiers
import Store
import TestSupport
import Testing

@testable import RecordSystemAPI

/// Documents that a record system hands in, and how it learns what became of them.
@Suite("M-053 sending through the API") struct SendingTests {
    @Test("M-053 a document is stored before it is answered, has an address, and is unconfirmed until a receipt comes")
    func post() async throws {
        let desk = try await Desk()
        let document = Desk.document()
        let answer = await desk.ask(.post, "/Messages", body: Desk.submission(of: document))
        #expect(answer.status == 201)
        let id = try #require(answer.json.string)
        #expect(answer.reply.headers[.location] == "/Messages/\(id)")
        let status = await desk.ask(.get, "/Messages/\(id)/status")
        #expect(
            status.json == [
                ["receiverHerId": 70001, "transportDeliveryState": "Unconfirmed", "appRecStatus": .null]
            ])
        let stored = await desk.ask(.get, "/Messages/\(id)/business-document")
        #expect(stored.json["businessDocument"]?.string.flatMap { Data(base64Encoded: $0) } == Data(document))
        #expect(await desk.ask(.get, "/Messages/\(id)/apprec").json.elements?.first?["appRecErrorList"] == .null)
        #expect(await desk.ask(.get, "/Messages/\(id)", as: "health").status == 404, "another system's")
    }

    @Test("M-053 the same document again is the same message; another under its MsgId is refused")
    func twice() async throws {
        let desk = try await Desk()
        let msgID = UUID()
        let first = await desk.ask(.post, "/Messages", body: Desk.submission(of: Desk.document(msgID: msgID)))
        let again = await desk.ask(.post, "/Messages", body: Desk.submission(of: Desk.document(msgID: msgID)))
        #expect(again.json == first.json)
        let other = await desk.ask(
            .post, "/Messages", body: Desk.submission(of: Desk.document(.dischargeReport, msgID: msgID)))
        #expect(other.status == 400 && other.code == 1009)
        #expect(other.json["reason"] == "message-id-reused")
    }

    @Test("M-053 an Idempotency-Key gives the same answer again, and refuses another request")
    func idempotency() async throws {
        let desk = try await Desk()
        let key = try #require(HTTPField.Name("Idempotency-Key"))
        let body = Desk.submission(of: Desk.document())
        let first = await desk.ask(.post, "/Messages", body: body, headers: [key: "a"])
        #expect(await desk.ask(.post, "/Messages", body: body, headers: [key: "a"]).json == first.json)
        let other = Desk.submission(of: Desk.document())
        #expect(await desk.ask(.post, "/Messages", body: other, headers: [key: "a"]).code == 1012)
        #expect(await desk.ask(.post, "/Messages", body: other, headers: [key: "b"]).status == 201)
    }

    @Test("M-053 what is no document, or from a HER-id that is not the system's, is refused with what to do")
    func refused() async throws {
        let desk = try await Desk()
        let foreign = await desk.ask(
            .post, "/Messages", body: Desk.submission(of: Desk.document(from: Desk.health)))
        #expect(foreign.status == 403 && foreign.code == 1003)
        let garbage = await desk.ask(.post, "/Messages", body: Desk.submission(of: Array("<a/>".utf8)))
        #expect(garbage.status == 400 && garbage.code == 1009)
        #expect((garbage.json["validationErrors"]?.elements ?? []).count > 1, "what it is and what to do")
        #expect(garbage.json["requestId"]?.string?.isEmpty == false)
        #expect(garbage.json["type"] == "/problems/document-refused")
        for body: JSONValue in [
            [:], ["businessDocument": "?", "contentType": "application/xml", "contentTransferEncoding": "base64"],
            ["businessDocument": "PGEvPg==", "contentType": "text/plain", "contentTransferEncoding": "base64"],
            ["businessDocument": "PGEvPg==", "contentType": "application/xml", "contentTransferEncoding": "8bit"],
            ["businessDocument": 1, "contentType": "application/xml", "contentTransferEncoding": "base64"],
            [
                "businessDocument": "PGEvPg==", "contentType": "application/xml", "contentTransferEncoding": "base64",
                "ebXmlOverrides": ["cpaId": "a\nb"],
            ],
        ] {
            #expect(await desk.ask(.post, "/Messages", body: body).code == 1006)
        }
    }

    @Test(
        "M-108 M-112 a refusal, ours or theirs, reaches the record system as a notice in three languages, once read gone"
    )
    func notices() async throws {
        let desk = try await Desk()
        let answer = await desk.ask(.post, "/Messages", body: Desk.submission(of: Desk.document()))
        let id = try #require(answer.json.string)
        try await desk.nord.store.write { transaction in
            guard let serverID = UUID(uuidString: id), let message = try transaction.message(serverID: serverID) else {
                return
            }
            for (step, reason) in [("acknowledged", nil), ("appRecMissing", "no-appRec-in-time")] {
                try transaction.append(
                    MessageEvent(
                        message: message.key, at: Desk.now, step: step, actor: "server",
                        detail: reason.map { ["reason": $0] } ?? [:]))
            }
            try transaction.enqueue(
                NewJob(kind: "notice", message: message.key, orderKey: id, fairnessKey: "", runAt: Desk.now))
        }
        try await desk.work(desk.nord)
        let notices = try #require(await desk.ask(.get, "/Notices").json.elements)
        #expect(notices.map { $0["outcome"] } == ["acknowledged", "appRecMissing"])
        #expect(notices.map { $0["needsAction"] } == [false, true])
        #expect(notices[1]["messageId"] == .string(id))
        for language in ["nb", "nn", "en"] {
            #expect(notices[1]["sentences"]?[language]?.string?.isEmpty == false)
        }
        let notice = try #require(notices[1]["id"]?.string)
        #expect(await desk.ask(.put, "/Messages/\(id)/notices/\(notice)/read", as: "health").status == 404)
        #expect(await desk.ask(.put, "/Messages/\(id)/notices/\(notice)/read").status == 204)
        #expect(await desk.ask(.get, "/Notices").json.elements?.count == 1)
        #expect(await desk.ask(.put, "/Messages/\(id)/notices/\(id)/read").status == 404)
        #expect(await desk.ask(.get, "/Notices", as: "health").json == [])
        #expect(await desk.ask(.get, "/Notices?SenderHerIds=80002").status == 403)
        #expect(
            await desk.ask(.get, "/Messages?ReceiverHerIds=80001").json == [], "a notice is no document")
    }

    @Test("M-110 an AppRec that came back is told with its errors, and is a message of its own to be read")
    func appRecErrors() async throws {
        let desk = try await Desk()
        let answer = await desk.ask(.post, "/Messages", body: Desk.submission(of: Desk.document()))
        let id = try #require(answer.json.string)
        let receipt = Array(
            """
            <AppRec xmlns="http://www.kith.no/xmlstds/apprec/2012-02-15"><MsgType V="APPREC"/>\
            <MIGversion>v1.1 2012-02-15</MIGversion><GenDate>2026-09-21T10:00:00Z</GenDate><Id>r1</Id>\
            <Sender><Role V="PRIM"/><HCP><Inst><Name>S</Name><Id>70001</Id><TypeId V="HER"/></Inst></HCP></Sender>\
            <Receiver><Role V="AVS"/><HCP><Inst><Name>J</Name><Id>80001</Id><TypeId V="HER"/></Inst></HCP></Receiver>\
            <Status V="2"/><Error V="E10" S="2.16.578.1.12.4.1.1.8221" DN="Ugyldig" OT="Feil id"/>\
            <OriginalMsgId><MsgType V="X"/><IssueDate>2026-09-21T10:00:00Z</IssueDate><Id>m</Id></OriginalMsgId></AppRec>
            """.utf8)
        let content = try desk.nord.store.seal(receipt)
        let appRecID = UUID()
        try await desk.nord.store.write { transaction in
            guard let serverID = UUID(uuidString: id), let message = try transaction.message(serverID: serverID) else {
                return
            }
            var received = StoredMessage(
                serverID: appRecID, direction: .incoming, kind: .appRec, state: .handedOver, at: Desk.now)
            received.toHER = Desk.journal
            let appRec = try transaction.insert(received)
            try transaction.put(content, .document, of: appRec.key)
            try transaction.set(
                ReceiverState(
                    message: message.key, receiver: Desk.partner, state: .rejected, appRec: appRec.key, at: Desk.now))
            try transaction.append(
                MessageEvent(
                    message: message.key, at: Desk.now, step: "appRecRejected", actor: "partner:70001",
                    detail: ["appRec": appRecID.uuidString.lowercased()]))
            try transaction.enqueue(
                NewJob(kind: "notice", message: message.key, orderKey: id, fairnessKey: "", runAt: Desk.now))
        }
        try await desk.work(desk.nord)
        let told = try #require(await desk.ask(.get, "/Messages/\(id)/apprec").json.elements?.first)
        #expect(told["appRecStatus"] == "Rejected")
        #expect(told["appRecErrorList"]?.elements?.first?["errorCode"] == "E10")
        #expect(told["appRecErrorList"]?.elements?.first?["details"] == "Feil id")
        #expect(await desk.ask(.get, "/Messages/\(id)/status").json.elements?.first?["appRecStatus"] == "Rejected")
        let notice = try #require(await desk.ask(.get, "/Notices").json.elements?.first)
        #expect(notice["appRecId"] == .string(appRecID.uuidString.lowercased()))
        let document = await desk.ask(.get, "/Messages/\(appRecID.uuidString)/business-document")
        #expect(document.json["businessDocument"]?.string.flatMap { Data(base64Encoded: $0) } == Data(receipt))
    }

    @Test("M-053 one submission to several receivers: a state for each, all under one id; a subset goes to those only")
    func copies() async throws {
        let desk = try await Desk()
        let document = Desk.document(copies: [Desk.second])
        let all = await desk.ask(.post, "/Messages", body: Desk.submission(of: document))
        let id = try #require(all.json.string)
        let status = await desk.ask(.get, "/Messages/\(id)/status")
        #expect(status.json.elements?.map { $0["receiverHerId"] } == [70001, 70002])
        var subset = Desk.submission(of: Desk.document(copies: [Desk.second]))
        subset = subset.adding("receiverHerIdsSubset", [70002])
        let one = try #require(await desk.ask(.post, "/Messages", body: subset).json.string)
        #expect(await desk.ask(.get, "/Messages/\(one)/status").json.elements?.map { $0["receiverHerId"] } == [70002])
        let stranger = Desk.submission(of: Desk.document()).adding("receiverHerIdsSubset", [70003])
        #expect(await desk.ask(.post, "/Messages", body: stranger).json["reason"] == "receiver-not-named")
    }

    @Test(
        "M-053 what is wished of the envelope is kept for the message; the client's own name stands in eb:Description")
    func wishes() async throws {
        let desk = try await Desk()
        let body = Desk.submission(of: Desk.document()).adding(
            "ebXmlOverrides", ["conversationId": "c-1", "compressPayload": true, "service": "S"])
        let id = try #require(await desk.ask(.post, "/Messages", body: body).json.string)
        let wishes = try await desk.nord.store.read { try $0.wishes(of: id) }
        #expect(wishes?.conversationID == "c-1" && wishes?.compressPayload == true && wishes?.service == "S")
        #expect(wishes?.applicationName == "Journal" && wishes?.applicationVersion == "1.0")
    }

    @Test("M-053 a dry run gives the verdict of sending, and leaves nothing behind")
    func dryRun() async throws {
        let desk = try await Desk()
        func verdict(_ document: [UInt8]) async -> JSONValue {
            await desk.ask(.post, "/Messages/dry-run", body: Desk.submission(of: document)).json
        }
        let good = await verdict(Desk.document())
        #expect(good == ["accepted": true, "held": false, "reason": .null, "validationErrors": [], "remarks": []])
        let fromPerson = await verdict(Desk.document(asPerson: true))
        #expect(fromPerson["accepted"] == true && fromPerson["validationErrors"] == [])
        #expect(fromPerson["remarks"]?.elements?.count == 2, "M-080, M-081: what it is and what to do")
        #expect(await verdict(Desk.document(to: Desk.second))["reason"] == "partner-unknown")
        #expect(await verdict(Desk.document(from: Desk.health))["reason"] == "sender-not-allowed")
        desk.register.goDown()
        let held = await verdict(Desk.document())
        #expect(held["accepted"] == true && held["held"] == true && held["reason"] == "register-unavailable")
        #expect(held["validationErrors"]?.elements?.isEmpty == false)
        #expect(try await desk.nord.store.read { try $0.messages(MessageQuery()) } == [])
    }
}
