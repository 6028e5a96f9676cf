public import CommandOutcome
import Foundation
import Keys

/// Makes the master key of a new installation.
public enum MasterKeyFileCreation {
    /// - Throws: `AdministrationError`; an existing file is never replaced.
    public static func create(_ file: String) throws(AdministrationError) {
        do { try MasterKey.generate(to: file) } catch MasterKeyError.exists {
            throw exists(file)
        } catch {
            throw cannotBeWritten(file)
        }
    }

    /// Whether `create` could do it, as far as can be seen without doing it.
    /// - Throws: `AdministrationError`, as `create`.
    public static func check(_ file: String) throws(AdministrationError) {
        guard FileStatus(file) == nil else { throw exists(file) }
        let directory = URL(fileURLWithPath: file).deletingLastPathComponent().path
        guard FileManager.default.isWritableFile(atPath: directory) else { throw cannotBeWritten(file) }
    }

    private static func exists(_ file: String) -> AdministrationError {
        AdministrationError(
            "exists", "There is a file \(file) already; it is left as it is.",
            remedy: "`budstikke doctor` says whether it can be used.", exit: .cannotCreate)
    }

    private static func cannotBeWritten(_ file: String) -> AdministrationError {
        AdministrationError(
            "cannot-create", "\(file) cannot be written.",
            remedy: "Make its directory, and run this as a user who may write there; on a new installation `budstikke "
                + "doctor` prints the command for all directories.",
            exit: .cannotCreate)
    }
}
