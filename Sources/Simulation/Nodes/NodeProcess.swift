import Foundation
import Subprocess
import Synchronization
import SystemPackage

/// One `budstikke serve --config …` as a child process; it is ended when `stop` is called.
final class NodeProcess: Sendable {
    let name: NodeName
    let identifier: Int32
    private let logFile: String
    private let ended = Mutex(false)

    /// Starts the program; its output goes to `serve.log` in the node's own directory.
    ///
    /// - Parameters:
    ///   - executable: the demo's own program, found as `argv[0]`.
    ///   - directory: the node's own directory.
    ///   - environment: added to this process's own.
    static func start(
        _ name: NodeName, executable: String, configuration: String, directory: String,
        environment: [String: String] = [:]
    ) async throws(DemoError) -> NodeProcess {
        let logFile = "\(directory)/serve.log"
        let log: FileDescriptor
        do {
            log = try .open(logFile, .writeOnly, options: [.create, .truncate, .append], permissions: .ownerReadWrite)
        } catch { throw .file(logFile) }
        let (starts, start) = AsyncStream<NodeProcess>.makeStream()
        Task.detached {
            defer { start.finish() }
            let added = environment.map { (Environment.Key(stringLiteral: $0.key), String?.some($0.value)) }
            let result = try await run(
                .path(FilePath(executable)), arguments: ["serve", "--config", configuration],
                environment: .inherit.updating(Dictionary(uniqueKeysWithValues: added)), input: .none,
                output: .fileDescriptor(log, closeAfterSpawningProcess: true), error: .combinedWithOutput
            ) { execution in
                let node = NodeProcess(name, identifier: execution.processIdentifier.value, logFile: logFile)
                start.yield(node)
                return node
            }
            result.closureResult.markEnded()
        }
        for await node in starts { return node }
        throw .node(name.rawValue, lastWords: "It could not be started.")
    }

    private init(_ name: NodeName, identifier: Int32, logFile: String) {
        self.name = name
        self.identifier = identifier
        self.logFile = logFile
    }

    var isRunning: Bool { !ended.withLock(\.self) }

    /// Throws `DemoError.node` with the last lines it wrote, if it has ended by itself.
    func check() throws(DemoError) {
        guard !isRunning else { return }
        throw .node(name.rawValue, lastWords: lastWords)
    }

    /// Asks it to end; after five seconds it is killed. Returns when it is gone.
    func stop() async {
        signal(SIGTERM)
        for _ in 0..<100 where isRunning { try? await Task.sleep(for: .milliseconds(50)) }
        await cut()
    }

    /// Ends it as a power cut would. Returns when it is gone.
    func cut() async {
        signal(SIGKILL)
        while isRunning { try? await Task.sleep(for: .milliseconds(5)) }
    }

    // MARK: - Private steps

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
