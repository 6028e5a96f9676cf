public import Archive
public import ControlReport
import Glibc

/// A register's feedback that has been opened: authenticated as a whole, and read as one.
public struct OpenedFeedback: Sendable {
    public let archive: OpenedArchive
    public let contents: FeedbackContents

    /// Opens an archive with its password.
    /// - Throws: `ArchiveFault` for an archive that cannot be opened or must not be; `FeedbackContents.Fault` for one that
    ///   holds something else.
    public static func open(
        _ bytes: [UInt8], password: ArchivePassword, limits: ArchiveLimits = .sealed
    ) throws -> OpenedFeedback {
        let archive = try ArchiveReader.open(bytes, password: password, limits: limits)
        return OpenedFeedback(archive: archive, contents: try FeedbackContents(archive))
    }

    /// Writes the files, mode 0600, into a new folder, mode 0700; nothing that is there is touched.
    ///
    /// They hold persons' data in clear.
    /// - Throws: `ArchiveFault.fileExists` when anything of that name is there, `.notWritten`; no folder is left then.
    public func extract(toNew folder: String) throws(ArchiveFault) {
        guard mkdir(folder, 0o700) == 0 else { throw errno == EEXIST ? .fileExists : .notWritten }
        do { try archive.extract(to: folder) } catch {
            rmdir(folder)
            throw error
        }
    }
}
