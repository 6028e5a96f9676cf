import Certificates
import CommandOutcome
import Cryptography
import Doctor
import Foundation
import Register
import SealedSubmission
import TestSupport
import Testing

@testable import RegisterNode

@Suite("The trustee's keys at the register")
struct TrusteeKeyTests {
    private func keys(
        _ scene: NodeScene, requiringLists: Bool = false, now: Date = NodeScene.noon
    ) throws -> (keys: [PublicKey], refused: [String: SubmissionFault.Code]) {
        var configuration = scene.configuration
        configuration.revocation.required = requiringLists
        let reading = RegisterTrustReading(
            configuration: configuration, keys: try RegisterKeyFolder.open(configuration))
        var refused: [String: SubmissionFault.Code] = [:]
        let trust = try reading.read(now: now) { refused[$0] = $1.code }
        return (trust.trusteeKeys, refused)
    }

    @Test("I-018 what the trustee publishes is taken as it stands, and a bare certificate is not")
    func published() throws {
        let scene = try NodeScene()
        let own = try scene.identity(scene.trustee, .encryption)
        #expect(try keys(scene).keys == [own.key.publicKey])
        try FileManager.default.removeItem(atPath: scene.scratch.path("trustee-keys/2016.p7s"))
        try scene.scratch.write(own.certificate.pem, to: "trustee-keys/2016.pem")
        #expect(try keys(scene).keys.isEmpty)
    }

    @Test("issuers that are all gone are not taken: what was read before stays in force, and a new one is taken")
    func noRoots() async throws {
        let scene = try NodeScene()
        let node = try await scene.open()
        let file = scene.scratch.path("trust/issuers.pem")
        let issuers = try scene.scratch.read("trust/issuers.pem")
        try FileManager.default.removeItem(atPath: file)
        let refused = #expect(throws: AdministrationError.self) { try node.reload() }
        #expect(refused?.code == "trust-store-empty")
        #expect(node.administration().trust.trust.trust.hasRoots)
        try scene.scratch.write(issuers, to: "trust/issuers.pem")
        try node.reload()
        try await node.close()
    }

    @Test("T-120 a key that another has signed, is another's, has been altered or has run out is refused by name")
    func refused() throws {
        let scene = try NodeScene()
        let published = try scene.publishedByTrustee()
        var altered = published
        altered[altered.count - 9] ^= 1
        for (name, bytes) in [
            ("register.p7s", try scene.publishedByTrustee(by: scene.identity(scene.register, .signing))),
            ("stranger.p7s", try scene.publishedByTrustee(by: scene.identity(scene.north, .signing))),
            ("holder.p7s", try scene.publishedByTrustee(as: .register)), ("altered.p7s", altered),
            ("over.p7s", try scene.publishedByTrustee(until: NodeScene.noon)), ("none.p7s", Array("none".utf8)),
        ] { try scene.scratch.write(bytes, to: "trustee-keys/\(name)") }
        let found = try keys(scene)
        #expect(found.keys.count == 1)
        #expect(
            found.refused == [
                "register.p7s": .oneSignerForBothKeys, "stranger.p7s": .keySignedByStranger,
                "holder.p7s": .keyOfOtherHolder, "altered.p7s": .signatureWrong, "over.p7s": .keyExpired,
                "none.p7s": .notSigned,
            ])
    }

    @Test("T-036 without a fresh list of its issuer a key waits, and a withdrawn signer's counts no more")
    func revoked() throws {
        let scene = try NodeScene()
        let missing = try keys(scene, requiringLists: true)
        #expect(missing.keys.isEmpty)
        #expect(missing.refused == ["2016.p7s": .revocationUnknown])
        let signer = try scene.identity(scene.trustee, .signing).certificate
        try scene.scratch.write(scene.authority.rootRevocationList(now: NodeScene.noon), to: "crl/root.crl")
        try scene.scratch.write(scene.authority.revocationList(now: NodeScene.noon), to: "crl/issuing.crl")
        #expect(try keys(scene, requiringLists: true).keys.count == 1)
        try scene.scratch.write(
            scene.authority.revocationList(revoking: [signer], now: NodeScene.noon), to: "crl/issuing.crl")
        #expect(try keys(scene, requiringLists: true).refused == ["2016.p7s": .signerRevoked])
    }

    @Test("the doctor names the file that is not believed and what is missing")
    func doctor() async throws {
        let scene = try NodeScene()
        func finding() async throws -> String {
            let report = await RegisterDoctor(scene.configuration, now: NodeScene.noon).examine(calls: false)
            let found = try #require(report.findings.first { $0.code == "trustee-keys" })
            return "\(found.verdict): \(found.sentence)"
        }
        #expect(try await finding() == "ok: Those of 2016.")
        try scene.scratch.write(Array("none".utf8), to: "trustee-keys/new.p7s")
        #expect(try await finding().hasPrefix("warning: Those of 2016. new.p7s is not believed: "))
        try FileManager.default.removeItem(atPath: scene.scratch.path("trustee-keys/2016.p7s"))
        #expect(try await finding().hasPrefix("error: There is none. "))
    }
}
