import CommandOutcome
import Foundation

/// Bytes given to a command: from a file, or from stdin as `-`.
package enum InputFile {
    /// - Throws: `AdministrationError` when it is not there, cannot be read, or is larger than `limit` octets.
    package static func read(_ path: String, limit: Int) throws -> [UInt8] {
        let handle: FileHandle
        if path == "-" {
            handle = .standardInput
        } else {
            guard let opened = FileHandle(forReadingAtPath: path) else {
                throw AdministrationError("no-input", "\(path) is not there or cannot be read.", exit: .noInput)
            }
            handle = opened
        }
        var bytes: [UInt8] = []
        do {
            while let part = try handle.read(upToCount: 1 << 20), !part.isEmpty {
                bytes += part
                guard bytes.count <= limit else {
                    throw AdministrationError(
                        "input-too-large", "\(path) has more than \(limit) octets.", exit: .data)
                }
            }
        } catch let error as AdministrationError {
            throw error
        } catch {
            throw AdministrationError("read-failed", "\(path) cannot be read.", exit: .inputOutput)
        }
        return bytes
    }

    /// The first line of a file that holds a passphrase, or of stdin as `-`.
    package static func passphrase(_ path: String) throws -> [UInt8] {
        Array(try read(path, limit: 4096).prefix { $0 != 10 && $0 != 13 })
    }
}
