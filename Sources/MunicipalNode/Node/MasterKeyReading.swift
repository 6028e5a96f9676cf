import CommandOutcome
import Foundation
import Glibc
import Keys
import Store

/// Reads the master key, and tells a missing one from a forbidden, an unsafe, a broken and a wrong one: each is put
/// right by someone else.
enum MasterKeyReading {
    /// - Throws: `AdministrationError`.
    static func read(_ configuration: Configuration) throws(AdministrationError) -> MasterKey {
        let file = configuration.masterKeyFile
        do {
            return try MasterKey(file: file, notInside: configuration.dataDirectory)
        } catch let error as MasterKeyError {
            throw AdministrationError(error, file: file, reason: unreadable(file))
        } catch {
            throw AdministrationError(.unreadable, file: file, reason: EIO)
        }
    }

    /// Opens the store, and names the key when the data directory belongs to another.
    static func opening<Value>(_ configuration: Configuration, _ open: () throws -> Value) throws -> Value {
        do { return try open() } catch StoreError.failed(let why) where why.hasPrefix("The master key is not the one") {
            throw AdministrationError.wrongMasterKey(configuration)
        }
    }

    /// Why the operating system does not let us read; 0 when it does.
    private static func unreadable(_ file: String) -> Int32 {
        access(file, R_OK) == 0 ? 0 : errno
    }
}

extension AdministrationError {
    /// - Parameter reason: `errno` of an attempt to read the file.
    init(_ error: MasterKeyError, file: String, reason: Int32) {
        let safe = "Move or protect it as it says, then try again."
        switch error {
        case .unreadable where reason == EACCES || reason == EPERM:
            let user = getpwuid(geteuid()).map { String(cString: $0.pointee.pw_name) } ?? "#\(geteuid())"
            self.init(
                "master-key-forbidden", "The master key \(file) is there, but the user \(user) may not read it.",
                remedy: "Run this as the server's user; if you do, `chown` the key and its directory to that user.",
                exit: .notPermitted)
        case .unreadable where reason == ENOENT || reason == ENOTDIR:
            self.init(
                "master-key-missing", "There is no master key: \(file) does not exist.",
                remedy: "On a new installation `budstikke config master-key` makes one. Else restore it from its own "
                    + "backup: a new key opens nothing that is stored.", exit: .noInput)
        case .permissionsTooWide:
            self.init(
                "master-key-unsafe", "Others may read the master key \(file).",
                remedy: "`chmod 0400 \(file)`, and `chown` it to the server's user.", exit: .configuration)
        case .malformed:
            self.init(
                "master-key-malformed", "What is in \(file) is no master key: 32 octets or 64 hexadecimal digits.",
                remedy: "Restore it from its own backup.", exit: .configuration)
        case .unreadable, .notOrdinaryFile, .insideDataDirectory, .exists, .notWritten, .otherMasterKey,
            .notAuthentic:
            self.init("master-key-unsafe", "\(error.description) (\(file))", remedy: safe, exit: .configuration)
        }
    }

    static func wrongMasterKey(_ configuration: Configuration) -> AdministrationError {
        AdministrationError(
            "master-key-wrong",
            "The master key \(configuration.masterKeyFile) is a key, but not the one that "
                + "\(configuration.dataDirectory) was made with.",
            remedy:
                "Restore the right key from its own backup, or name the right `dataDirectory`. Nothing was changed.",
            exit: .configuration)
    }
}
