import COpenSSL
public import Certificates
public import Cryptography
public import Foundation

/// Content with the signature of an organisation that was verified: CMS SignedData (RFC 5652 5).
///
/// One shape only: DER, content of type data inside, one signer named by issuer and serial number with its certificate
/// and no other, signed attributes, SHA-256 and RSASSA-PKCS1-v1_5 (named rsaEncryption, RFC 3370 3.2), nothing unsigned.
/// Whether the certificate can be trusted is another question: see `TrustStore`.
public struct SignedContent: Sendable, Equatable {
    public let content: [UInt8]
    /// Whose key made the signature, by its own word.
    public let signer: Certificate

    /// Verifies the signature and the digest of the content.
    /// - Throws: `CMSSignatureError.malformed`, `.notAuthentic`.
    public init(verifying der: [UInt8]) throws(CMSSignatureError) {
        let outline = try SignedOutline(der)
        guard let signer = try? Certificate(der: outline.certificateDER), outline.names(signer) else {
            throw .malformed
        }
        // OpenSSL encodes the attributes anew before it verifies them; only here do their very octets count.
        guard outline.isSignedAsData,
            signer.publicKey.verify(outline.signature, over: outline.attributesDER, algorithm: .rsaSHA256),
            ErrorQueue.around({ Self.isAuthentic(der) })
        else { throw .notAuthentic }
        content = outline.content
        self.signer = signer
    }

    /// Signs.
    /// - Parameters:
    ///   - certificate: the one of the key, sent along.
    ///   - time: goes into the signed attributes; nobody here relies on it.
    /// - Returns: DER of a ContentInfo.
    /// - Throws: `CMSSignatureError.cannotSign`.
    public static func sign(
        _ content: [UInt8], key: PrivateKey, certificate: Certificate, at time: Date
    ) throws(CMSSignatureError) -> [UInt8] {
        guard certificate.publicKey == key.publicKey else { throw .cannotSign }
        let signed = ErrorQueue.around { try? make(content, key: key, certificate: certificate, at: time) }
        guard let signed else { throw .cannotSign }
        return signed
    }

    private static func make(
        _ content: [UInt8], key: PrivateKey, certificate: Certificate, at time: Date
    ) throws -> [UInt8] {
        let flags = UInt32(CMS_BINARY | CMS_PARTIAL | CMS_NOSMIMECAP)
        return try MemoryBIO.reading(content) { input in
            guard let signed = CMS_sign(nil, nil, nil, nil, flags) else { throw CMSSignatureError.cannotSign }
            defer { CMS_ContentInfo_free(signed) }
            guard
                let signer = CMS_add1_signer(
                    signed, certificate.handle.pointer, key.handle.pointer, DigestMethod.sha256.pointer, flags),
                setTime(of: signer, to: time), CMS_final(signed, input, nil, UInt32(CMS_BINARY)) == 1
            else { throw CMSSignatureError.cannotSign }
            return try MemoryBIO.der { i2d_CMS_ContentInfo(signed, $0) }
        }
    }

    /// OpenSSL would otherwise ask the system for the time.
    private static func setTime(of signer: OpaquePointer, to time: Date) -> Bool {
        guard let value = ASN1_TIME_set(nil, time_t(time.timeIntervalSince1970.rounded(.down))) else { return false }
        defer { ASN1_TIME_free(value) }
        return CMS_signed_add1_attr_by_NID(signer, NID_pkcs9_signingTime, value.pointee.type, value, -1) == 1
    }

    private static func isAuthentic(_ der: [UInt8]) -> Bool {
        let signed = MemoryBIO.parse(der, { d2i_CMS_ContentInfo(nil, $0, $1) }, free: { CMS_ContentInfo_free($0) })
        guard let signed else { return false }
        defer { CMS_ContentInfo_free(signed) }
        return CMS_verify(signed, nil, nil, nil, nil, UInt32(CMS_BINARY | CMS_NO_SIGNER_CERT_VERIFY)) == 1
    }
}

/// Why signed content is not taken, or was not made.
public enum CMSSignatureError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Not a SignedData of the one shape.
    case malformed
    /// The signature or the digest is wrong, or the key is too short.
    case notAuthentic
    /// The key is not the certificate's, or the library failed.
    case cannotSign

    public var description: String {
        switch self {
        case .malformed: "The bytes are not signed content in the form that is agreed."
        case .notAuthentic: "The signature does not belong to the content."
        case .cannotSign: "The content could not be signed with this key and certificate."
        }
    }
}
