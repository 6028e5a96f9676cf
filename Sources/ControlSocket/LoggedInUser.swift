import Foundation

/// Who a process works for: the user who logged in, also behind `sudo`, since what several persons do through one
/// account of the server must not look like the doing of one.
///
/// The kernel keeps it for each process; a process that no log-in started, as a service's or a timer's, has none.
public enum LoggedInUser {
    /// This process's; nil when no log-in started it, or the kernel keeps none.
    public static var current: UInt32? { text("self").flatMap(read) }

    /// Another process's; nil as for this one.
    /// - Throws: `ControlError.loginHidden` when it cannot be told: the process has ended, or is hidden from this one
    ///   (`hidepid`, systemd's `ProtectProc`). To take its user instead would make one of all who come through `sudo`.
    static func of(process: Int32) throws(ControlError) -> UInt32? {
        if let text = text("\(process)") { return read(text) }
        // A kernel that keeps no log-ins does so for nobody.
        guard text("self") == nil else { throw .loginHidden }
        return nil
    }

    private static func text(_ process: String) -> String? {
        try? String(contentsOfFile: "/proc/\(process)/loginuid", encoding: .utf8)
    }

    /// - Parameter text: what the kernel says: a number, the highest of all where there is no log-in.
    static func read(_ text: String) -> UInt32? {
        UInt32(text.trimmingCharacters(in: .whitespacesAndNewlines)).flatMap { $0 == .max ? nil : $0 }
    }
}
