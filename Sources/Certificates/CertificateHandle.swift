import COpenSSL
import Cryptography

/// A certificate as OpenSSL holds it.
///
/// `@unchecked Sendable`: the structure is complete when the handle is made, its lazily decoded extensions are decoded
/// in `init`, and it is only read afterwards; OpenSSL counts its references atomically.
package final class CertificateHandle: @unchecked Sendable {
    package let pointer: OpaquePointer

    /// Takes over the reference.
    package init(owning pointer: OpaquePointer) {
        self.pointer = pointer
        _ = X509_check_purpose(pointer, -1, 0)
    }

    deinit { X509_free(pointer) }

    convenience init?(der: [UInt8]) {
        let parsed = ErrorQueue.around {
            MemoryBIO.parse(der, { d2i_X509(nil, $0, $1) }, free: { X509_free($0) })
        }
        guard let parsed else { return nil }
        self.init(owning: parsed)
    }

    /// An extension decoded by OpenSSL, which the caller frees; nil when it is absent or malformed.
    func decodedExtension(_ identifier: Int32) -> UnsafeMutableRawPointer? {
        X509_get_ext_d2i(pointer, identifier, nil, nil)
    }
}
