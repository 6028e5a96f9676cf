import CommandOutcome
import FolderExchange
import Glibc

/// A folder that a record system is to use: looked at, and made ready.
struct RecordSystemFolderCheck: Sendable {
    private let path: String
    private let folder: RecordSystemFolder

    init(_ path: String) {
        self.path = path
        folder = RecordSystemFolder(path: path, maximumSize: 1)
    }

    /// - Throws: `AdministrationError` when the server could not work in it.
    func usable() throws -> RecordSystemFolderCheck {
        guard path.hasPrefix("/"), !path.contains("/../"), path.utf8.count <= 1024 else {
            throw AdministrationError("folder-unusable", "The folder must be given as an absolute path.", exit: .data)
        }
        guard let status = FileStatus(path) else {
            throw AdministrationError(
                "folder-missing", "The folder \(path) does not exist.", remedy: "Make it: \(remedy)", exit: .noInput)
        }
        guard status.isDirectory else {
            throw AdministrationError("folder-unusable", "\(path) is not a directory.", exit: .data)
        }
        guard access(path, R_OK | W_OK | X_OK) == 0 else {
            throw AdministrationError(
                "folder-forbidden", "The server's user may not read and write in \(path).",
                remedy: "Let it: \(remedy)", exit: .notPermitted)
        }
        return self
    }

    func makeAreas() throws {
        do { try folder.prepare() } catch {
            throw AdministrationError(
                "folder-unavailable",
                "`out`, `in`, `receipts`, `taken` and `refused` could not all be made in \(path).",
                remedy: "Let the server's user write there (\(remedy)), and give the same command again.",
                exit: .cannotCreate)
        }
    }

    /// What to correct about it, one line each.
    func remarks() -> [String] { folder.report().findings.map(FolderRemark.sentence) }

    private var remedy: String {
        "`install -d -m 2770 -g GROUP \(path)`, GROUP being one that both the server's and the record system's user "
            + "are in."
    }
}
