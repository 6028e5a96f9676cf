import Foundation
import TestSupport
import Testing

@testable import Simulation

/// libfiu in a server's process: system calls that fail from one moment to another, as told from outside.
struct FaultyDisk {
    /// What a disk can do, by libfiu's failure points. SQLite writes by pwrite and fdatasync, files in the record
    /// system's folder and the log are written by write, and fsync makes names durable.
    enum Fault: String, CaseIterable {
        case full, failingWrite, shortWrite, failingSync, failingFolderSync

        var points: [String] {
            switch self {
            case .full: ["posix/io/rw/pwrite", "posix/io/rw/write"].map { "\($0),failinfo=\(ENOSPC)" }
            case .failingWrite: ["posix/io/rw/pwrite,failinfo=\(EIO)"]
            case .shortWrite: ["posix/io/rw/pwrite/reduce", "posix/io/rw/write/reduce"]
            case .failingSync: ["posix/io/sync/fdatasync,failinfo=\(EIO)"]
            case .failingFolderSync: ["posix/io/sync/fsync,failinfo=\(EIO)"]
            }
        }
    }

    /// SQLite's writes only, so that the server's log, which lies on the same disk here, can still be read.
    static let fullDatabase = ["posix/io/rw/pwrite,failinfo=\(ENOSPC)"]

    private let pipe: String

    /// - Parameter folder: where the pipes are made that lead to the servers.
    init(folder: String) throws {
        pipe = "\(folder)/fiu"
        for library in Self.libraries {
            try #require(FileManager.default.fileExists(atPath: library), "fiu-utils is installed by Scripts/setup")
        }
    }

    /// Of a server that can be given faults.
    var environment: [String: String] {
        ["LD_PRELOAD": Self.libraries.joined(separator: " "), "FIU_CTRL_FIFO": pipe]
    }

    func begin(_ points: [String], in process: Int32) async throws {
        try await control(points.flatMap { ["-c", "enable name=\($0)"] }, process)
    }

    func end(_ points: [String], in process: Int32) async throws {
        let names = points.map { $0.prefix { $0 != "," } }
        try await control(names.flatMap { ["-c", "disable name=\($0)"] }, process)
    }

    private func control(_ commands: [String], _ process: Int32) async throws {
        let outcome = try await Command.run("/usr/bin/fiu-ctrl", ["-f", pipe] + commands + ["\(process)"])
        try #require(outcome.status == 0, "\(outcome.errorText)")
    }

    private static let libraries = ["/usr/lib/fiu/fiu_run_preload.so", "/usr/lib/fiu/fiu_posix_preload.so"]
}
