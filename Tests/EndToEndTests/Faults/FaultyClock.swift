import Foundation
import TestSupport
import Testing

/// A wall clock in a server's process that is wrong, and may jump, while elapsed time stays true.
struct FaultyClock {
    private let file: String
    private let library: String

    /// Builds what is preloaded.
    /// - Parameter folder: where that is kept, and the file that says how wrong the clock is.
    init(folder: String) async throws {
        file = "\(folder)/clock"
        library = "\(folder)/wrong-clock.so"
        let source = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "wrong-clock.c").path
        let built = try await Command.run("/usr/bin/cc", ["-shared", "-fPIC", "-O1", "-o", library, source])
        try #require(built.status == 0, "\(built.errorText)")
        try set(0)
    }

    /// Of a process that goes by this clock.
    var environment: [String: String] { ["LD_PRELOAD": library, "WRONG_CLOCK": file] }

    /// From now on it is wrong by so many seconds.
    func set(_ offset: Int) throws {
        try Data("\(offset)\n".utf8).write(to: URL(fileURLWithPath: file), options: .atomic)
    }

    static let hour = 3600
    static let day = 86_400
}
