import Certificates
import Cryptography
import Foundation
import Identifiers
import OsloCalendar
import SealedSubmission
import TestSupport
import Testing

/// The municipality's program, in a folder of its own, against the real send module.
struct MunicipalInstallation {
    let scene: SendingScene
    var scratch: ScratchDirectory { scene.scratch }
    let now: Date

    init() async throws {
        now = Date(timeIntervalSince1970: Date().timeIntervalSince1970.rounded(.down))
        scene = try await SendingScene(now: now)
    }

    /// One that is open today.
    var season: SeasonCalendar {
        let today = OsloTime.day(at: now)
        return SeasonCalendar(
            yearReported: SendingScene.year, opens: today.adding(days: -5), lastDay: today.adding(days: 5),
            feedbackFrom: today.adding(days: 10), published: today.adding(days: 20),
            correctionsBefore: today.adding(days: 30), finallyPublished: today.adding(days: 40))!
    }

    func budstikke(_ arguments: [String]) async throws -> Command.Outcome {
        try await Command.run(BuiltProgram.path("budstikke"), arguments, in: scratch)
    }

    /// Makes an installation with one tenant and its organisation certificate.
    func settle(port: Int, more: String = "") async throws {
        let certificates = scene.authority
        for name in ["trust", "crl"] {
            try FileManager.default.createDirectory(atPath: scratch.path(name), withIntermediateDirectories: false)
        }
        try FileManager.default.createDirectory(
            atPath: scratch.path("data"), withIntermediateDirectories: false,
            attributes: [.posixPermissions: 0o700])
        _ = try scratch.write(certificates.certificate.pem, to: "trust/root.pem")
        _ = try scratch.write(certificates.intermediates.flatMap(\.pem), to: "trust/ca.pem")
        let (north, trustee, register) = (SendingScene.north, SendingScene.trustee, SendingScene.register)
        _ = try scratch.write(
            Array(
                """
                dataDirectory: data
                masterKeyFile: master.key
                controlSocket: run/s
                trustStore: trust
                allowedHosts: [127.0.0.1]
                revocation: {directory: crl, required: false}
                addressRegister: {file: register.yaml}
                reporting:
                  trustee: "\(trustee.number)"
                  register: "\(register.number)"
                  sendModule: {address: "http://127.0.0.1:\(port)/Sendemodul/", expectedAddress: 127.0.0.1}
                  municipalities:
                    "9901": {organisation: "\(north.number)", districts: ["00"]}
                  mailSenders: {register: iplos@register.example, portal: portal@register.example}
                \(more)
                """.utf8), to: "budstikke.yaml")
        _ = try scratch.write(Array("parties: []\n".utf8), to: "register.yaml")
        let signing = try certificates.issue(north, purpose: .signing, now: now)
        _ = try scratch.write(signing.certificate.pem, to: "signing.pem")
        let key = Data(try signing.key.pkcs8DER).base64EncodedString(options: .lineLength64Characters)
        _ = try scratch.write(
            Array("-----BEGIN PRIVATE KEY-----\n\(key)\n-----END PRIVATE KEY-----\n".utf8), to: "signing.key")
        _ = try scratch.write(scene.published(.trustee), to: "trustee.p7s")
        _ = try scratch.write(scene.published(.register), to: "register.p7s")
        for step in [
            ["config", "master-key"],
            [
                "tenant", "add", "nord", "--name", north.name, "--organisation-number", north.number.digits,
                "--controller", "Kommunedirektøren", "--yes",
            ],
            ["certificate", "import", "signing.pem", "--key", "signing.key", "--activate", "--yes"],
        ] {
            let outcome = try await budstikke(step)
            #expect(outcome.status == 0, "\(step.joined(separator: " ")): \(outcome.errorText)")
        }
    }

    static let people = [
        "--contact-role", "IPLOS-kontakt", "--contact-name", "Bjørg Prøvesen", "--contact-email",
        "iplos@nordbygda.kommune.example", "--contact-phone", "68050001",
    ]

    func seal(
        _ name: String, municipality: String = "9901", kind: String = "test", more: [String] = []
    ) async throws -> String {
        let made = try await budstikke([
            "report", "generate", "--persons", "15", "--municipality", municipality, "--output", "\(name).xml",
        ])
        #expect(made.status == 0, "\(made.errorText)")
        let outcome = try await budstikke(
            [
                "report", "seal", "\(name).xml", "--kind", kind, "--trustee-key", "trustee.p7s", "--register-key",
                "register.p7s", "--json",
            ] + Self.people + more)
        #expect(outcome.status == 0, "\(outcome.errorText)")
        return try #require(Self.object(outcome)["folder"] as? String)
    }

    static func object(_ outcome: Command.Outcome) throws -> [String: Any] {
        try #require(JSONSerialization.jsonObject(with: Data(outcome.output)) as? [String: Any])
    }
}
