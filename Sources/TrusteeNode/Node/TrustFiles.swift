import Certificates
import CommandOutcome
import Cryptography
import Foundation
import Identifiers
import Keys
import ServiceNode
import Trustee

/// The files that the trustee's trust and its own name rest on, read when it starts.
struct TrustFiles: Sendable {
    let trust: TrustStore
    let signer: TrusteeSigner
    let masterKey: MasterKey

    /// - Throws: `AdministrationError` that names the file.
    init(_ configuration: TrusteeConfiguration) throws(AdministrationError) {
        masterKey = try Self.masterKey(configuration)
        trust = try Self.trust(configuration.trustStore)
        signer = try Self.signer(configuration)
    }

    static func masterKey(_ configuration: TrusteeConfiguration) throws(AdministrationError) -> MasterKey {
        let file = configuration.masterKeyFile
        do { return try MasterKey(file: file, notInside: configuration.dataDirectory) } catch {
            let isMissing = !FileManager.default.fileExists(atPath: file)
            throw AdministrationError(
                isMissing ? "master-key-missing" : "master-key-unusable",
                isMissing
                    ? "There is no master key: \(file) does not exist."
                    : "\((error as? MasterKeyError)?.description ?? "The master key cannot be read.") (\(file))",
                remedy: "On a new installation `budstikke-trustee init` makes one; else restore it from its backup.",
                exit: isMissing ? .noInput : .configuration)
        }
    }

    /// - Throws: also when there is no root, with which nobody would be believed.
    static func trust(_ directory: String) throws(AdministrationError) -> TrustStore {
        let trust = TrustStore(certificates: try certificates(in: directory))
        guard trust.hasRoots else {
            throw AdministrationError(
                "trust-store-empty", "The trust store \(directory) has no root certificate: nobody would be believed.",
                remedy: "Put the issuers' root certificates there.", exit: .configuration)
        }
        return trust
    }

    static func certificates(in directory: String) throws(AdministrationError) -> [Certificate] {
        do { return try Certificate.all(in: directory) } catch {
            throw AdministrationError(
                "trust-store-unreadable",
                "The trust store \(directory) cannot be read, or a file in it is no certificate.",
                exit: .configuration)
        }
    }

    /// The signing certificate and its key, which must belong together and to the trustee.
    static func signer(_ configuration: TrusteeConfiguration) throws(AdministrationError) -> TrusteeSigner {
        let files = configuration.signing
        let (key, certificate): (PrivateKey, Certificate)
        do {
            certificate = try Certificate(pem: read(files.certificate))
            key = try PrivateKey(pem: read(files.privateKey), passphrase: nil)
        } catch {
            throw AdministrationError(
                "signing-key-unreadable",
                "There is no certificate in \(files.certificate), or no key without a password in \(files.privateKey).",
                exit: .configuration)
        }
        guard certificate.publicKey == key.publicKey,
            certificate.organisationNumber == configuration.organisation
        else {
            throw AdministrationError(
                "signing-key-other",
                "The signing certificate does not belong to its key, or not to \(configuration.organisation).",
                exit: .configuration)
        }
        return TrusteeSigner(key: key, certificate: certificate)
    }

    static func read(_ file: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(fileURLWithPath: file))) }
}
