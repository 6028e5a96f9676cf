import Archive
import Certificates
import ControlReport
import Cryptography
import Foundation
import Identifiers
import SealedSubmission
import TestSupport
import Testing

/// A municipality's installation with the real program running: one tenant, its certificate, this year's keys and a record
/// system's files beside it.
final class MunicipalHouse {
    let scratch: ScratchDirectory
    let port: Int
    private let authority: SyntheticAuthority
    private let now = Date(timeIntervalSince1970: Date().timeIntervalSince1970.rounded(.down))
    private let server = Process()

    private static let (trustee, register) = (SyntheticOrganisations.hospital, SyntheticOrganisations.generalPractice)

    /// Returns once the server says that it is ready.
    init() async throws {
        scratch = try ScratchDirectory()
        authority = try SyntheticAuthority(name: "Prøve", now: now)
        port = Int(try LoopbackListener().port)
        try writeGround()
        for step in [
            ["config", "master-key"],
            [
                "tenant", "add", "nord", "--name", "Nordbygda kommune", "--organisation-number",
                SyntheticOrganisations.northMunicipality.number.digits, "--controller", "Kommunedirektøren", "--yes",
            ],
            ["certificate", "import", "signing.pem", "--key", "signing.key", "--activate", "--yes"],
            [
                "report", "generate", "--persons", "300", "--municipality", "9901", "--output", "extract.xml",
                "--fault", "invalidIdentity",
            ] + (0..<130).flatMap { _ in ["--fault", "noServices"] },
        ] {
            let outcome = try await run(step)
            try #require(outcome.status == 0, "\(step.joined(separator: " ")): \(outcome.errorText)")
        }
        try start()
    }

    deinit {
        server.terminate()
        server.waitUntilExit()
    }

    func run(_ arguments: [String]) async throws -> Command.Outcome {
        try await Command.run(BuiltProgram.path("budstikke"), arguments, in: scratch)
    }

    /// The path of the link that the command gives for somebody who may do everything.
    func link() async throws -> String {
        let outcome = try await run(["report", "wizard", "--person", "Bjørg Prøvesen"])
        try #require(outcome.status == 0, "\(outcome.errorText)")
        let address = outcome.text.trimmingCharacters(in: .whitespacesAndNewlines)
        try #require(address.hasPrefix(BrowserWalk.origin))
        return String(address.dropFirst(BrowserWalk.origin.count))
    }

    /// An archive from the register's portal with its password: what the register says of a year.
    func portalFile(_ answer: RegisterAnswer) throws -> (path: String, password: String, id: String) {
        let password = ArchivePassword.make()
        let archive = try answer.package().archive(password: password)
        let path = try scratch.write(archive, to: "portal-\(answer.year).zip")
        return (path, password.text, Hexadecimal.encode(SHA256.digest(archive).prefix(16)))
    }

    /// What the server has written so far.
    func log() throws -> String { String(decoding: try scratch.read("serve.log"), as: UTF8.self) }

    // MARK: - Parts

    private func start() throws {
        server.executableURL = URL(fileURLWithPath: BuiltProgram.path("budstikke"))
        server.arguments = ["serve", "--config", scratch.path("budstikke.yaml")]
        let output = Pipe()
        server.standardOutput = output
        try server.run()
        var said = ""
        while !said.contains(#""event":"ready""#) {
            let more = output.fileHandleForReading.availableData
            guard !more.isEmpty else { break }
            said += String(decoding: more, as: UTF8.self)
        }
        try #require(said.contains(#""event":"web-listening""#), "\(said)")
        try scratch.write(Array(said.utf8), to: "serve.log")
        let log = try FileHandle(forWritingTo: URL(fileURLWithPath: scratch.path("serve.log")))
        try log.seekToEnd()
        output.fileHandleForReading.readabilityHandler = { handle in
            try? log.write(contentsOf: handle.availableData)
        }
    }

    private func writeGround() throws {
        for (name, mode) in [("trust", 0o755), ("crl", 0o755), ("data", 0o700), ("mappings/nord", 0o755)] {
            try FileManager.default.createDirectory(
                atPath: scratch.path(name), withIntermediateDirectories: true, attributes: [.posixPermissions: mode])
        }
        try writeRecordSystem()
        for (index, certificate) in ([authority.certificate] + authority.intermediates).enumerated() {
            try scratch.write(certificate.pem, to: "trust/\(index).pem")
        }
        let yaml = """
            dataDirectory: data
            masterKeyFile: master.key
            controlSocket: run/s
            trustStore: trust
            revocation: {directory: crl, required: false}
            addressRegister: {file: register.yaml}
            reporting:
              trustee: "\(Self.trustee.number)"
              register: "\(Self.register.number)"
              municipalities: {"9901": {organisation: "\(SyntheticOrganisations.northMunicipality.number)"}}
            web:
              port: \(port)
              address: \(BrowserWalk.origin)
              mappings: mappings
              contactMail: ikt@nordbygda.example
              contactPhone: "68050001"
            """
        try scratch.write(Array(yaml.utf8), to: "budstikke.yaml")
        try scratch.write(Array("parties: []\n".utf8), to: "register.yaml")
        let signing = try authority.issue(SyntheticOrganisations.northMunicipality, purpose: .signing, now: now)
        try scratch.write(signing.certificate.pem, to: "signing.pem")
        let key = Data(try signing.key.pkcs8DER).base64EncodedString(options: .lineLength64Characters)
        try scratch.write(
            Array("-----BEGIN PRIVATE KEY-----\n\(key)\n-----END PRIVATE KEY-----\n".utf8), to: "signing.key")
        try scratch.write(published(.trustee, Self.trustee), to: "trustee.p7s")
        try scratch.write(published(.register, Self.register), to: "register.p7s")
    }

    /// Three persons, and a service of one who is none of them.
    private func writeRecordSystem() throws {
        let persons = (100..<103).map { "\($0);\(SyntheticPerson.number($0).identityNumber);2015-02-01\n" }.joined()
        try scratch.write(Array("id;fnr;since\n\(persons)".utf8), to: "mappings/nord/person.csv")
        try scratch.write(
            Array("id;type;since\n100;15;2016-01-01\n999;15;2016-03-01\n".utf8), to: "mappings/nord/service.csv")
        let mapping = """
            source: {csv: {encoding: utf-8, separator: ";"}}
            system: {name: P, version: "1"}
            records:
              PERSON: {file: person.csv, fields: {pePeID: id, peFnr: fnr, peFraDato: since, peEndrDato: since}}
              TJENESTE: {file: service.csv, fields: {tjPeID: id, tjTjenType: type, tjFraDato: since}}
            """
        try scratch.write(Array(mapping.utf8), to: "mappings/nord/fagsystem.yaml")
    }

    private func published(
        _ holder: KeyHolder, _ organisation: SyntheticOrganisations.Organisation
    ) throws -> [UInt8] {
        let signer = try authority.issue(organisation, purpose: .signing, now: now)
        let encryption = try authority.issue(organisation, purpose: .encryption, now: now)
        return try PublishedKey(
            holder: holder, year: 2016, notBefore: now - 60, notAfter: now + 86_400,
            certificate: encryption.certificate, minimumClientVersion: ClientVersion("0.1.0")!
        ).signed(key: signer.key, certificate: signer.certificate, at: now)
    }
}
