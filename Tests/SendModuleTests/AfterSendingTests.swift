import Certificates
import Cryptography
import Foundation
import Identifiers
import SealedSubmission
import TestSupport
import Testing
import Texts
import Trustee

@testable import SendModule

@Suite("Receipt, password and contact after sending")
struct AfterSendingTests {
    private static let password = "f7Kq-2vXw-9LmT-c4Rd-8sNb"

    static func ready(_ scene: Scene, _ id: SubmissionID) async throws {
        let sealed = try scene.trusteeKey.key.publicKey.encryptOAEP(
            Array(password.utf8), label: ArchivePasswordSeal.label(of: id))
        try await scene.store.keep(
            StatusEvent(submission: id, step: .fileReady, at: scene.clock.now, password: sealed), now: scene.clock.now)
    }

    private static func code(_ receipt: [UInt8], _ scene: Scene) throws -> ReceiptCode? {
        try scene.signers.open(receipt, as: SubmissionReceipt.self).document.code
    }

    @Test("I-031 the code is given to the log-in that has shown the manifest, and by certificate, and to no other")
    func code() async throws {
        let scene = try await Scene()
        try await scene.serving { client in
            let sender = try await client.loggedIn()
            let sealed = try SealedByMunicipality(scene)
            let receipt = try await sender.deliver(sealed).body
            #expect(try Self.code(receipt, scene) != nil)
            let path = "/submissions/\(sealed.id)"
            let other = try await client.loggedIn()
            for answer in [
                try await other.send(.post, path + "/complete"), try await other.send(.get, path + "/receipt"),
            ] {
                #expect(answer.status == 200)
                #expect(try Self.code(answer.body, scene) == nil)
            }
            #expect(try await sender.send(.get, path + "/receipt").body == receipt)
            let certified = try await client.certified()
            #expect(try await certified.send(.get, path + "/receipt").body == receipt)
            // Whoever lost the answer shows the manifest again.
            #expect(try await other.send(.put, path + "/manifest", sealed.manifest).body == receipt)
            #expect(try await other.send(.get, path + "/receipt").body == receipt)
            let south = try await client.loggedIn(as: "9902")
            #expect(try await south.send(.get, path + "/receipt").code == "unknownSubmission")
        }
    }

    @Test("I-045 the password is shown by POST, to a certificate or to a code, and each refusal has its own code")
    func password() async throws {
        let scene = try await Scene()
        try await scene.serving { client in
            let sender = try await client.loggedIn()
            let sealed = try SealedByMunicipality(scene)
            let code = try #require(try Self.code(try await sender.deliver(sealed).body, scene)).text
            let path = "/submissions/\(sealed.id)/password"
            func ask(_ client: Client, _ code: String?) async throws -> Client.Answer {
                try await client.post(path, json: code.map { ["code": $0] } ?? [:])
            }
            #expect(try await ask(sender, code).code == "passwordNotYet")
            try await Self.ready(scene, sealed.id)
            let alone = try await ask(sender, nil)
            #expect((alone.status, alone.code) == (403, "proofNeeded"))
            let wrong = try await ask(sender, "AAAA-AAAA-AAAA-AAAA-AAAA")
            #expect((wrong.status, wrong.code) == (403, "codeRefused"))
            #expect(try await sender.send(.get, path).status == 405)
            #expect(try await sender.send(.post, path, Array("[]".utf8)).code == "malformed")
            #expect(try await client.send(.post, path).code == "loginNeeded")
            let south = try await client.loggedIn(as: "9902")
            #expect(try await ask(south, code).code == "unknownSubmission")

            let shown = try await ask(sender, code.lowercased().replacingOccurrences(of: "-", with: " "))
            #expect(shown.status == 200)
            #expect(shown.json?["password"] as? String == Self.password)
            #expect(shown.json?["destroyedAt"] as? String == "2017-01-14T12:15:00Z")
            #expect(shown.headers["cache-control"] == "no-store")
            let certified = try await client.certified()
            let again = try await certified.send(.post, path)
            #expect(again.body == shown.body)
            scene.clock.pass(900)
            let gone = try await certified.send(.post, path)
            #expect((gone.status, gone.code) == (410, "passwordGone"))
        }
    }

    @Test("I-085 contact and deputy are changed with a code or by certificate, and refused with the field's fault")
    func contact() async throws {
        let scene = try await Scene()
        try await scene.serving { client in
            let sender = try await client.loggedIn()
            let sealed = try SealedByMunicipality(scene)
            let code = try #require(try Self.code(try await sender.deliver(sealed).body, scene)).text
            let path = "/submissions/\(sealed.id)/contact"
            func order(_ email: String, _ code: String? = nil) throws -> [UInt8] {
                var order: [String: Any] = [
                    "contact": ["name": "Ola Øy", "email": email, "phone": "68 05 00 01", "role": "IPLOS-kontakt"]
                ]
                order["code"] = code
                return [UInt8](try JSONSerialization.data(withJSONObject: order))
            }
            #expect(try await sender.send(.get, path).code == "proofNeeded")
            #expect(try await sender.send(.put, path, order("ola@a.example")).code == "proofNeeded")
            let bad = try await sender.send(.put, path, order("ola", code))
            #expect((bad.status, bad.code) == (422, "contactRefused"))
            #expect(bad.json?["fault"] as? String == "contactAddress")
            #expect(try await sender.send(.put, path, Array("{}".utf8)).code == "malformed")
            let changed = try await sender.send(.put, path, order("ola@a.example", code))
            #expect(changed.status == 200)
            #expect(changed.json?["number"] as? Int == 1)
            #expect(changed.json?["deputy"] == nil)
            #expect(scene.arrivals.all.count == 2)
            let status = try await sender.send(.get, "/submissions/\(sealed.id)")
            #expect(status.json?["contactEmail"] as? String == "o…@a.example")

            let certified = try await client.certified()
            let shown = try await certified.send(.get, path)
            #expect((shown.json?["contact"] as? [String: String])?["email"] == "ola@a.example")
            #expect(try await certified.send(.put, path, order("kari@a.example")).json?["number"] as? Int == 2)
        }
    }

    @Test("I-037 the timeline has its nine steps, the hour of the receipt, and says when that is late")
    func timeline() async throws {
        let scene = try await Scene()
        try await scene.serving { client in
            let sender = try await client.loggedIn()
            let sealed = try SealedByMunicipality(scene)
            _ = try await sender.deliver(sealed)
            try await scene.store.keep(
                StatusEvent(submission: sealed.id, step: .received, at: Scene.start + 60), now: Scene.start)
            func lines(_ client: Client) async throws -> [[String: String]] {
                let status = try await client.send(.get, "/submissions/\(sealed.id)").json
                return try #require(status?["timeline"] as? [[String: String]])
            }
            let now = try await lines(sender)
            #expect(now.compactMap { $0["step"] } == ReportStep.allCases.map(\.rawValue))
            #expect(now[1] == ["step": "sent", "state": "done", "at": "2017-01-14T12:00:00Z"])
            #expect(now[4] == ["step": "receipt", "state": "waiting", "by": "2017-01-15T07:00:00Z"])
            #expect(now[8] == ["step": "fetched", "state": "waiting"])
            scene.clock.pass(20 * 3_600)
            #expect(try await lines(client.loggedIn())[4]["state"] == "late")
            try await Self.ready(scene, sealed.id)
            let status = try await client.loggedIn().send(.get, "/submissions/\(sealed.id)").json
            #expect(status?["password"] as? String == "ready")
            #expect(status?["passwordUntil"] as? String == "2017-02-14T08:00:00Z")
        }
    }
}

@Suite("Revocation lists at the send module")
struct HeldTests {
    @Test(
        "T-036 without a list a manifest is held with a word when to come again, a log-in refused, and the signer told of"
    )
    func held() async throws {
        let scene = try await Scene(needsLists: true)
        try await scene.serving { client in
            let sender = try await client.loggedIn()
            let sealed = try SealedByMunicipality(scene)
            let answer = try await sender.send(.put, "/submissions/\(sealed.id)/manifest", sealed.manifest)
            #expect((answer.status, answer.code) == (503, "manifestHeld"))
            #expect(answer.headers["retry-after"] == "60")
            #expect(answer.json?["fault"] as? String == "revocationUnknown")
            #expect(scene.held.all.map(\.organisationNumber) == [Scene.north.number])
            await #expect(throws: (any Error).self) { _ = try await client.certified() }
            #expect(scene.held.all.count == 2)
            // Who is not trusted at all is not asked about.
            let stranger = try SyntheticAuthority(name: "Fremmed", now: Scene.start)
                .issue(Scene.north, purpose: .signing, now: Scene.start)
            let forged = try SubmissionManifest(resigning: sealed.manifest, scene).signed(
                key: stranger.key, certificate: stranger.certificate, at: Scene.start)
            let refused = try await sender.send(.put, "/submissions/\(sealed.id)/manifest", forged)
            #expect((refused.status, refused.json?["fault"] as? String) == (422, "signerUntrusted"))
            #expect(scene.held.all.count == 2)
            #expect((try await sender.send(.get, "/submissions").json?["submissions"] as? [Any])?.isEmpty == true)
        }
    }
}

extension SubmissionManifest {
    /// What stands in a signed manifest.
    fileprivate init(resigning signed: [UInt8], _ scene: Scene) throws {
        self = try scene.signers.open(signed, as: SubmissionManifest.self).document
    }
}
