import Foundation

/// The folder with the national standards' files; nil when it is not installed.
enum HealthStandards {
    static let folder = ProcessInfo.processInfo.environment["BUDSTIKKE_SHARED"].map { $0 + "/standards" }

    static func path(_ name: String) -> String { (folder ?? "") + "/" + name }

    static func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(fileURLWithPath: path(name))))
    }

    /// Rows of a table of the folder by column name; no field in it has a comma or a quote.
    static func rows(_ name: String) throws -> [[String: String]] {
        let lines = String(decoding: try bytes(name), as: UTF8.self).split(whereSeparator: \.isNewline)
        let columns = (lines.first ?? "").split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        return lines.dropFirst().map { line in
            let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            return Dictionary(uniqueKeysWithValues: zip(columns, fields))
        }
    }

    /// All XML files under a folder, as paths relative to the standards.
    static func xmlFiles(in name: String) -> [String] {
        let all = FileManager.default.enumerator(atPath: path(name))?.compactMap { $0 as? String } ?? []
        return all.filter { $0.hasSuffix(".xml") }.sorted().map { "\(name)/\($0)" }
    }

    /// All files under a folder, as paths below it.
    static func files(in name: String) -> [String] {
        let all = FileManager.default.enumerator(atPath: path(name))?.compactMap { $0 as? String } ?? []
        return all.filter { file in
            var isFolder = ObjCBool(false)
            return FileManager.default.fileExists(atPath: path("\(name)/\(file)"), isDirectory: &isFolder)
                && !isFolder.boolValue
        }
    }
}
