import Foundation
import SQLiteAccess

/// A store's error for tests: says what trouble it was made of.
struct TestStoreError: StorageError, Equatable {
    let trouble: StorageTrouble

    init(_ trouble: StorageTrouble) { self.trouble = trouble }
}

/// A directory that is gone when the test is over.
final class TemporaryDirectory: Sendable {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "/sqlite-access-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func file(_ name: String) -> String { "\(path)/\(name)" }
}
