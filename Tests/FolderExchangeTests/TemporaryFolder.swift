import FolderExchange
import Foundation
import Glibc

/// A record system's folder in a directory of its own, gone when the test is.
final class TemporaryFolder {
    let path: String
    let folder: RecordSystemFolder

    init(maximumSize: Int = 1000, prepared: Bool = true) throws {
        path = NSTemporaryDirectory() + "/folder-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        chmod(path, 0o2770)
        folder = RecordSystemFolder(path: path, maximumSize: maximumSize)
        if prepared { try folder.prepare() }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// As a record system does it: `.tmp`, then rename.
    func submit(_ text: String, as name: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: "\(path)/out/\(name).tmp"))
        rename("\(path)/out/\(name).tmp", "\(path)/out/\(name)")
    }

    func write(_ text: String, _ relative: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: "\(path)/\(relative)"))
    }

    func text(_ relative: String) -> String? {
        FileManager.default.contents(atPath: "\(path)/\(relative)").map { String(decoding: $0, as: UTF8.self) }
    }

    func names(_ area: FolderArea) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: "\(path)/\(area.rawValue)").sorted()
    }

    func mode(_ relative: String) -> UInt32 {
        var status = stat()
        lstat("\(path)/\(relative)", &status)
        return status.st_mode & 0o7777
    }
}
