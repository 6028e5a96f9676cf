import Foundation

/// Where the bench works and what it runs.
struct BenchPlace: Sendable {
    /// On the disk that is measured; everything below it is removed at the end.
    let directory: String
    /// The server's program.
    let executable: String
    /// Where this package's other products lie.
    let products: String
    private let interruption: Interruption

    /// - Parameters:
    ///   - parent: a short path, since control sockets lie below it.
    ///   - executable: nil takes `budstikke` beside this program.
    init(parent: String, executable: String?) throws {
        let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        products = URL(fileURLWithPath: own).deletingLastPathComponent().path
        self.executable =
            executable.map { URL(fileURLWithPath: $0).path }
            ?? "\(products)/budstikke"
        guard FileManager.default.isExecutableFile(atPath: self.executable) else {
            throw BenchError("\(self.executable) is not there; build the product first, or give --binary")
        }
        directory = "\(parent)/budstikke-bench-\(getpid())"
        interruption = Interruption(clearing: directory)
        try FileManager.default.createDirectory(
            atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    /// Builds a town here; the caller stops it.
    func town(
        _ tenants: [[String]], recordSystems: Town.RecordSystems = .folders, preload: String? = nil
    ) async throws -> Town {
        try await Town.settle(
            tenants: tenants, recordSystems: recordSystems, directory: directory, executable: executable, preload: preload,
            interruption: interruption, now: Date())
    }

    func remove() { try? FileManager.default.removeItem(atPath: directory) }
}
