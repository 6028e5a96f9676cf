import Foundation

/// The `openssl` command as an independent witness in tests: it shares the library, not our use of it.
public enum OpenSSLCommand {
    /// What a run gave.
    public struct Outcome: Sendable {
        public let status: Int32
        public let output: [UInt8]

        public var text: String { String(decoding: output, as: UTF8.self) }
    }

    /// Runs the command in a directory and waits for it; files carry the data, so that no pipe can fill up.
    @discardableResult
    public static func run(_ arguments: [String], in directory: ScratchDirectory) throws -> Outcome {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: directory.path)
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let bytes = [UInt8](output.fileHandleForReading.readDataToEndOfFile())
        process.waitUntilExit()
        return Outcome(status: process.terminationStatus, output: bytes)
    }
}
