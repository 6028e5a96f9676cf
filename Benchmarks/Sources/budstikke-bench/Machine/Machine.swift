import Foundation

/// The yardsticks of this machine, taken in the same run as everything else.
struct Machine: Codable, Sendable {
    /// What `openssl speed` says of one key size, one core.
    struct RSA: Codable, Sendable {
        let bits: Int
        /// Private operations a second.
        let sign: Double
        /// Public operations a second.
        let verify: Double
    }

    let cores: Int
    /// One-minute load average before the run: above 0.5 the figures are not those of a quiet machine.
    let loadBefore: Double
    let rsa: [RSA]
    /// Appends of 4 kB that are on disk, one after the other.
    let syncsPerSecond: Double
    let directory: String

    static func measured(in directory: String, seconds: Double) throws -> Machine {
        var loads = [0.0, 0.0, 0.0]
        _ = getloadavg(&loads, 3)
        return Machine(
            cores: ProcessInfo.processInfo.activeProcessorCount, loadBefore: loads[0],
            rsa: try OpenSSLSpeed.rsa(seconds: max(1, Int(seconds))),
            syncsPerSecond: try DiskSpeed.syncsPerSecond(in: directory, seconds: seconds), directory: directory)
    }

    /// Private operations a second on one core; 0 when not measured.
    func sign(bits: Int) -> Double { rsa.first { $0.bits == bits }?.sign ?? 0 }
}

/// Runs `openssl speed`, which counts processor time.
enum OpenSSLSpeed {
    static func rsa(seconds: Int) throws -> [Machine.RSA] {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["openssl", "speed", "-seconds", String(seconds), "rsa2048", "rsa3072"]
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.runWithSignals()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        let found = text.split(separator: "\n").compactMap(read)
        guard found.count == 2 else { throw BenchError("openssl speed did not say what was expected") }
        return found
    }

    /// `rsa 2048 bits 0.000243s 0.000016s   4115.1  61234.2`
    private static func read(_ line: Substring) -> Machine.RSA? {
        let words = line.split(separator: " ")
        guard words.count == 7, words[0] == "rsa", let bits = Int(words[1]), let sign = Double(words[5]),
            let verify = Double(words[6])
        else { return nil }
        return Machine.RSA(bits: bits, sign: sign, verify: verify)
    }
}
