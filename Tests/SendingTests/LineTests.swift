import Certificates
import Cryptography
import Foundation
import HTTPListening
import Identifiers
import Reporting
import SealedSubmission
import TestSupport
import Testing
import Texts

@Suite("The line to the send module")
struct LineTests {
    @Test("why a submission was refused is told in words; a code that is not known stands as it is")
    func reasons() {
        let known = SubmissionFault.Code.partMissing.rawValue
        #expect(ManifestReason.text(of: known, .nn) == "Ein del manglar.")
        #expect(ManifestReason.text(of: "something-new", .nb) == "something-new")
    }

    @Test(
        "M-071 a host that is not allowed is refused before its name is looked up; TLS holds the certificate to its roots"
    )
    func line() async throws {
        let scene = try await SendingScene()
        let settings = SendModuleClient.Settings(
            address: HTTPAddress("https://iplos.example/Sendemodul")!, allowedHosts: AllowedHosts(["other.example"]))
        #expect(throws: SendFault(.hostNotAllowed, ["host": "iplos.example"])) { try SendModuleClient(settings) }
        var unreadable = settings
        unreadable.allowedHosts = AllowedHosts(["iplos.example"])
        unreadable.trustRootsFile = scene.scratch.path("nothing.pem")
        #expect { try SendModuleClient(unreadable) } throws: { ($0 as? SendFault)?.code == .trustRootsUnreadable }

        let identity = try scene.authority.issueTransport("send module", now: Date())
        let chain = [identity.certificate] + scene.authority.intermediates
        let files = (
            chain: try scene.scratch.write(chain.flatMap(\.pem), to: "tls.pem"),
            key: try scene.scratch.write(try Self.pem(identity.key), to: "tls.key"),
            roots: try scene.scratch.write(scene.authority.certificate.pem, to: "roots.pem"),
            strangers: try scene.scratch.write(
                try SyntheticAuthority(name: "Fremmed", now: Date()).certificate.pem, to: "strangers.pem")
        )
        let folder = try await scene.sealed()
        let tls = HTTPListenerTLS(certificateChainFile: files.chain, privateKeyFile: files.key, clients: .none)
        try await scene.serving(tls: tls) { port in
            let stranger = try scene.client(port, trustRoots: files.strangers, scheme: "https")
            let fault = try await refusal { try await scene.sending(stranger).run(folder) }
            #expect(fault?.code == .serverNotTrusted)
            #expect(fault?.consequence == .configure)
            await stranger.close()
            let client = try scene.client(port, trustRoots: files.roots, scheme: "https")
            #expect(try await scene.sending(client).run(folder).receipt.kind == .ordinary)
            await client.close()
        }
        let closed = try scene.client(1)
        #expect(try await refusal { try await scene.sending(closed).run(folder) }?.code == .unreachable)
        await closed.close()
    }

    private static func pem(_ key: PrivateKey) throws -> [UInt8] {
        let text = Data(try key.pkcs8DER).base64EncodedString(options: .lineLength64Characters)
        return Array("-----BEGIN PRIVATE KEY-----\n\(text)\n-----END PRIVATE KEY-----\n".utf8)
    }
}
