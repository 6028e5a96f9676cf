import CMS
public import Certificates
public import Foundation
public import Identifiers

/// A document whose signature was verified and whose signer is a trusted organisation.
public struct Attested<Document: SignedDocument>: Sendable {
    public let document: Document
    public let signer: Certificate
    /// The organisation that the signer's certificate was issued to.
    public let organisation: OrganisationNumber
    /// SHA-256 of the signed form, by which other documents refer to this one.
    public let hash: ContentHash
}

/// What is needed to judge who signed a document: trusted issuers, revocation lists and the time.
public struct SignerVerification: Sendable {
    public let trust: TrustStore
    public let revocation: RevocationLists
    public let now: Date

    public init(trust: TrustStore, revocation: RevocationLists, now: Date) {
        self.trust = trust
        self.revocation = revocation
        self.now = now
    }

    /// Verifies size, signature and signer, and then reads the document.
    /// - Parameter organisation: whose signature it must be; nil when the document itself says.
    /// - Throws: `SubmissionFault` with a code of signed documents.
    public func open<Document: SignedDocument>(
        _ signed: [UInt8], as type: Document.Type = Document.self, from organisation: OrganisationNumber? = nil
    ) throws(SubmissionFault) -> Attested<Document> {
        guard signed.count <= Document.maximumBytes else { throw SubmissionFault(.documentTooLarge) }
        let content: SignedContent
        do { content = try SignedContent(verifying: signed) } catch .notAuthentic {
            throw SubmissionFault(.signatureWrong)
        } catch { throw SubmissionFault(.notSigned) }
        let verdict = trust.verify(content.signer, at: now, revocation: revocation, purpose: .signing)
        if case .refused(let refusal) = verdict { throw SubmissionFault(Self.code(of: refusal)) }
        guard let owner = content.signer.organisationNumber else { throw SubmissionFault(.signerNotOrganisation) }
        if let organisation, organisation != owner { throw SubmissionFault(.signerOtherOrganisation) }
        return Attested(
            document: try Document(canonical: content.content), signer: content.signer, organisation: owner,
            hash: ContentHash(of: signed))
    }

    /// Who has signed a document that waits for want of a revocation list, for finding it: one who is trusted but for
    /// that. Nil for everybody else.
    public func signerWithoutLists<Document: SignedDocument>(
        of signed: [UInt8], as type: Document.Type
    ) -> Certificate? {
        let signers = SignerVerification(trust: trust, revocation: RevocationLists(required: false), now: now)
        return try? signers.open(signed, as: type).signer
    }

    static func code(of refusal: ChainRefusal) -> SubmissionFault.Code {
        switch refusal.code {
        case .untrusted, .weak, .malformedChain: .signerUntrusted
        case .expired: .signerExpired
        case .notYetValid: .signerNotYetValid
        case .revoked: .signerRevoked
        case .revocationUnknown: .revocationUnknown
        case .notOrganisation: .signerNotOrganisation
        case .otherOrganisation: .signerOtherOrganisation
        case .wrongUsage: .signerWrongUse
        }
    }
}
