import Foundation

extension Configuration {
    /// Where commands look for the configuration when none is named: first that exists.
    public static let usualFiles = ["budstikke.yaml", "/etc/budstikke/budstikke.yaml"]

    /// The file to read: the one named, `BUDSTIKKE_CONFIG`, or the first usual one that is there.
    public static func file(named name: String?, environment: [String: String]) -> String? {
        name ?? environment["BUDSTIKKE_CONFIG"].flatMap { $0.isEmpty ? nil : $0 }
            ?? usualFiles.first { FileManager.default.fileExists(atPath: $0) }
    }
}
