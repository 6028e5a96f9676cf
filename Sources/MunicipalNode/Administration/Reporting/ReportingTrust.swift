import Certificates
public import Foundation
public import SealedSubmission

/// Who is trusted to sign published keys, by the installation's own trust store and revocation lists.
public enum ReportingTrust {
    /// Reads both from the configuration's directories.
    ///
    /// - Throws: a file's or certificate's own error.
    public static func signers(_ configuration: Configuration, now: Date) throws -> SignerVerification {
        var lists = RevocationLists(required: configuration.revocation.required)
        _ = try lists.load(directory: configuration.revocation.directory)
        return SignerVerification(
            trust: try TrustStoreFolder.read(configuration.trustStore), revocation: lists, now: now)
    }
}
