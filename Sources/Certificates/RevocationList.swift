import COpenSSL
import Cryptography
public import Foundation

/// A certificate revocation list (RFC 5280 5), read and not judged: who signed it is checked where it is used.
public struct RevocationList: Sendable, Equatable {
    public let der: [UInt8]
    public let issuer: DistinguishedName
    public let thisUpdate: Date
    /// When the next list is promised; nil in a list that does not say, which then never goes stale.
    public let nextUpdate: Date?
    /// How many certificates it revokes.
    public let count: Int
    let handle: RevocationListHandle

    /// Reads exactly one list in DER, or one PEM block.
    /// - Throws: `CertificateError.unreadableRevocationList`.
    public init(_ bytes: [UInt8]) throws {
        let isPEM = bytes.first == UInt8(ascii: "-")
        let pointer = try ErrorQueue.around {
            isPEM
                ? try MemoryBIO.reading(bytes) { PEM_read_bio_X509_CRL($0, nil, { _, _, _, _ in -1 }, nil) }
                : MemoryBIO.parse(bytes, { d2i_X509_CRL(nil, $0, $1) }, free: { X509_CRL_free($0) })
        }
        guard let pointer else { throw CertificateError.unreadableRevocationList }
        handle = RevocationListHandle(owning: pointer)
        guard let name = X509_CRL_get_issuer(pointer),
            let thisUpdate = ASN1Value.date(X509_CRL_get0_lastUpdate(pointer))
        else { throw CertificateError.unreadableRevocationList }
        der = isPEM ? try MemoryBIO.der { i2d_X509_CRL(pointer, $0) } : bytes
        guard try Self.namesOneAlgorithm(pointer, der) else { throw CertificateError.unreadableRevocationList }
        issuer = try DistinguishedName(name)
        self.thisUpdate = thisUpdate
        nextUpdate = ASN1Value.date(X509_CRL_get0_nextUpdate(pointer))
        count = Int(bs_sk_REVOKED_num(X509_CRL_get_REVOKED(pointer)))
    }

    /// Whether the certificate's name and key issued this list.
    public func isSigned(by authority: Certificate) -> Bool {
        ErrorQueue.around {
            let subject = X509_get_subject_name(authority.handle.pointer)
            return X509_NAME_cmp(X509_CRL_get_issuer(handle.pointer), subject) == 0
                && X509_CRL_verify(handle.pointer, X509_get0_pubkey(authority.handle.pointer)) == 1
        }
    }

    /// Whether the algorithm beside the signature is the one inside what is signed, octet for octet (RFC 5280 5.1.1.2). Not
    /// every release of OpenSSL compares the parameters, which nothing else protects.
    private static func namesOneAlgorithm(_ list: OpaquePointer, _ der: [UInt8]) throws -> Bool {
        var beside: UnsafePointer<X509_ALGOR>?
        X509_CRL_get0_signature(list, nil, &beside)
        let algorithm = try MemoryBIO.der { i2d_X509_ALGOR(beside, $0) }
        guard let signed = contents(of: der[...]), var rest = contents(of: signed) else { return false }
        let version: [UInt8] = [2, 1, 1]
        if rest.starts(with: version) { rest = rest.dropFirst(version.count) }
        return rest.starts(with: algorithm)
    }

    /// What follows the head of the first value in DER.
    private static func contents(of der: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard let length = der.dropFirst().first else { return nil }
        return der.dropFirst(length < 0x80 ? 2 : 2 + Int(length & 0x7F))
    }

    public static func == (left: Self, right: Self) -> Bool { left.der == right.der }
}

/// `@unchecked Sendable`: complete when made; OpenSSL sorts the entries once under its own lock and counts references
/// atomically.
final class RevocationListHandle: @unchecked Sendable {
    let pointer: OpaquePointer

    init(owning pointer: OpaquePointer) { self.pointer = pointer }

    deinit { X509_CRL_free(pointer) }
}
