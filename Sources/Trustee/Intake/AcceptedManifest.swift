import Certificates
import Identifiers
import SQLiteAccess
import SealedSubmission

extension TrusteeStore {
    /// The signed manifest of a submission, as it came.
    /// - Throws: `TrusteeError.unknown`, `.damaged`.
    func signedManifest(_ id: SubmissionID) async throws -> [UInt8] {
        let sealed = try await database.read { connection in
            try connection.first("SELECT manifest FROM submissions WHERE id = ?", [id.text]) {
                try $0.required($0.bytes(0))
            }
        }
        guard let sealed else { throw TrusteeError.unknown }
        return try fields.open(sealed, place: SubmissionRecords.manifestPlace(id))
    }

    /// The manifest of a submission that was verified when it came.
    ///
    /// Its signature is verified again, as of the time it was made at: that the signer's certificate runs out or is
    /// withdrawn between two steps changes nothing about what was taken.
    /// - Throws: `TrusteeError.unknown`, `.damaged`, `.noKey`.
    func acceptedManifest(_ id: SubmissionID, trust: TrustStore) async throws -> VerifiedManifest {
        let signed = try await signedManifest(id)
        let taken = try await database.read { connection in
            try connection.first(
                """
                SELECT s.year, t.at FROM submissions s JOIN submission_steps t ON t.submission = s.id
                WHERE s.id = ? AND t.step = ?
                """, [id.text, SubmissionState.receiving.rawValue]
            ) { (year: Int(try $0.required($0.integer(0))), at: try $0.required($0.date(1))) }
        }
        guard let taken, let anyVersion = ClientVersion("0.0.0") else { throw TrusteeError.damaged }
        let ownKey = try await ownKey(year: taken.year)
        let signers = SignerVerification(trust: trust, revocation: .notAsked, now: taken.at)
        let expectation = ManifestVerification.Expectation(
            holder: .trustee, keys: [KeyFingerprint(of: ownKey.certificate.publicKey)],
            minimumClientVersion: anyVersion, year: taken.year)
        do {
            return try ManifestVerification(signers: signers, expecting: expectation).verify(signed)
        } catch {
            throw TrusteeError.damaged
        }
    }
}

extension RevocationLists {
    /// They were asked when the document came.
    fileprivate static var notAsked: RevocationLists { RevocationLists(required: false) }
}
