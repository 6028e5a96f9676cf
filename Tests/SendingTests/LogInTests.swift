import Certificates
import Cryptography
import Foundation
import FoundationNetworking
import Identifiers
import Reporting
import SealedSubmission
import TestSupport
import Testing
import Texts

@Suite("Logging in and looking at the send module")
struct LogInTests {
    @Test("I-023 I-025 a wrong PIN is told to be the PIN, with the letter that holds it; the right one sends")
    func pin() async throws {
        let scene = try await SendingScene()
        let folder = try await scene.sealed()
        try await scene.serving { port in
            let client = try scene.client(port)
            let fault = try await refusal { try await scene.sending(client, way: .pin("8642")).run(folder) }
            #expect(fault?.code == .pinRefused)
            #expect(fault?.consequence == .forbidden)
            for language in Language.allCases {
                let text = fault?.text(language) ?? ""
                #expect(text.contains("2016-11-15") && text.contains("postmottak") && text.contains("9901-00"))
                #expect(!text.contains("8642"))
            }
            var unsure = scene.office
            unsure.agreed = []
            let vague = try await refusal {
                try await scene.sending(client, way: .pin("8642"), office: unsure).run(folder)
            }
            #expect(vague?.code == .pinLogInRefused)
            let sent = try await scene.sending(client, way: .pin(SendingScene.pin)).run(folder)
            #expect(sent.receipt.kind == .ordinary)
            await client.close()
        }
        // A PIN needs no keeper, and none is asked.
        #expect(scene.keeper.kept.isEmpty)
    }

    @Test("T-088 a certificate of another organisation is refused, and says whose it should be")
    func certificate() async throws {
        let scene = try await SendingScene()
        let folder = try await scene.sealed()
        let stranger = TestKeeper(
            try scene.authority.issue(SendingScene.south, purpose: .signing, now: SendingScene.start))
        try await scene.serving { port in
            let client = try scene.client(port)
            let fault = try await refusal { try await scene.sending(client, way: .certificate(stranger)).run(folder) }
            #expect(fault?.code == .certificateRefused)
            #expect(fault?.text(.en).contains(SendingScene.north.number.digits) == true)
            await client.close()
        }
        #expect(stranger.kept.isEmpty)
    }

    @Test(
        "T-120 an older key, swapped keys, one signer for both and too old a client: each its own fault, before the log-in"
    )
    func keys() async throws {
        let scene = try await SendingScene()
        // Sealed to a key of the year that the send module does not have.
        let spare = try scene.authority.issue(
            SendingScene.trustee, purpose: .encryption, now: SendingScene.start, generation: 2)
        let older = try await scene.sealed(
            "older", trusteeKey: scene.published(.trustee, certificate: spare.certificate))
        let own = try await scene.sealed()
        try await scene.serving { port in
            let client = try scene.client(port)
            let fault = try await refusal { try await scene.sending(client).run(older) }
            #expect(fault?.code == .otherKey)
            #expect(fault?.text(.nb).contains("tiltrodd pseudonymforvalter (TPF)") == true)
            #expect(try await scene.sending(client).run(own).receipt.kind == .ordinary)
            await client.close()
        }
        let season = try await scene.season()
        let served: [(SendFault.Code, SubmissionFault.Code?, [KeyHolder: [UInt8]])] = [
            (
                .keyUnusable, .keyOfOtherHolder,
                [.trustee: try scene.published(.register), .register: try scene.published(.trustee)]
            ),
            (.keyUnusable, .oneSignerForBothKeys, [.trustee: try scene.published(.trustee, signer: .register)]),
            (.keyUnusable, .keyOfEarlierYear, [.register: try scene.published(.register, year: 2015)]),
            (.clientTooOld, .clientTooOld, [.trustee: try scene.published(.trustee, minimum: "9.0.0")]),
            (.keyUnusable, .notSigned, [.trustee: Array("nonsense".utf8)]),
        ]
        for (code, cause, keys) in served {
            let server = ScriptedServer { request in
                if request.path == "/season" { return .json(season) }
                for (holder, signed) in keys where request.path == "/keys/2016/\(holder.rawValue)" {
                    return .signed(signed)
                }
                return .problem("notFound", 404)
            }
            let fault = try await server.standing { port in
                let client = try scene.client(port)
                let fault = try await refusal { try await scene.sending(client).run(own) }
                await client.close()
                return fault
            }
            #expect(fault?.code == code)
            #expect(fault?.cause == cause)
            #expect(!server.requests.contains { $0.path == "/login" })
        }
    }

    @Test("T-120 a manifest with each key in the other's place is called swapped")
    func swapped() async throws {
        let scene = try await SendingScene()
        let folder = try await scene.sealed()
        var manifest = try scene.signers.open(folder.signedManifest(), as: SubmissionManifest.self).document
        (manifest.trusteeKey, manifest.registerKey) = (manifest.registerKey, manifest.trusteeKey)
        let signed = try manifest.signed(
            key: scene.keeper.identity.key, certificate: scene.keeper.identity.certificate, at: scene.clock.now)
        try Data(signed).write(to: URL(fileURLWithPath: "\(folder.path)/manifest.p7s"))
        let fault = try await scene.serving { port in
            let client = try scene.client(port)
            let fault = try await refusal { try await scene.sending(client).run(folder) }
            await client.close()
            return fault
        }
        #expect(fault?.code == .keysSwapped)
    }

    @Test("a server that answers with nonsense is never believed, and never crashes the sending", arguments: 0..<9)
    func nonsense(number: Int) async throws {
        let scene = try await SendingScene()
        let folder = try await scene.sealed()
        let season = try await scene.season()
        let words: [@Sendable (ScriptedServer.Request) -> ScriptedServer.Answer?] = [
            { _ in .json("") },
            { _ in .json("[]") },
            { _ in .json("<html>Welcome</html>") },
            { _ in ScriptedServer.Answer(status: 200, type: "text/html", body: Array("<html>".utf8)) },
            { _ in ScriptedServer.Answer(status: 302, type: "text/html") },
            { $0.path == "/login" ? .json(#"{"token":7}"#) : nil },
            { $0.path.hasPrefix("/challenge") ? .json(#"{"challenge":"","unit":"9901-00"}"#) : nil },
            { $0.path.hasSuffix("/manifest") ? .json(#"{"submission":"x","parts":[]}"#) : nil },
            {
                $0.path.hasSuffix("/manifest")
                    ? .json(#"{"submission":"0b5e0e5c-7a44-4f0e-9c58-0d1f6a3b2c11","parts":[]}"#) : nil
            },
        ]
        let word = words[number]
        let server = ScriptedServer { request in
            if let answer = word(request) { return answer }
            return switch request.path {
            case "/season": .json(season)
            case "/login": .json(#"{"token":"t","expiresAt":"2017-01-14T13:20:00Z","unit":"9901-00","way":"pin"}"#)
            case _ where request.path.hasPrefix("/challenge"): .json(#"{"challenge":"AAAA","unit":"9901-00"}"#)
            default: .problem("notFound", 404)
            }
        }
        let fault = try await server.standing { port in
            let client = try scene.client(port)
            let fault = try await refusal { try await scene.sending(client).run(folder) }
            await client.close()
            return fault
        }
        #expect(fault?.code == .answerUnusable)
        #expect(FileManager.default.fileExists(atPath: folder.path + ".receipt.p7s") == false)
    }

    @Test("what is no HTTP at all is a broken line", arguments: ["", "SSH-2.0-x\r\n", "HTTP/1.1 2"])
    func noHTTP(words: String) async throws {
        let scene = try await SendingScene()
        let folder = try await scene.sealed()
        let fault = try await RawServer(Array(words.utf8)).standing { port in
            let client = try scene.client(port)
            let fault = try await refusal { try await scene.sending(client).run(folder) }
            await client.close()
            return fault
        }
        #expect(fault?.code == .cut)
    }

    @Test("every fault has its own sentence in three languages, and a consequence", arguments: SendFault.Code.allCases)
    func sentences(code: SendFault.Code) {
        let alike: Set<SendFault.Code> = [.partBusy, .offsetDiffers]
        for language in Language.allCases {
            let text = SendFault(code).text(language)
            #expect(text.count > 15)
            let same = SendFault.Code.allCases.filter { SendFault($0).text(language) == text }
            #expect(same == [code] || Set(same) == alike)
        }
        #expect(SendFault.Consequence.allCases.contains(SendFault(code).consequence))
    }
}

extension SendingScene {
    /// The season as the real send module tells it.
    func season() async throws -> String {
        try await serving { port in
            let (data, _) = try await URLSession.shared.data(from: URL(string: "http://127.0.0.1:\(port)/season")!)
            return String(decoding: data, as: UTF8.self)
        }
    }
}
