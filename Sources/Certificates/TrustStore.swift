import COpenSSL
import Cryptography
public import Foundation
public import Identifiers

/// The issuers an installation trusts, and the verification of organisations' certificates against them.
///
/// Self-issued certificates given to it are roots; every other one only helps to build a path and must lead to a root
/// itself. An organisation's own certificate is never a root.
public struct TrustStore: Sendable {
    public let certificates: [Certificate]
    private let roots: StoreHandle

    public init(certificates: [Certificate]) {
        self.certificates = certificates
        roots = StoreHandle(roots: certificates.filter(Self.isRoot))
    }

    /// Whether it trusts anybody at all.
    public var hasRoots: Bool { certificates.contains(where: Self.isRoot) }

    private static func isRoot(_ certificate: Certificate) -> Bool {
        certificate.isSelfIssued && certificate.isAuthority
    }

    /// Judges an organisation's certificate: path, validity at the time given, revocation, and what is asked for below.
    /// - Parameters:
    ///   - intermediates: certificates that came with it; they help to find a path and are trusted in nothing.
    ///   - purpose: what its key usages must cover, when given.
    ///   - organisation: whose it must be, when given.
    public func verify(
        _ certificate: Certificate, intermediates: [Certificate] = [], at time: Date, revocation: RevocationLists,
        purpose: CertificatePurpose? = nil, organisation: OrganisationNumber? = nil
    ) -> ChainVerdict {
        switch chain(certificate, intermediates: intermediates, at: time) {
        case .failure(let refusal): return .refused(refusal)
        case .success(let chain):
            if let refusal = refusal(of: chain, at: time, by: revocation) { return .refused(refusal) }
            guard !certificate.subject.isPerson, !certificate.isAuthority, let owner = certificate.organisationNumber
            else { return .refused(ChainRefusal(.notOrganisation)) }
            if let organisation, organisation != owner { return .refused(ChainRefusal(.otherOrganisation)) }
            if let purpose, !certificate.usages.allow(purpose) { return .refused(ChainRefusal(.wrongUsage)) }
            return .trusted(chain: chain.certificates)
        }
    }

    /// Finds the path to a root and checks all of it but revocation and use.
    public func chain(_ certificate: Certificate, intermediates: [Certificate] = [], at time: Date)
        -> Result<CertificateChain, ChainRefusal>
    {
        let untrusted = certificates.filter { !$0.isSelfIssued } + intermediates
        return ChainVerification(certificate: certificate, untrusted: untrusted, time: time)
            .run(roots: roots, lists: nil)
    }

    /// Lists that no certificate of the path signed are left out first, so that a forged one can neither hide a genuine
    /// one nor stop a message for good.
    private func refusal(of chain: CertificateChain, at time: Date, by revocation: RevocationLists) -> ChainRefusal? {
        guard let certificate = chain.certificates.first else { return ChainRefusal(.untrusted) }
        let genuine = revocation.lists.filter { list in chain.certificates.contains { list.isSigned(by: $0) } }
        let verification = ChainVerification(certificate: certificate, untrusted: chain.certificates, time: time)
        let usable = ChainVerification.Lists(
            lists: genuine, required: revocation.required, staleTolerance: revocation.staleTolerance)
        if case .failure(let refusal) = verification.run(roots: roots, lists: usable) { return refusal }
        return nil
    }
}

/// OpenSSL's set of roots.
///
/// `@unchecked Sendable`: filled in `init` and only read afterwards; OpenSSL takes its own lock to look into it.
final class StoreHandle: @unchecked Sendable {
    let pointer: OpaquePointer?
    let certificates: [Certificate]

    init(roots: [Certificate]) {
        certificates = roots
        let store = X509_STORE_new()
        ErrorQueue.around {
            for root in roots { X509_STORE_add_cert(store, root.handle.pointer) }
        }
        pointer = store
    }

    deinit { X509_STORE_free(pointer) }
}
