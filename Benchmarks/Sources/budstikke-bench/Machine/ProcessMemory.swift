import Foundation

/// What the kernel says of a process's memory and processor time.
struct ProcessMemory: Sendable {
    /// Resident now, MB.
    let resident: Double
    /// The most that was resident since the process began, MB.
    let peak: Double

    init(of process: Int32) {
        let status = (try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)) ?? ""
        func megabytes(_ key: String) -> Double {
            let line = status.split(separator: "\n").first { $0.hasPrefix(key) }
            let kibibytes = line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Double($0) }
            return (kibibytes ?? 0) * 1.024e-3
        }
        resident = megabytes("VmRSS:")
        peak = megabytes("VmHWM:")
    }

    /// Processor seconds a process has used, user and system.
    static func processorSeconds(of process: Int32) -> Double {
        let stat = (try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)) ?? ""
        // After the command's name in parentheses; utime and stime are fields 14 and 15 of the line.
        let fields = stat.drop { $0 != ")" }.split(separator: " ")
        guard fields.count > 13, let user = Double(fields[12]), let system = Double(fields[13]) else { return 0 }
        return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }
}
