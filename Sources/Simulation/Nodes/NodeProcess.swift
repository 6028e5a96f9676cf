import Foundation
import Synchronization

/// One `budstikke serve --config …` as a child process; it is ended when `stop` is called.
final class NodeProcess: Sendable {
    let name: NodeName
    let configuration: String
    private let logFile: String
    // Foundation's Process is not Sendable; the mutex is what every access goes through.
    private let process: Mutex<Process>

    /// - Parameters:
    ///   - executable: the demo's own program, found as `argv[0]`.
    ///   - directory: the node's own directory; its output goes to `serve.log` there.
    ///   - environment: added to this process's own.
    init(
        _ name: NodeName, executable: String, configuration: String, directory: String,
        environment: [String: String] = [:]
    ) throws(DemoError) {
        self.name = name
        self.configuration = configuration
        logFile = "\(directory)/serve.log"
        let child = Process()
        child.executableURL = URL(fileURLWithPath: executable)
        child.arguments = ["serve", "--config", configuration]
        child.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        child.standardInput = FileHandle.nullDevice
        guard FileManager.default.createFile(atPath: logFile, contents: nil),
            let log = FileHandle(forWritingAtPath: logFile)
        else { throw .file(logFile) }
        child.standardOutput = log
        child.standardError = log
        do { try child.run() } catch { throw .node(name.rawValue, lastWords: "It could not be started.") }
        process = Mutex(child)
    }

    var isRunning: Bool { process.withLock(\.isRunning) }

    var identifier: Int32 { process.withLock(\.processIdentifier) }

    /// Throws `DemoError.node` with the last lines it wrote, if it has ended by itself.
    func check() throws(DemoError) {
        guard !isRunning else { return }
        throw .node(name.rawValue, lastWords: lastWords)
    }

    /// Asks it to end; after five seconds it is killed. Returns when it is gone.
    func stop() async {
        process.withLock { if $0.isRunning { $0.terminate() } }
        for _ in 0..<100 where isRunning { try? await Task.sleep(for: .milliseconds(50)) }
        process.withLock { if $0.isRunning { kill($0.processIdentifier, SIGKILL) } }
    }

    /// Ends it as a power cut would. Returns when it is gone.
    func cut() async {
        process.withLock { if $0.isRunning { kill($0.processIdentifier, SIGKILL) } }
        while isRunning { try? await Task.sleep(for: .milliseconds(5)) }
    }

    private var lastWords: String {
        guard let data = FileManager.default.contents(atPath: logFile) else { return "" }
        return String(decoding: data.suffix(2000), as: UTF8.self)
    }
}
