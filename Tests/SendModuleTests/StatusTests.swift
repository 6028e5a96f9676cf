import Certificates
import Foundation
import HTTPTypes
import Identifiers
import SealedSubmission
import TestSupport
import Testing
import Trustee

@testable import SendModule

@Suite("What the send module shows")
struct StatusTests {
    @Test("I-040 a unit sees the steps of its own submissions and the next number, and no other's")
    func status() async throws {
        let scene = try await Scene()
        try await scene.serving { client in
            let north = try await client.loggedIn()
            let south = try await client.loggedIn(as: "9902")
            let sealed = try SealedByMunicipality(scene, sequence: 4)
            _ = try await north.deliver(sealed)
            try await scene.store.keep(
                StatusEvent(submission: sealed.id, step: .received, at: Scene.start + 60), now: Scene.start)
            let status = try await north.send(.get, "/submissions/\(sealed.id)")
            #expect(status.json?["state"] as? String == "received")
            #expect(status.json?["countsAs"] as? String == "ordinary")
            let steps = try #require(status.json?["steps"] as? [[String: String]])
            #expect(Set(steps.compactMap { $0["step"] }) == ["receiving", "received", "register.received"])
            #expect(steps.last == ["step": "register.received", "at": "2017-01-14T12:01:00Z"])
            let list = try await north.send(.get, "/submissions")
            #expect((list.json?["submissions"] as? [Any])?.count == 1)
            let next = list.json?["nextSequence"] as? [String: Int]
            #expect(next == ["ordinary": 5, "correction": 1, "test": 1])
            let others = try await south.send(.get, "/submissions")
            #expect((others.json?["submissions"] as? [Any])?.isEmpty == true)
        }
    }

    @Test("I-018 the year's keys are there for everybody, as they were signed; another year's are not")
    func keys() async throws {
        let scene = try await Scene()
        try await scene.serving { client in
            let key = try await client.send(.get, "/keys/2016/register")
            #expect(key.status == 200)
            #expect(try await scene.store.publishedKey(of: .register, year: 2016) == key.body)
            for path in ["/keys/2015/register", "/keys/2016/trustee", "/keys/2016/nobody", "/keys/x/register"] {
                #expect(try await client.send(.get, path).status == 404)
            }
        }
    }

    @Test("I-004 the season's dates and phase are there for everybody")
    func season() async throws {
        let scene = try await Scene()
        try await scene.serving { client in
            let now = try await client.send(.get, "/season")
            #expect(now.json?["yearReported"] as? Int == 2016)
            #expect(now.json?["takesSubmissions"] as? Bool == true)
            #expect(now.json?["lastDay"] as? String == "2017-01-15")
            #expect(now.json?["pinLetterTo"] as? String == "postmottak")
            scene.clock.pass(200 * 86_400)
            #expect(try await client.send(.get, "/season").json?["takesSubmissions"] as? Bool == false)
        }
    }

    @Test("an address of nothing and a method that an address does not take are told apart")
    func routes() async throws {
        let id = try #require(SubmissionID(bytes: [UInt8](repeating: 10, count: 16)))
        #expect(SendRoute(path: "/Sendemodul/SUBMISSIONS/\(id.text.uppercased())/Complete") == .complete(id))
        #expect(SendRoute(path: "/submissions/\(id)/parts/content-0001.p7m") == .part(id, PartName(.content, 1)))
        for path in [
            "/", "/sendemodul", "/submissions/x", "/submissions/\(id)/parts", "/submissions/\(id)/parts/../x",
            "/submissions/\(id)/parts/content-1", "/login/x", "/submissions/\(id)/complete/x",
        ] {
            #expect(SendRoute(path: path) == nil)
        }
        let scene = try await Scene()
        try await scene.serving { client in
            #expect(try await client.send(.get, "/nothing").code == "notFound")
            let wrong = try await client.send(.delete, "/submissions/\(id)/parts/content-0001")
            #expect(wrong.status == 405)
            #expect(wrong.headers["allow"] == "HEAD, PATCH")
            #expect(wrong.headers["cache-control"] == "no-store")
        }
    }

    @Test("every problem has its own sentence", arguments: ProblemCode.allCases)
    func sentences(code: ProblemCode) {
        #expect(code.status.code >= 400)
        #expect(ProblemCode.allCases.filter { $0.title == code.title } == [code])
    }
}
