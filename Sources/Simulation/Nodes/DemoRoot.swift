import Foundation

/// The directory below which a demo lives while it runs: in `TMPDIR`, or `/tmp`.
enum DemoRoot {
    /// Octets of the directory that it is made in. The longest path below it is a control socket's, of which a system takes
    /// 107.
    private static let longest = 40

    /// A path that nothing lies at.
    static func fresh(_ environment: [String: String] = ProcessInfo.processInfo.environment, uuid: UUID) -> String {
        var base = environment["TMPDIR"] ?? ""
        while base.hasSuffix("/") { base.removeLast() }
        if !base.hasPrefix("/") || base.utf8.count > longest { base = "/tmp" }
        return "\(base)/budstikke-demo-\(uuid.uuidString.prefix(8).lowercased())"
    }
}
