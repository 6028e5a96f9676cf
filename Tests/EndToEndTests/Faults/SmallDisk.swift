import Foundation
import TestSupport
import Testing

@testable import Simulation

/// A file system of a few megabytes below a server's data directory; where this machine lets nobody mount one, libfiu
/// makes the directory's own disk answer as if it were full.
struct SmallDisk {
    /// Whether it is a file system of its own.
    let isReal: Bool
    private let injected: FaultyDisk

    init(folder: String) async throws {
        injected = try FaultyDisk(folder: folder)
        let place = "\(folder)/mount"
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
        isReal = try await Self.mount(place)
        if isReal { _ = try await Command.run("/usr/bin/umount", [place]) }
    }

    /// Moves the data of a server onto it and starts the server again.
    func put(_ street: Street, _ node: NodeName) async throws {
        guard isReal else { return try await street.restart(node, environment: injected.environment) }
        let data = data(street, node)
        try await street.stop(node)
        try FileManager.default.moveItem(atPath: data, toPath: "\(data)-before")
        try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: false)
        try #require(try await Self.mount(data))
        let copied = try await Command.run("/bin/cp", ["-a", "\(data)-before/.", data])
        try #require(copied.status == 0, "\(copied.errorText)")
        try await street.restart(node)
    }

    func fill(_ street: Street, _ node: NodeName) async throws {
        guard isReal else {
            return try await injected.begin(FaultyDisk.fullDatabase, in: try process(street, node))
        }
        // Ends with an error when nothing more fits, as it is meant to.
        _ = try await Command.run("/bin/dd", ["if=/dev/zero", "of=\(data(street, node))/filler", "bs=4096"])
    }

    func free(_ street: Street, _ node: NodeName) async throws {
        guard isReal else {
            return try await injected.end(FaultyDisk.fullDatabase, in: try process(street, node))
        }
        try FileManager.default.removeItem(atPath: "\(data(street, node))/filler")
    }

    /// Takes it away, with the server that uses it.
    func remove(_ street: Street, _ node: NodeName) async {
        guard isReal else { return }
        try? await street.stop(node)
        _ = try? await Command.run("/usr/bin/umount", [data(street, node)])
    }

    private static func mount(_ place: String) async throws -> Bool {
        try await Command.run("/usr/bin/mount", ["-t", "tmpfs", "-o", "size=24m,mode=0700", "tmpfs", place]).status == 0
    }

    private func data(_ street: Street, _ node: NodeName) -> String {
        "\(street.neighbourhood.ground.directory(of: node))/data"
    }

    private func process(_ street: Street, _ node: NodeName) throws -> Int32 {
        try #require(street.neighbourhood.fleet.identifier(of: node))
    }
}
