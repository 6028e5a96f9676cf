import Foundation
import Glibc
package import Logging
import Synchronization

/// Logs as JSON Lines on stdout: `ts` (RFC 3339), `level`, `event`, and the metadata's own keys (U-51).
package struct JSONLineLog: LogHandler {
    private let volume: LogVolume
    package var metadata: Logger.Metadata = [:]
    /// What one logger leaves out beyond what the whole process does.
    private var own = Logger.Level.trace

    package init(volume: LogVolume) {
        self.volume = volume
    }

    package var logLevel: Logger.Level {
        get { max(volume.level, own) }
        set { own = newValue }
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        write(event.level, "\(event.message)", event.metadata)
    }

    private func write(_ level: Logger.Level, _ message: String, _ extra: Logger.Metadata?) {
        var fields = ["ts": Date().formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))]
        fields["level"] = level.rawValue
        fields["event"] = message
        for (key, value) in metadata.merging(extra ?? [:], uniquingKeysWith: { _, new in new }) where fields[key] == nil
        {
            fields[key] = "\(value)"
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let line = try? encoder.encode(fields) else { return }
        Self.put(line + Data("\n".utf8))
    }

    /// One write a line, so that lines of several tasks never mix. A log that cannot be written, for lack of space or of
    /// a reader, must not end the server: the line is lost and the work goes on.
    private static func put(_ line: Data) {
        line.withUnsafeBytes { bytes in
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = Glibc.write(STDOUT_FILENO, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { return }
                rest = rest.dropFirst(count)
            }
        }
    }
}

/// How much is logged: one for all of the process's loggers, so that a reload can change it.
package final class LogVolume: Sendable {
    private let current: Mutex<Logger.Level>

    package init(_ level: Logger.Level) {
        current = Mutex(level)
    }

    package var level: Logger.Level {
        get { current.withLock { $0 } }
        set { current.withLock { $0 = newValue } }
    }
}
