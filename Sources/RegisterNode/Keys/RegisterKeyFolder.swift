public import Certificates
import CommandOutcome
public import Cryptography
import Foundation
public import Identifiers
public import Keys
import PrivateFiles
public import Register

/// The register's private keys and their certificates: `keys/` in the data directory.
///
/// A key lies in `NAME.key`, wrapped by the master key for that name and no other; its certificate in `NAME.pem`. A key
/// is made here or comes with its certificate; the certificate of a key that was made here comes later, from the issuer.
public struct RegisterKeyFolder: Sendable {
    /// Which of the register's keys.
    public enum Name: Hashable, Sendable, CustomStringConvertible {
        /// Signs published keys and status events.
        case signing
        /// What submissions about one year are sealed to.
        case encryption(year: Int)

        public var description: String {
            switch self {
            case .signing: "signing"
            case .encryption(let year): "encryption-\(year)"
            }
        }

        public var purpose: CertificatePurpose {
            switch self {
            case .signing: .signing
            case .encryption: .encryption
            }
        }

        init?(_ text: some StringProtocol) {
            if text == "signing" {
                self = .signing
            } else if text.hasPrefix("encryption-"), let year = Int(text.dropFirst(11)), (2000...2100).contains(year) {
                self = .encryption(year: year)
            } else {
                return nil
            }
        }
    }

    private let directory: String
    private let masterKey: MasterKey

    /// The keys of an installation.
    /// - Throws: `MasterKeyError`.
    public static func open(_ configuration: RegisterConfiguration) throws -> RegisterKeyFolder {
        RegisterKeyFolder(
            in: configuration.dataDirectory,
            masterKey: try MasterKey(file: configuration.masterKeyFile, notInside: configuration.dataDirectory))
    }

    /// - Parameter directory: the data directory.
    public init(in directory: String, masterKey: MasterKey) {
        self.directory = directory + "/keys"
        self.masterKey = masterKey
    }

    /// Makes a key and gives the request for its certificate, PEM.
    /// - Throws: `AdministrationError` `key-exists`: a key is never replaced, since nothing else opens what is sealed to it.
    public func make(
        _ name: Name, organisation: String, number: OrganisationNumber, bits: Int = 3072
    ) throws -> [UInt8] {
        guard try read(name, ".key") == nil else { throw Self.exists(name) }
        let key = try PrivateKey.generateRSA(bits: bits)
        let request = try CertificateSigningRequest.make(
            key: key, organisation: organisation, organisationNumber: number, commonName: organisation,
            purpose: name.purpose)
        try keep(key, as: name)
        return request
    }

    /// Keeps a certificate, and the private key if it comes with it.
    /// - Throws: `AdministrationError` when the two do not belong together, or the certificate is another organisation's.
    public func add(
        _ certificate: Certificate, key: PrivateKey?, as name: Name, of organisation: OrganisationNumber
    ) throws {
        guard certificate.organisationNumber == organisation else {
            throw AdministrationError(
                "certificate-other-organisation",
                "The certificate is not issued to the register's organisation number.",
                exit: .data)
        }
        guard certificate.usages.allow(name.purpose) else {
            throw AdministrationError(
                "certificate-wrong-use", "The certificate is not issued for this use.",
                remedy: "An organisation has one certificate to sign with and another to receive with.", exit: .data)
        }
        let kept = try privateKey(name)
        guard let present = kept ?? key else {
            throw AdministrationError(
                "key-missing", "There is no private key `\(name)` yet, and none came with the certificate.",
                remedy: "Give it with --key, or make one with `budstikke-register keys new`.", exit: .data)
        }
        if kept != nil, let key, key.publicKey != present.publicKey { throw Self.exists(name) }
        guard present.publicKey == certificate.publicKey else {
            throw AdministrationError(
                "certificate-other-key", "The certificate belongs to another private key than `\(name)`.", exit: .data)
        }
        if kept == nil { try keep(present, as: name) }
        try PrivateFile.write(certificate.pem, to: path(name, ".pem"))
    }

    /// The key with its certificate; nil while one of the two is missing.
    public func pair(_ name: Name) throws -> RegisterKeyPair? {
        guard let key = try privateKey(name), let pem = try read(name, ".pem") else { return nil }
        let year: Int? = if case .encryption(let year) = name { year } else { nil }
        return RegisterKeyPair(key: key, certificate: try Certificate(pem: pem), year: year)
    }

    /// Names of the keys that are there, with or without certificate.
    public func names() throws -> [Name] {
        guard FileManager.default.fileExists(atPath: directory) else { return [] }
        return try FileManager.default.contentsOfDirectory(atPath: directory).sorted()
            .filter { $0.hasSuffix(".key") }.compactMap { Name($0.dropLast(4)) }
    }

    /// The keys that submissions are sealed to, with their certificates.
    public func encryption() throws -> [RegisterKeyPair] {
        try names().filter { $0 != .signing }.compactMap { try pair($0) }
    }

    // MARK: - Private steps

    private func privateKey(_ name: Name) throws -> PrivateKey? {
        guard let wrapped = try read(name, ".key") else { return nil }
        return try PrivateKey(pkcs8DER: masterKey.unwrap(wrapped, context: Self.context(name)))
    }

    private func keep(_ key: PrivateKey, as name: Name) throws {
        try PrivateFile.makeDirectory((directory as NSString).deletingLastPathComponent)
        try PrivateFile.makeDirectory(directory)
        let wrapped = try masterKey.wrap(key.pkcs8DER, context: Self.context(name))
        do {
            try PrivateFile.write(wrapped, to: path(name, ".key"), replacing: false)
        } catch PrivateFile.Failure.exists {
            throw Self.exists(name)
        }
    }

    private func read(_ name: Name, _ suffix: String) throws -> [UInt8]? {
        try PrivateFile.read(path(name, suffix), limit: 64 << 10)
    }

    private func path(_ name: Name, _ suffix: String) -> String { "\(directory)/\(name)\(suffix)" }

    private static func context(_ name: Name) -> String { "register/key/\(name)" }

    private static func exists(_ name: Name) -> AdministrationError {
        AdministrationError(
            "key-exists", "There is a private key `\(name)` already; it is left as it is.",
            remedy: "Nothing else opens what was sealed to it. A new year has a new key.", exit: .cannotCreate)
    }
}
