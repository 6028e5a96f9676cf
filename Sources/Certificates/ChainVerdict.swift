public import Foundation

/// What a trust store says about a certificate.
public enum ChainVerdict: Sendable, Equatable {
    /// The chain from the certificate itself up to the root, all of it valid at the time asked about.
    case trusted(chain: [Certificate])
    case refused(ChainRefusal)
}

/// Why a certificate is not used.
public struct ChainRefusal: Error, Equatable, Sendable, CustomStringConvertible {
    public enum Code: Equatable, Sendable {
        /// No path to a root of the trust store, or a signature on the path is wrong.
        case untrusted
        case expired
        case notYetValid
        /// The issuer has withdrawn it, or a certificate above it.
        case revoked(at: Date?)
        /// There is no fresh, genuine revocation list for it or for a certificate above it.
        case revocationUnknown
        /// A key of fewer than 2048 bits or a digest older than SHA-256 on the path.
        case weak
        /// An issuer on the path was not allowed to issue it: no authority, path length, name constraints, unknown
        /// critical extension.
        case malformedChain
        /// It belongs to a person, or names no organisation.
        case notOrganisation
        /// It belongs to another organisation than the one asked about.
        case otherOrganisation
        /// Its key usages do not cover the purpose.
        case wrongUsage
    }

    public let code: Code

    public init(_ code: Code) { self.code = code }

    /// Whether fresh revocation lists may give another answer: a reason to hold a message and not to refuse it.
    public var isTemporary: Bool { code == .revocationUnknown }

    public var description: String {
        switch code {
        case .untrusted: "The certificate does not come from an issuer in the trust store."
        case .expired: "The certificate, or one above it, has expired."
        case .notYetValid: "The certificate, or one above it, is not valid yet."
        case .revoked: "The certificate, or one above it, has been revoked by its issuer."
        case .revocationUnknown: "There is no fresh revocation list for the certificate."
        case .weak: "The certificate, or one above it, uses a key or a digest that is too weak."
        case .malformedChain: "The certificate's issuer was not allowed to issue it."
        case .notOrganisation: "The certificate does not belong to an organisation."
        case .otherOrganisation: "The certificate belongs to another organisation."
        case .wrongUsage: "The certificate is not meant for this use."
        }
    }
}

/// Certificates that were found to lead to a root of the trust store, and nothing said about revocation yet.
///
/// Only a trust store makes one, and only for one are revocation lists fetched: an address in a certificate of a
/// stranger's is never called.
public struct CertificateChain: Sendable, Equatable {
    /// From the certificate itself to the root.
    public let certificates: [Certificate]

    init(_ certificates: [Certificate]) { self.certificates = certificates }
}
