import Foundation
import Testing

/// Tests that start servers; one after the other, since each looks at the whole machine.
@Suite(.serialized) enum EndToEnd {}

/// A directory below the system's temporary one, removed when it is let go of.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        path = "/tmp/budstikke-test-\(UUID().uuidString.prefix(8).lowercased())"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
