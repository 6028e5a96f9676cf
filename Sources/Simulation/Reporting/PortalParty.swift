import Certificates
import Foundation

/// The download portal of the demo: its own directory, its own program. It holds ciphertext and hashes alone; the register
/// comes to it and never the other way.
struct PortalParty: Sendable {
    let ground: ReportingGround
    let keys: ReportingKeys
    let programs: Programs
    let ports: ReportingPorts
    /// Of the mail relay.
    let mailPort: Int

    /// Configuration, master key and the certificate that the register will show.
    func settle() async throws {
        try keys.publish(to: .portal, on: ground)
        try ground.write(keys.line(of: .register).certificate.pem, to: "tls/register.pem", of: .portal)
        try configure()
        try await programs.run(ReportingGround.Party.portal.program, ["init", ground.directory(of: .portal)])
    }

    private func configure() throws(DemoError) {
        let files = "certificateChain: tls/server.pem, privateKey: tls/server.key"
        try ground.write(
            """
            dataDirectory: data
            masterKeyFile: master.key
            controlSocket: data/c/s
            origin: https://127.0.0.1:\(ports.portal)
            pages: {host: 127.0.0.1, port: \(ports.portal), \(files)}
            push:
              host: 127.0.0.1
              port: \(ports.portalPush)
              certificateChain: tls/server.pem
              privateKey: tls/server.key
              clientRoots: trust/issuers.pem
              registerCertificates: tls/register.pem
            mail:
              host: 127.0.0.1
              port: \(mailPort)
              tls: none
              sender: \(ReportingPost.portalSender)
              senderName: Filslusen
              helpAddress: hjelp@register.example
              helpPhone: "68 05 00 00"
            guide: guide
            hashing: {memoryKiB: 1024, passes: 1, concurrent: 2, waiting: 100}
            test: true
            roundSeconds: 1
            logLevel: info

            """, to: "portal.yaml", of: .portal)
    }
}
