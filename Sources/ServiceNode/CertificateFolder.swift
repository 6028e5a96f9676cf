public import Certificates
import Foundation
import PrivateFiles

extension Certificate {
    /// Every certificate in the `.pem`, `.crt` and `.cer` files of a directory, PEM or DER, each file of at most 4 MiB.
    /// - Throws: `CertificateError` for a file that holds none, and what a file or directory that cannot be read throws.
    public static func all(in directory: String) throws -> [Certificate] {
        try FileManager.default.contentsOfDirectory(atPath: directory).sorted()
            .filter { name in [".pem", ".crt", ".cer"].contains(where: name.lowercased().hasSuffix) }
            .flatMap { name in
                let bytes = try PrivateFile.read("\(directory)/\(name)", limit: 4 << 20) ?? []
                return try bytes.starts(with: Array("-----".utf8))
                    ? Certificate.all(pem: bytes) : [Certificate(der: bytes)]
            }
    }
}
