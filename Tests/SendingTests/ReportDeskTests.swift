import Foundation
import Identifiers
import Reporting
import SealedSubmission
import TestSupport
import Testing
import Texts
import Trustee

@Suite("Asking the send module about what was sent")
struct ReportDeskTests {
    private static let id = SubmissionID("0b5e0e5c-7a44-4f0e-9c58-0d1f6a3b2c11")!
    private static let contact =
        #""contact":{"email":"iplos@nordbygda.kommune.example","name":"Bjørg Prøvesen","phone":"68050001","role":"IPLOS-kontakt"}"#

    /// A send module by the contract in the article, as far as password and contact go.
    private func server(_ season: String, password: ScriptedServer.Answer? = nil) -> ScriptedServer {
        ScriptedServer { request in
            switch (request.method, request.path) {
            case (_, "/season"): .json(season)
            case (_, "/login"): .json(#"{"token":"t","expiresAt":"2017-01-14T13:20:00Z","unit":"9901-00","way":"pin"}"#)
            case (_, "/logout"): ScriptedServer.Answer(status: 204)
            case ("GET", _) where request.path.hasPrefix("/challenge"):
                .json(#"{"challenge":"AAAA","unit":"9901-00"}"#)
            case ("POST", "/submissions/\(Self.id)/password"):
                password
                    ?? .json(
                        #"{"destroyedAt":"2017-02-08T09:45:00Z","password":"p-w","shownAt":"2017-02-08T09:30:00Z","submission":"\#(Self.id)"}"#
                    )
            case ("GET", "/submissions/\(Self.id)/contact"):
                .json(#"{"submission":"\#(Self.id)",\#(Self.contact),"number":0}"#)
            case ("PUT", "/submissions/\(Self.id)/contact"):
                .json(
                    #"{"submission":"\#(Self.id)",\#(Self.contact),"number":1,"changedAt":"2017-02-08T09:30:00Z"}"#)
            default: .problem("notFound", 404)
            }
        }
    }

    @Test("I-081 by certificate the password is shown with the time it goes, and its holder prints nothing of it")
    func password() async throws {
        let scene = try await SendingScene()
        let server = server(try await scene.season())
        try await server.standing { port in
            let client = try scene.client(port)
            let desk = ReportDesk(at: client, office: scene.office, logIn: .certificate(scene.keeper))
            let shown = try await desk.password(of: Self.id, claim: SendingScene.claim)
            #expect(shown.password == "p-w")
            #expect(shown.destroyedAt.timeIntervalSince(shown.shownAt) == 900)
            #expect(!"\(shown)".contains("p-w"))
            await client.close()
        }
        #expect(server.requests.map(\.path).suffix(2) == ["/submissions/\(Self.id)/password", "/logout"])
        let body = server.requests.first { $0.path.hasSuffix("/password") }?.body
        #expect(body == Array("{}".utf8))
    }

    @Test("I-081 a PIN alone shows no password and no contact, and the send module is not even asked")
    func pinAlone() async throws {
        let scene = try await SendingScene()
        let server = server(try await scene.season())
        try await server.standing { port in
            let client = try scene.client(port)
            let desk = ReportDesk(at: client, office: scene.office, logIn: .pin("4711"))
            let claim = SendingScene.claim
            let shown = try await refusal { try await desk.password(of: Self.id, claim: claim) }
            let seen = try await refusal { try await desk.contact(of: Self.id, claim: claim) }
            let changed = try await refusal {
                try await desk.change(Self.id, claim: claim, contact: SendingScene.contact, deputy: nil)
            }
            for fault in [shown, seen, changed] {
                #expect(fault?.code == .proofNeeded)
                #expect(fault?.consequence == .forbidden)
            }
            await client.close()
        }
        #expect(server.requests.isEmpty)
    }

    @Test("every refusal of the contract has its own fault")
    func refusals() async throws {
        let scene = try await SendingScene()
        let season = try await scene.season()
        let cases: [(String, Int, SendFault.Code, SendFault.Consequence)] = [
            ("proofNeeded", 403, .proofNeeded, .forbidden), ("codeRefused", 403, .codeRefused, .forbidden),
            ("passwordNotYet", 404, .passwordNotYet, .later), ("passwordGone", 410, .passwordGone, .forbidden),
            ("unknownSubmission", 404, .unknownSubmission, .mend), ("unavailable", 503, .unavailable, .reach),
            ("somethingNew", 418, .answerUnusable, .reach),
        ]
        for (code, status, expected, consequence) in cases {
            let server = server(season, password: .problem(code, status))
            let fault = try await server.standing { port in
                let client = try scene.client(port)
                let desk = ReportDesk(at: client, office: scene.office, logIn: .certificate(scene.keeper))
                let fault = try await refusal { try await desk.password(of: Self.id, claim: SendingScene.claim) }
                await client.close()
                return fault
            }
            #expect(fault?.code == expected)
            #expect(fault?.consequence == consequence)
        }
    }

    @Test("I-085 a contact is changed as a whole, an unusable one is refused here, and another submission's answer too")
    func contact() async throws {
        let scene = try await SendingScene()
        let server = server(try await scene.season())
        try await server.standing { port in
            let client = try scene.client(port)
            let desk = ReportDesk(at: client, office: scene.office, logIn: .certificate(scene.keeper))
            let claim = SendingScene.claim
            let now = try await desk.contact(of: Self.id, claim: claim)
            #expect(now.contact == SendingScene.contact)
            let deputy = Contact(name: "Kåre Testmoen", email: "kt@nordbygda.example", phone: "68050002", role: "leder")
            let changed = try await desk.change(
                Self.id, claim: claim, contact: SendingScene.contact, deputy: deputy)
            #expect(changed.number == 1)
            let unusable = Contact(name: "X", email: "nobody", phone: "68050002", role: "leder")
            let fault = try await refusal {
                try await desk.change(Self.id, claim: claim, contact: unusable, deputy: nil)
            }
            #expect(fault?.code == .contactRefused)
            #expect(fault?.cause == .contactAddress)
            await client.close()
        }
        let put = try #require(server.requests.first { $0.method == "PUT" })
        #expect((put.json["deputy"] as? [String: String])?["name"] == "Kåre Testmoen")
        #expect((put.json["contact"] as? [String: String])?["role"] == "IPLOS-kontakt")
        #expect(server.requests.count { $0.method == "PUT" } == 1)
    }

    @Test("I-037 the timeline is the real send module's, and its receipt turns late at a quarter past eight")
    func timeline() async throws {
        let scene = try await SendingScene()
        let folder = try await scene.sealed()
        // Arrived on 14 January at 13:00 in Norway: by 08:00 on the 15th, 07:00 UTC.
        let by = Date(timeIntervalSince1970: 1_484_463_600)
        let lists = try await scene.serving { port in
            let client = try scene.client(port)
            let sent = try await scene.sending(client).run(folder)
            try await scene.store.keep(
                StatusEvent(submission: sent.manifest.submission, step: .received, at: SendingScene.start + 60),
                now: SendingScene.start + 60)
            let desk = ReportDesk(at: client, office: scene.office, logIn: .pin(SendingScene.pin))
            var lists: [SubmissionList] = []
            for moment in [by, by + 899, by + 900] {
                scene.clock.pass(moment.timeIntervalSince(scene.clock.now))
                lists.append(try await desk.submissions(of: SendingScene.claim))
            }
            await client.close()
            return lists
        }
        #expect(lists.first?.nextSequence == ["ordinary": 2, "correction": 1, "test": 1])
        #expect(scene.keeper.told.isEmpty, "with a PIN nobody is there to keep it")
        let receipts = try lists.map { list in
            try #require(list.submissions.first).timeline.entries.first { $0.step == .receipt }
        }
        #expect(receipts.map { $0?.by } == [by, by, by])
        #expect(receipts.map { $0?.state } == [.waiting, .waiting, .late])
        let entries = try #require(lists.first?.submissions.first).timeline.entries
        #expect(entries.map(\.step) == ReportStep.allCases)
        let done = entries.filter { $0.state == .done }.map(\.step)
        #expect(done == [.sealed, .sent, .received])
        #expect(entries.first?.at == SendingScene.start, "the send module has it from the manifest")
        for entry in entries where entry.state == .waiting || entry.state == .late {
            #expect(entry.remark != nil)
        }
    }

    @Test("T-128 whoever asks by certificate has the next numbers kept, and numbers that are none are not understood")
    func nextNumbers() async throws {
        let scene = try await SendingScene()
        let season = try await scene.season()
        for (number, isOne) in [(5, true), (1_000_001, true), (1_000_002, false), (0, false)] {
            let server = ScriptedServer { request in
                switch (request.method, request.path) {
                case (_, "/season"): .json(season)
                case (_, "/login"):
                    .json(#"{"token":"t","expiresAt":"2017-01-14T13:20:00Z","unit":"9901-00","way":"certificate"}"#)
                case ("GET", _) where request.path.hasPrefix("/challenge"):
                    .json(#"{"challenge":"AAAA","unit":"9901-00"}"#)
                case ("GET", "/submissions"):
                    .json(#"{"unit":"9901-00","submissions":[],"nextSequence":{"ordinary":\#(number),"later":9}}"#)
                default: .problem("notFound", 404)
                }
            }
            let before = scene.keeper.told.count
            try await server.standing { port in
                let client = try scene.client(port)
                let desk = ReportDesk(at: client, office: scene.office, logIn: .certificate(scene.keeper))
                let fault = try await refusal { try await desk.submissions(of: SendingScene.claim) }
                #expect(fault?.code == (isOne ? nil : .answerUnusable))
                await client.close()
            }
            #expect(Array(scene.keeper.told.dropFirst(before)) == (isOne ? [[.ordinary: number]] : []))
        }
    }

    @Test(
        "a send module's timeline is shown as it is told, to where it ends, and one that tells none is not understood")
    func told() throws {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        func state(_ more: String) throws -> Reporting.SubmissionState {
            let head = #"{"submission":"\#(Self.id)","year":2016,"kind":"test","sequence":1,"state":"refused""#
            return try decoder.decode(Reporting.SubmissionState.self, from: Data((head + more + "}").utf8))
        }
        let refused = try state(
            #","timeline":[{"step":"sealed","state":"done","at":"2017-01-14T12:00:00Z"},"#
                + #"{"step":"receipt","state":"late","by":"2017-01-15T07:00:00Z"},"#
                + #"{"step":"controlled","state":"refused","at":"2017-01-15T09:00:00Z"}]"#
        ).timeline
        #expect(refused.entries.map(\.step) == [.sealed, .receipt, .controlled])
        #expect(refused.entries.map(\.state) == [.done, .late, .refused])
        #expect(refused.entries.first?.at == SendingScene.start)
        #expect(refused.has(.sealed) && !refused.has(.controlled) && !refused.has(.fetched))
        for wrong in ["", #","timeline":[{"step":"eaten","state":"done"}]"#, #","timeline":{}"#] {
            #expect(throws: DecodingError.self) { try state(wrong) }
        }
        // Before anybody is asked: what is known where it was sealed.
        let own = SubmissionTimeline(sealedAt: SendingScene.start, arrivedAt: nil)
        #expect(own.entries.map(\.step) == ReportStep.allCases)
        #expect(own.has(.sealed) && !own.has(.sent))
    }
}
