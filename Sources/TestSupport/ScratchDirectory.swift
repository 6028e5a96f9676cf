import Foundation

/// A directory of a test's own, mode 0700, that is gone when the test is.
public final class ScratchDirectory: Sendable {
    /// Absolute path without a slash at the end.
    public let path: String

    public init() throws {
        path = FileManager.default.temporaryDirectory.path + "/budstikke-" + UUID().uuidString.lowercased()
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// The path of a file in it, which need not be there.
    public func path(_ name: String) -> String { path + "/" + name }

    /// Writes a file, mode 0600, and gives its path.
    @discardableResult
    public func write(_ bytes: [UInt8], to name: String) throws -> String {
        let written = FileManager.default.createFile(
            atPath: path(name), contents: Data(bytes), attributes: [.posixPermissions: 0o600])
        guard written else { throw SyntheticFailure() }
        return path(name)
    }

    public func read(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(fileURLWithPath: path(name))))
    }
}
