import Foundation

/// A program of this package, built beside the test bundle in the same configuration.
public enum BuiltProgram {
    /// Its path; the search goes from the bundle's folder upwards.
    public static func path(_ name: String) -> String {
        let bundle = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        var folder = bundle.deletingLastPathComponent()
        while folder.path != "/", !FileManager.default.isExecutableFile(atPath: folder.appending(path: name).path) {
            folder = folder.deletingLastPathComponent()
        }
        return folder.appending(path: name).path
    }
}
