import Foundation
import Subprocess
import SystemPackage

/// A program of the system, run to its end: an independent witness in tests, found by name on the path.
public enum Command {
    /// What a run gave; a program that a signal ended has 128 and the signal's number as its status, as in a shell.
    public struct Outcome: Sendable {
        public let status: Int32
        public let output: [UInt8]
        public let errors: [UInt8]

        public var text: String { String(decoding: output, as: UTF8.self) }
        public var errorText: String { String(decoding: errors, as: UTF8.self) }
    }

    /// The most that is read of each output, bytes; a program that writes more makes the run throw.
    private static let outputLimit = 256 << 20

    /// Runs the program and waits for its end.
    /// - Parameters:
    ///   - directory: the working directory; this process's own when it is left out.
    ///   - input: what it may read, up to the end.
    @discardableResult
    public static func run(
        _ program: String, _ arguments: [String], in directory: ScratchDirectory? = nil, input: [UInt8] = []
    ) async throws -> Outcome {
        let result = try await Subprocess.run(
            program.contains("/") ? .path(FilePath(program)) : .name(program), arguments: Arguments(arguments),
            workingDirectory: directory.map { FilePath($0.path) },
            input: .fileDescriptor(try file(holding: input), closeAfterSpawningProcess: true),
            output: .bytes(limit: outputLimit), error: .bytes(limit: outputLimit))
        let status: Int32 =
            switch result.terminationStatus {
            case .exited(let code): code
            case .signaled(let signal): 128 + signal
            }
        return Outcome(status: status, output: result.standardOutput, errors: result.standardError)
    }

    /// An open file without a name. A program may end before it has read its input, which a pipe's writer would not survive.
    private static func file(holding input: [UInt8]) throws -> FileDescriptor {
        let path = FileManager.default.temporaryDirectory.appending(path: "input-\(UUID().uuidString)").path
        let file = try FileDescriptor.open(
            path, .readWrite, options: [.create, .exclusiveCreate, .closeOnExec], permissions: .ownerReadWrite)
        do {
            try FileManager.default.removeItem(atPath: path)
            try file.writeAll(input)
            try file.seek(offset: 0, from: .start)
            return file
        } catch {
            try file.close()
            throw error
        }
    }
}
