import Certificates
import Cryptography
import Foundation
import Identifiers
import Reporting
import SealedSubmission
import TestSupport
import Testing

@Suite("The receipt for what was sent")
struct ReceiptTests {
    /// Sends to a server that takes everything and gives this receipt.
    private func sent(
        _ scene: SendingScene, _ folder: SubmissionFolder, receipt: @escaping @Sendable () throws -> [UInt8],
        office: SendingOffice? = nil
    ) async throws -> SendFault? {
        let season = try await scene.season()
        let bytes = try receipt()
        let server = ScriptedServer { request in
            switch request.path {
            case "/season": .json(season)
            case "/login":
                .json(#"{"token":"t","expiresAt":"2017-01-14T13:20:00Z","unit":"9901-00","way":"certificate"}"#)
            case _ where request.path.hasPrefix("/challenge"): .json(#"{"challenge":"AAAA","unit":"9901-00"}"#)
            case _ where request.path.hasSuffix("/manifest"): .signed(bytes)
            default: .problem("notFound", 404)
            }
        }
        return try await server.standing { port in
            let client = try scene.client(port)
            let fault = try await refusal { try await scene.sending(client, office: office).run(folder) }
            await client.close()
            return fault
        }
    }

    @Test("I-084 a receipt by another, for something else, altered, or no receipt at all is not kept and not believed")
    func forged() async throws {
        let scene = try await SendingScene()
        let folder = try await scene.sealed()
        let other = try await scene.sealed("other")
        let register = try scene.authority.issue(
            SendingScene.register, purpose: .signing, now: SendingScene.start)
        let stranger = try SyntheticAuthority(name: "Fremmed", now: SendingScene.start).issue(
            SendingScene.trustee, purpose: .signing, now: SendingScene.start)
        let trustee = try scene.authority.issue(SendingScene.trustee, purpose: .signing, now: SendingScene.start)
        let receipt = try scene.receipt(for: folder)
        let right = try receipt.signed(key: trustee.key, certificate: trustee.certificate, at: SendingScene.start)
        var altered = right
        altered[altered.count - 3] ^= 1
        let cases: [(SubmissionFault.Code, [UInt8])] = [
            (
                .signerOtherOrganisation,
                try receipt.signed(key: register.key, certificate: register.certificate, at: SendingScene.start)
            ),
            (
                .signerUntrusted,
                try receipt.signed(key: stranger.key, certificate: stranger.certificate, at: SendingScene.start)
            ),
            (
                .receiptOfOtherSubmission,
                try scene.receipt(for: other).signed(
                    key: trustee.key, certificate: trustee.certificate, at: SendingScene.start)
            ),
            (.signatureWrong, altered),
            (.notSigned, Array("Thank you!".utf8)),
        ]
        for (cause, bytes) in cases {
            let fault = try await sent(scene, folder, receipt: { bytes })
            #expect(fault?.code == .receiptForged)
            #expect(fault?.cause == cause)
            #expect(fault?.consequence == .mend)
        }
        // Right manifest hash, and another kind than was sent.
        let kind = try scene.receipt(for: folder, kind: .test).signed(
            key: trustee.key, certificate: trustee.certificate, at: SendingScene.start)
        #expect(try await sent(scene, folder, receipt: { kind })?.cause == .receiptOfOtherSubmission)
        #expect(!FileManager.default.fileExists(atPath: folder.path + ".receipt.p7s"))
        #expect(scene.keeper.kept.isEmpty)
        #expect(try await sent(scene, folder, receipt: { right }) == nil)
        #expect(scene.keeper.kept == [right])
    }

    @Test("a receipt that cannot be confirmed at the moment is asked for again later, and one that cannot be kept too")
    func later() async throws {
        let scene = try await SendingScene()
        let folder = try await scene.sealed()
        let trustee = try scene.authority.issue(SendingScene.trustee, purpose: .signing, now: SendingScene.start)
        let right = try scene.receipt(for: folder).signed(
            key: trustee.key, certificate: trustee.certificate, at: SendingScene.start)
        var careful = scene.office
        careful.signers = {
            SignerVerification(
                trust: scene.authority.trustStore, revocation: RevocationLists(required: true), now: scene.clock.now)
        }
        let unconfirmed = try await sent(scene, folder, receipt: { right }, office: careful)
        #expect(unconfirmed?.code == .receiptUnconfirmed)
        #expect(unconfirmed?.consequence == .later)
        // A directory stands where the file should.
        try FileManager.default.createDirectory(
            atPath: folder.path + ".receipt.p7s", withIntermediateDirectories: false)
        let unkept = try await sent(scene, folder, receipt: { right })
        #expect(unkept?.code == .receiptNotKept)
        #expect(unkept?.consequence == .later)
        #expect(scene.keeper.kept.isEmpty)
    }
}

extension SendingScene {
    /// The receipt that the trustee would write for a sealed folder.
    func receipt(for folder: SubmissionFolder, kind: ReceiptKind = .ordinary) throws -> SubmissionReceipt {
        let signed = try folder.signedManifest()
        let manifest = try signers.open(signed, as: SubmissionManifest.self).document
        let verified = try ManifestVerification(
            signers: signers,
            expecting: .init(
                holder: .trustee, keys: [manifest.trusteeKey], minimumClientVersion: ClientVersion("0.1.0")!)
        ).verify(signed)
        return SubmissionReceipt(
            for: verified, kind: kind, receivedAt: clock.now, nextReceiptBy: clock.now + 86_400)
    }
}
