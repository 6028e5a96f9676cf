import Certificates
import Cryptography
import Foundation
import Identifiers
import Register
import SealedSubmission
import ServiceNode

/// Reads whom the register believes, from the folders that the operator keeps, and its own keys.
struct RegisterTrustReading: Sendable {
    let configuration: RegisterConfiguration
    let keys: RegisterKeyFolder

    /// - Parameter refused: told of each file with a key of the trustee's that is not believed.
    /// - Throws: a file error, `CertificateError`, or `MasterKeyError`.
    func read(
        now: Date, refused: (_ file: String, _ fault: SubmissionFault) -> Void = { _, _ in }
    ) throws -> RegisterTrust {
        var revocation = RevocationLists(required: configuration.revocation.required)
        if FileManager.default.fileExists(atPath: configuration.revocation.directory) {
            _ = try revocation.load(directory: configuration.revocation.directory)
        }
        let trust = TrustStore(certificates: try Certificate.all(in: configuration.trustStore))
        let signers = SignerVerification(trust: trust, revocation: revocation, now: now)
        var trusteeKeys: [PublicKey] = []
        for file in try TrusteeKeyFile.all(in: configuration, signers: signers) {
            switch file.verdict {
            case .success(let key): trusteeKeys.append(key.certificate.publicKey)
            case .failure(let fault): refused(file.name, fault)
            }
        }
        return RegisterTrust(
            trust: trust, revocation: revocation, trustee: configuration.trustee, register: configuration.register,
            minimumClientVersion: configuration.minimumClientVersion, encryption: try keys.encryption(),
            trusteeKeys: trusteeKeys)
    }
}
