import Foundation
import Glibc

/// What the system says of this process; nil where it does not say.
struct ProcessFigures: Sendable {
    /// Seconds since 1970.
    let startedAt: Double?
    /// Seconds that processors have worked for it, in the kernel too.
    let processorSeconds: Double
    /// Octets in memory.
    let residentBytes: Double?
    let openFiles: Int?
    let openFilesLimit: Int?

    /// Reads them now.
    static func read() -> ProcessFigures {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        let seconds = [usage.ru_utime, usage.ru_stime].map { Double($0.tv_sec) + Double($0.tv_usec) / 1_000_000 }
        var limit = rlimit()
        let hasLimit = getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0
        return ProcessFigures(
            startedAt: startedAt, processorSeconds: seconds.reduce(0, +), residentBytes: residentBytes,
            // The one that is open for looking is not counted.
            openFiles: (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")).map { $0.count - 1 },
            openFilesLimit: hasLimit ? Int(clamping: limit.rlim_cur) : nil)
    }

    /// proc_pid_stat(5), field 22, counts from the machine's start.
    private static var startedAt: Double? {
        guard let stat = text("/proc/self/stat"), let named = stat.lastIndex(of: ")"),
            let boot = text("/proc/stat")?.split(separator: "\n").first(where: { $0.hasPrefix("btime ") }),
            let bootedAt = Double(boot.dropFirst("btime ".count))
        else { return nil }
        // Field 3 is the first behind the name, which may itself hold blanks.
        let fields = stat[stat.index(after: named)...].split(separator: " ")
        guard fields.count > 19, let ticks = Double(fields[19]) else { return nil }
        return bootedAt + ticks / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    private static var residentBytes: Double? {
        guard let pages = text("/proc/self/statm")?.split(separator: " ").dropFirst().first.flatMap({ Double($0) })
        else { return nil }
        return pages * Double(sysconf(Int32(_SC_PAGESIZE)))
    }

    private static func text(_ path: String) -> String? {
        // Files of /proc have no size to be read by.
        guard let file = FileHandle(forReadingAtPath: path) else { return nil }
        defer { try? file.close() }
        return (try? file.readToEnd()).flatMap { String(data: $0, encoding: .utf8) }
    }
}
