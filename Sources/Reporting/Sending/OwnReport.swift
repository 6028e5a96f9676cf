import Certificates
import Identifiers
public import SealedSubmission

/// A sealed report of ours that may be sent: its signature holds, and its parts on disk are the ones that were signed
/// for. Only reading the folder makes one.
public struct OwnReport: Sendable {
    public let folder: SubmissionFolder
    public let manifest: SubmissionManifest
    let signed: [UInt8]
    /// Of the signed manifest: what the receipt is bound to.
    public let hash: ContentHash

    /// Reads manifest and parts, one part in memory at a time.
    /// - Throws: ``SendFault``, `SubmissionFolder.Fault`, `ExtractFile.Fault`.
    init(_ folder: SubmissionFolder, signers: SignerVerification) throws {
        let signed = try folder.signedManifest()
        let verified: VerifiedManifest
        do {
            // Whether our own certificate has been revoked is for its readers to find out; a list that is missing here
            // stops nobody from sending.
            let own = SignerVerification(trust: signers.trust, revocation: .init(required: false), now: signers.now)
            let manifest = try own.open(signed, as: SubmissionManifest.self).document
            verified = try ManifestVerification(
                signers: own,
                expecting: .init(
                    holder: .trustee, keys: [manifest.trusteeKey], minimumClientVersion: manifest.client.version)
            ).verify(signed)
        } catch {
            throw SendFault(.manifestUnusable, cause: error.code)
        }
        let check = PartCheck(verified)
        for entry in verified.manifest.parts {
            if let fault = check.fault(of: try folder.part(entry), as: entry) {
                throw SendFault(.partAltered, ["part": entry.name.fileName], cause: fault.code)
            }
        }
        self.folder = folder
        self.signed = signed
        manifest = verified.manifest
        hash = verified.hash
    }

    public var claim: LogInClaim { LogInClaim(unit: manifest.unit, organisation: manifest.organisation) }

    /// Of all parts together.
    public var octets: Int { manifest.parts.reduce(0) { $0 + $1.octets } }
}
