import Certificates
import Cryptography
import Foundation
import Identifiers
import Keys
import OsloCalendar
import SealedSubmission
import TestSupport

/// The directory in which a report goes from party to party, with the invented keys of all three.
///
/// ```
/// <root>/{budstikke.yaml, master.key, data/, trust/, register.yaml}   the municipality's installation
/// <root>/{trustee,register}-{signing,encryption}.{der,key}            the two parties' certificates and keys
/// <root>/{trustee,register}.p7s                                       their keys of the year, as published
/// <root>/{trustee,register}/                                          their stores
/// ```
///
/// Each party works in a process of its own, so that its memory can be told apart: what one leaves here the next reads.
struct ReportGround: Sendable {
    static let year = 2016
    static let municipality = SyntheticOrganisations.northMunicipality
    static let trustee = SyntheticOrganisations.hospital
    static let register = SyntheticOrganisations.generalPractice
    static let version = "0.1.0"

    let root: String

    func path(_ name: String) -> String { "\(root)/\(name)" }

    /// Makes the keys and the municipality's installation.
    func settle(executable: String, now: Date) throws {
        for folder in ["", "/trust", "/crl", "/data"] {
            try FileManager.default.createDirectory(
                atPath: root + folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        }
        let authority = try SyntheticAuthority(name: "Prøve", now: now)
        for (number, certificate) in ([authority.certificate] + authority.intermediates).enumerated() {
            try write(certificate.pem, to: "trust/\(number).pem")
        }
        for (holder, organisation) in [(KeyHolder.trustee, Self.trustee), (.register, Self.register)] {
            let signing = try authority.issue(organisation, purpose: .signing, now: now)
            let encryption = try authority.issue(organisation, purpose: .encryption, now: now)
            try keep(signing, as: "\(holder.rawValue)-signing")
            try keep(encryption, as: "\(holder.rawValue)-encryption")
            let key = PublishedKey(
                holder: holder, year: Self.year, notBefore: now - 60, notAfter: now + 86_400,
                certificate: encryption.certificate, minimumClientVersion: try Self.clientVersion())
            try write(
                key.signed(key: signing.key, certificate: signing.certificate, at: now), to: "\(holder.rawValue).p7s")
        }
        try install(executable: executable, authority: authority, now: now)
    }

    private func install(executable: String, authority: SyntheticAuthority, now: Date) throws {
        let configuration = """
            dataDirectory: data
            masterKeyFile: master.key
            controlSocket: run/s
            trustStore: trust
            revocation: {directory: crl, required: false}
            addressRegister: {file: register.yaml}
            reporting: {trustee: "\(Self.trustee.number)", register: "\(Self.register.number)"}
            """
        try write(Array(configuration.utf8), to: "budstikke.yaml")
        try write(Array("parties: []\n".utf8), to: "register.yaml")
        let signing = try authority.issue(Self.municipality, purpose: .signing, now: now)
        try write(signing.certificate.pem, to: "signing.pem")
        let key = Data(try signing.key.pkcs8DER).base64EncodedString(options: .lineLength64Characters)
        try write(Array("-----BEGIN PRIVATE KEY-----\n\(key)\n-----END PRIVATE KEY-----\n".utf8), to: "signing.key")
        for step in [
            ["config", "master-key"],
            [
                "tenant", "add", "nord", "--name", Self.municipality.name, "--organisation-number",
                Self.municipality.number.digits, "--controller", "Kommunedirektøren", "--yes",
            ],
            ["certificate", "import", "signing.pem", "--key", "signing.key", "--activate", "--yes"],
        ] {
            _ = try MeasuredCommand.run([executable] + step, in: root)
        }
    }

    // MARK: - What a party reads

    static func unit() throws -> ReportingUnit {
        guard let municipality = MunicipalityNumber("9901") else { throw BenchError("no municipality") }
        return ReportingUnit(municipality: municipality)
    }

    static func clientVersion() throws -> ClientVersion {
        guard let version = ClientVersion(version) else { throw BenchError("no client version") }
        return version
    }

    func trustStore() throws -> TrustStore {
        TrustStore(
            certificates: try ["trust/0.pem", "trust/1.pem"].map { try Certificate(pem: read($0)) })
    }

    func identity(_ holder: KeyHolder, _ purpose: CertificatePurpose) throws -> (
        key: PrivateKey, certificate: Certificate
    ) {
        let name = "\(holder.rawValue)-\(purpose.rawValue)"
        return (try PrivateKey(pkcs8DER: read("\(name).key")), try Certificate(der: read("\(name).der")))
    }

    func masterKey(_ holder: KeyHolder) throws -> MasterKey {
        try MasterKey(bytes: [UInt8](repeating: holder == .trustee ? 7 : 9, count: 32))
    }

    func read(_ name: String) throws -> [UInt8] { try Self.read(file: path(name)) }

    static func read(file: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(fileURLWithPath: file))) }

    func write(_ bytes: [UInt8], to name: String) throws {
        let attributes: [FileAttributeKey: Any] = [.posixPermissions: 0o600]
        guard FileManager.default.createFile(atPath: path(name), contents: Data(bytes), attributes: attributes) else {
            throw BenchError("\(path(name)) cannot be written")
        }
    }

    private func keep(_ identity: SyntheticAuthority.Identity, as name: String) throws {
        try write(identity.certificate.der, to: "\(name).der")
        try write(identity.key.pkcs8DER, to: "\(name).key")
    }
}
