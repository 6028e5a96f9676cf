import Foundation
import PrivateFiles
import SealedSubmission

/// A file with the trustee's key of a year as the trustee has published it, and whether it is believed (T-120).
///
/// Passwords are sealed to it: it counts only when the organisation that the configuration names as trustee has signed
/// it, by a certificate that the trust store and the revocation lists let through at this moment.
struct TrusteeKeyFile: Sendable {
    let name: String
    let verdict: Result<VerifiedKey, SubmissionFault>

    /// The `.p7s` files of the configured directory, each judged.
    /// - Throws: a file error.
    static func all(
        in configuration: RegisterConfiguration, signers: SignerVerification
    ) throws -> [TrusteeKeyFile] {
        let directory = configuration.trusteeKeys
        return try FileManager.default.contentsOfDirectory(atPath: directory).sorted()
            .filter { $0.lowercased().hasSuffix(".p7s") }
            .map { name in
                let signed = try PrivateFile.read("\(directory)/\(name)", limit: PublishedKey.maximumBytes) ?? []
                return TrusteeKeyFile(name: name, verdict: judge(signed, configuration, signers))
            }
    }

    private static func judge(
        _ signed: [UInt8], _ configuration: RegisterConfiguration, _ signers: SignerVerification
    ) -> Result<VerifiedKey, SubmissionFault> {
        Result { () throws(SubmissionFault) in
            // Keys of several years are in use side by side, and nobody seals a submission here.
            let key = try signers.open(signed, as: PublishedKey.self).document
            return try PublishedKeyVerification(
                signers: signers, year: key.year, client: key.minimumClientVersion, trustee: configuration.trustee,
                register: configuration.register
            ).verify(signed, as: .trustee)
        }
    }
}
