import Foundation

/// Who a process works for: the user who logged in, also behind `sudo`, since what several persons do through one
/// account of the server must not look like the doing of one.
///
/// The kernel keeps it for each process; a process that no log-in started, as a service's or a timer's, has none.
public enum LoggedInUser {
    /// This process's.
    /// - Parameter user: whom it runs as, and whom it works for when no log-in is known.
    public static func of(runningAs user: UInt32) -> UInt32 { read(text("self") ?? "", runningAs: user) }

    /// Another process's; nil when it cannot be told: the process has ended, or is hidden from this one (`hidepid`,
    /// systemd's `ProtectProc`). To take its user instead would make one of all who come through `sudo`.
    static func of(process: Int32, runningAs user: UInt32) -> UInt32? {
        if let text = text("\(process)") { return read(text, runningAs: user) }
        // A kernel that keeps no log-ins does so for nobody.
        return text("self") == nil ? user : nil
    }

    private static func text(_ process: String) -> String? {
        try? String(contentsOfFile: "/proc/\(process)/loginuid", encoding: .utf8)
    }

    /// - Parameter text: what the kernel says: a number, the highest of all where there is no log-in.
    static func read(_ text: String, runningAs user: UInt32) -> UInt32 {
        guard let login = UInt32(text.trimmingCharacters(in: .whitespacesAndNewlines)), login != .max else {
            return user
        }
        return login
    }
}
