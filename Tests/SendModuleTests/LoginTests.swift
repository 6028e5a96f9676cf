import Certificates
import Cryptography
import Foundation
import HTTPTypes
import Identifiers
import TestSupport
import Testing
import Texts
import Trustee

@testable import SendModule

@Suite("Logging in to the send module")
struct LoginTests {
    private static let right = [
        "municipality": "9901", "district": "00", "organisation": Scene.north.number.digits, "pin": Scene.pin,
    ]

    @Test("I-026 four right fields give a token, the district is 00 when it is left out, and letters of any case do")
    func pin() async throws {
        let scene = try await Scene()
        try await scene.serving { client in
            var fields = Self.right
            fields["district"] = nil
            for path in ["/login", "/Sendemodul/login", "/SENDEMODUL/LogIn/"] {
                let answer = try await client.post(path, json: fields)
                #expect(answer.status == 200)
                #expect(answer.json?["unit"] as? String == "9901-00")
                #expect(answer.json?["way"] as? String == "pin")
                var known = client
                known.token = answer.json?["token"] as? String
                #expect(try await known.send(.get, "/submissions").status == 200)
            }
        }
    }

    @Test("T-085 whatever is wrong, the answer is the same to the octet, and names the letter with the PIN")
    func uniform() async throws {
        let scene = try await Scene()
        try await scene.serving { client in
            var answers: Set<[UInt8]> = []
            let wrong = [
                ("municipality", "9999"), ("municipality", "99"), ("municipality", ""), ("district", "03"),
                ("district", "x"), ("organisation", Scene.south.number.digits), ("organisation", ""), ("pin", "0000"),
                ("pin", ""), ("pin", String(repeating: "9", count: 500)),
            ]
            for (field, value) in wrong {
                var fields = Self.right
                fields[field] = value
                let answer = try await client.post("/login", json: fields)
                #expect(answer.status == 401)
                #expect(answer.code == "loginRefused")
                answers.insert(answer.body)
                scene.clock.pass(1_000)
            }
            let body = try #require(answers.first)
            #expect(answers.count == 1)
            let text = String(decoding: body, as: UTF8.self)
            #expect(text.contains("2016-11-15"))
            #expect(text.contains("postmottak"))
            #expect(text.contains("certificate"))
        }
    }

    @Test("T-086 while PINs rest, a right one is refused as a wrong one is")
    func resting() async throws {
        let scene = try await Scene()
        try await scene.serving { client in
            var wrong = Self.right
            wrong["pin"] = "0000"
            var refused: Client.Answer?
            for _ in 0..<6 { refused = try await client.post("/login", json: wrong) }
            let right = try await client.post("/login", json: Self.right)
            #expect(right.status == 401)
            #expect(right.body == refused?.body)
            scene.clock.pass(1_000)
            #expect(try await client.post("/login", json: Self.right).status == 200)
        }
    }

    @Test("too many at once are told so, and nothing is counted")
    func busy() async throws {
        let full = PinHashing(dummy: "") {
            $0
        } verify: { _, _ in
            throw PinHashing.Busy()
        }
        let scene = try await Scene(hashing: full)
        try await scene.serving { client in
            let answer = try await client.post("/login", json: Self.right)
            #expect(answer.status == 503)
            #expect(answer.code == "busy")
            #expect(answer.headers["retry-after"] == "5")
        }
    }

    @Test("T-088 a challenge signed with the organisation certificate lets in, once, also when PINs rest")
    func certificate() async throws {
        let scene = try await Scene()
        try await scene.serving { client in
            var wrong = Self.right
            wrong["pin"] = "0000"
            for _ in 0..<6 { _ = try await client.post("/login", json: wrong) }
            let form = try await Self.signed(by: Scene.north, client, scene)
            let answer = try await client.post("/login", json: form)
            #expect(answer.status == 200)
            #expect(answer.json?["way"] as? String == "certificate")
            #expect(try await client.post("/login", json: form).code == "loginRefused")
        }
    }

    @Test(
        "T-087 after a hundred wrong ones the right PIN is refused as a wrong one is; the certificate works and is named"
    )
    func exhausted() async throws {
        let scene = try await Scene()
        try await scene.serving { client in
            var wrong = Self.right
            wrong["pin"] = "0000"
            var refused: Client.Answer?
            for _ in 0..<100 {
                refused = try await client.post("/login", json: wrong)
                scene.clock.pass(1_000)
            }
            let right = try await client.post("/login", json: Self.right)
            #expect(right.status == 401)
            #expect(right.body == refused?.body)
            let words = String(decoding: right.body, as: UTF8.self)
            #expect(words.contains("Signing the challenge with the organisation certificate always works."))
            #expect(try await scene.store.alarms().map(\.kind).contains(.pinExhausted))
            let browser = Browser(scene)
            _ = try await browser.get("/?lang=nb")
            let page = try await browser.post("/innlogging", Self.right)
            #expect(page.status == .unauthorized)
            #expect(page.text.contains(SendPageText.certificateWay.phrase.text(.nb)))
            let form = try await Self.signed(by: Scene.north, client, scene)
            #expect(try await client.post("/login", json: form).json?["way"] as? String == "certificate")
        }
    }

    @Test("another organisation's signature is refused as a wrong PIN is; half a form is told apart")
    func strangers() async throws {
        let scene = try await Scene()
        try await scene.serving { client in
            let form = try await Self.signed(by: Scene.south, client, scene)
            let refused = try await client.post("/login", json: form)
            var wrong = Self.right
            wrong["pin"] = "0000"
            #expect(try await client.post("/login", json: wrong).body == refused.body)
            for field in ["challenge", "certificate", "signature", "municipality"] {
                var half = form
                half[field] = nil
                #expect(try await client.post("/login", json: half).code == "malformed")
            }
            #expect(try await client.send(.post, "/login", Array("no JSON".utf8)).code == "malformed")
            let long = [UInt8](repeating: 32, count: SendModuleAPI.longestLogin + 1)
            #expect(try await client.send(.post, "/login", long).status == 413)
        }
    }

    @Test("a token is good for half an hour and until it is given back; another one is good for nothing")
    func tokens() async throws {
        let scene = try await Scene()
        try await scene.serving { client in
            #expect(try await client.send(.get, "/submissions").code == "loginNeeded")
            var known = try await client.loggedIn()
            scene.clock.pass(Tickets.lifetime - 1)
            #expect(try await known.send(.get, "/submissions").status == 200)
            scene.clock.pass(1)
            #expect(try await known.send(.get, "/submissions").status == 401)
            known = try await client.loggedIn()
            #expect(try await known.send(.post, "/logout").status == 204)
            #expect(try await known.send(.get, "/submissions").status == 401)
            known.token = String(repeating: "a", count: 64)
            #expect(try await known.send(.get, "/submissions").status == 401)
        }
    }

    @Test("a unit has no more than its share of tokens: the oldest makes room")
    func manyTokens() async throws {
        let scene = try await Scene()
        try await scene.serving { client in
            let first = try await client.loggedIn()
            let other = try await client.loggedIn(as: "9902")
            for _ in 0..<Tickets.mostOfOneUnit {
                scene.clock.pass(1)
                _ = try await client.loggedIn()
            }
            #expect(try await first.send(.get, "/submissions").status == 401)
            #expect(try await other.send(.get, "/submissions").status == 200)
        }
    }

    private static func signed(
        by organisation: SyntheticOrganisations.Organisation, _ client: Client, _ scene: Scene
    ) async throws -> [String: String] {
        let given = try await client.send(.get, "/challenge?municipality=9901&district=00")
        let text = try #require(given.json?["challenge"] as? String)
        let challenge = try #require(Base64.decode(text.utf8))
        let signer = try scene.authority.issue(organisation, purpose: .signing, now: Scene.start)
        let unit = try #require(ReportingUnit("9901-00"))
        let signature = try signer.key.sign(ChallengeAnswer.statement(unit: unit, challenge: challenge))
        return [
            "municipality": "9901", "challenge": text, "certificate": Base64.encode(signer.certificate.der),
            "signature": Base64.encode(signature),
        ]
    }
}
