import Foundation
import TestSupport
import Testing

/// A place on this machine from which there is no way out: a network namespace of its own without any interface that is
/// up, in which the kernel ends whoever makes a socket other than to a process of the same machine.
struct OfflineZone {
    private let guardProgram: String
    /// What makes the namespace: root may, and others in a user namespace of their own.
    private let unshare: [String]

    /// - Parameter folder: where what is built for it is kept.
    init(folder: ScratchDirectory) async throws {
        guardProgram = folder.path("no-network")
        let source = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "no-network.c").path
        let built = try await Command.run("/usr/bin/cc", ["-O1", "-Wall", "-Werror", "-o", guardProgram, source])
        try #require(built.status == 0, "\(built.errorText)")
        unshare = ["unshare"] + (geteuid() == 0 ? ["-n"] : ["-rn"]) + ["--"]
        let tried = try await run("/bin/true", [], in: folder)
        try #require(
            tried.status == 0,
            """
            This machine makes no network namespace without interfaces (\(unshare.joined(separator: " ")): \
            \(tried.errorText)). Run the test as root, or allow user namespaces: \
            sysctl kernel.unprivileged_userns_clone=1, and kernel.apparmor_restrict_unprivileged_userns=0 on Ubuntu.
            """)
    }

    /// How a program ends that the kernel has stopped at a forbidden socket: 128 and SIGSYS.
    static let stopped: Int32 = 128 + 31

    /// Runs a program there.
    /// - Parameter guarded: whether a socket ends it; without, it only finds that there is no way.
    func run(
        _ program: String, _ arguments: [String], in folder: ScratchDirectory, guarded: Bool = true
    ) async throws -> Command.Outcome {
        let words = unshare + (guarded ? [guardProgram] : []) + [program] + arguments
        return try await Command.run(words[0], Array(words.dropFirst()), in: folder)
    }
}
