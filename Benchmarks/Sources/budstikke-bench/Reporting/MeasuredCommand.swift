import Foundation

/// A program run to its end, with what the kernel says it cost.
///
/// The measurement is of that process alone and of all its threads; `peak` is what `getrusage` calls the maximum resident
/// set.
struct MeasuredCommand: Sendable {
    /// Seconds from start to end.
    let seconds: Double
    /// Processor seconds, user and system.
    let processor: Double
    /// The most that was resident, MB.
    let peak: Double
    let output: String

    /// - Parameters:
    ///   - onOneCore: keeps the process on the first core, so that it can be held against another that is kept there too.
    /// - Throws: `BenchError` when the program cannot be started or ends with another status than 0.
    static func run(
        _ arguments: [String], in directory: String, onOneCore: Bool = false
    ) throws -> MeasuredCommand {
        let written = "\(directory)/output-\(UInt64.random(in: 0...UInt64.max))"
        defer { try? FileManager.default.removeItem(atPath: written) }
        // Both give way to the program they start, and leave its process the same.
        let words = ["env", "--chdir=\(directory)"] + (onOneCore ? ["taskset", "-c", "0"] : []) + arguments
        let begin = ContinuousClock.now
        let process = try spawn(words, output: written)
        var status: Int32 = 0
        var usage = rusage()
        while wait4(process, &status, 0, &usage) < 0 {
            guard errno == EINTR else { throw BenchError("\(words[0]) cannot be waited for") }
        }
        let seconds = (ContinuousClock.now - begin).inSeconds
        let output = String(decoding: FileManager.default.contents(atPath: written) ?? Data(), as: UTF8.self)
        guard status == 0 else { throw BenchError("\(words.joined(separator: " ")) ended with \(status): \(output)") }
        return MeasuredCommand(
            seconds: seconds, processor: Self.seconds(usage.ru_utime) + Self.seconds(usage.ru_stime),
            peak: Double(usage.ru_maxrss) * 1.024e-3, output: output)
    }

    private static func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }

    /// Starts the program with no signal blocked, standard output and error in one file.
    private static func spawn(_ words: [String], output: String) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        let arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        defer { arguments.forEach { free($0) } }
        var process: pid_t = 0
        guard posix_spawnp(&process, words[0], &actions, &attributes, arguments, environ) == 0 else {
            throw BenchError("\(words[0]) cannot be started")
        }
        return process
    }
}
