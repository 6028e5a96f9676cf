import Certificates
import Foundation

/// The issuers an operator trusts: every `.pem`, `.crt` and `.cer` file of one directory.
enum TrustStoreFolder {
    /// - Throws: `CertificateError` for a file that holds no certificate, a file error for a directory that cannot be read.
    static func read(_ directory: String) throws -> TrustStore {
        var certificates: [Certificate] = []
        for name in try FileManager.default.contentsOfDirectory(atPath: directory).sorted() {
            guard [".pem", ".crt", ".cer"].contains(where: name.lowercased().hasSuffix) else { continue }
            let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: directory).appendingPathComponent(name)))
            certificates +=
                try bytes.starts(with: Array("-----".utf8))
                ? Certificate.all(pem: bytes) : [Certificate(der: bytes)]
        }
        return TrustStore(certificates: certificates)
    }
}
