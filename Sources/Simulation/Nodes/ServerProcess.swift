import Foundation
import Subprocess
import Synchronization
import SystemPackage

/// One `… serve --config …` of ours as a child process; it is ended when `stop` is called.
final class ServerProcess: Sendable {
    let name: String
    let identifier: Int32
    private let logFile: String
    private let ended = Mutex(false)

    /// Starts the program; its output goes to a log in its own directory.
    ///
    /// - Parameters:
    ///   - executable: a program of ours.
    ///   - directory: the server's own directory.
    ///   - log: the name of the file in it; one that is there is begun anew.
    ///   - environment: added to this process's own.
    static func start(
        _ name: String, executable: String, configuration: String, directory: String, log: String = "serve.log",
        environment: [String: String] = [:]
    ) async throws(DemoError) -> ServerProcess {
        let logFile = "\(directory)/\(log)"
        let output: FileDescriptor
        do {
            output = try .open(
                logFile, .writeOnly, options: [.create, .truncate, .append], permissions: .ownerReadWrite)
        } catch { throw .file(logFile) }
        let (starts, start) = AsyncStream<ServerProcess>.makeStream()
        Task.detached {
            defer { start.finish() }
            let added = environment.map { (Environment.Key(stringLiteral: $0.key), String?.some($0.value)) }
            let result = try await run(
                .path(FilePath(executable)), arguments: ["serve", "--config", configuration],
                environment: .inherit.updating(Dictionary(uniqueKeysWithValues: added)), input: .none,
                output: .fileDescriptor(output, closeAfterSpawningProcess: true), error: .combinedWithOutput
            ) { execution in
                let server = ServerProcess(name, identifier: execution.processIdentifier.value, logFile: logFile)
                start.yield(server)
                return server
            }
            result.closureResult.markEnded()
        }
        // Apart from the caller's task: a process that has started is told of, also to whoever is cancelled meanwhile.
        let started = await Task { await starts.first { _ in true } }.value
        guard let started else { throw .node(name, lastWords: "It could not be started.") }
        return started
    }

    private init(_ name: String, identifier: Int32, logFile: String) {
        self.name = name
        self.identifier = identifier
        self.logFile = logFile
    }

    var isRunning: Bool { !ended.withLock(\.self) }

    /// Throws `DemoError.node` with the last lines it wrote, if it has ended by itself.
    func check() throws(DemoError) {
        guard !isRunning else { return }
        throw .node(name, lastWords: lastWords)
    }

    /// Asks it to end; after five seconds it is killed. Returns when it is gone.
    func stop() async {
        signal(SIGTERM)
        for _ in 0..<100 where isRunning { await Self.pause(.milliseconds(50)) }
        await cut()
    }

    /// Ends it as a power cut would. Returns when it is gone.
    func cut() async {
        signal(SIGKILL)
        while isRunning { await Self.pause(.milliseconds(5)) }
    }

    /// Every line it has written so far.
    var log: String { FileManager.default.contents(atPath: logFile).map { String(decoding: $0, as: UTF8.self) } ?? "" }

    // MARK: - Private steps

    /// In a task of its own, since one that is cancelled would not sleep.
    private static func pause(_ length: Duration) async { await Task { try? await Task.sleep(for: length) }.value }

    private func signal(_ number: Int32) {
        ended.withLock { ended in
            guard !ended else { return }
            kill(identifier, number)
        }
    }

    private func markEnded() { ended.withLock { $0 = true } }

    private var lastWords: String {
        guard let data = FileManager.default.contents(atPath: logFile) else { return "" }
        return String(decoding: data.suffix(2000), as: UTF8.self)
    }
}
