import Foundation

/// Who a process works for: the user who logged in, also behind `sudo`, since what several persons do through one
/// account of the server must not look like the doing of one.
///
/// The kernel keeps it for each process; a process that no log-in started, as a service's or a timer's, has none.
public enum LoggedInUser {
    /// - Parameters:
    ///   - process: its number; nil for this one.
    ///   - user: whom it runs as, and whom it works for when no log-in is known.
    public static func of(process: Int32? = nil, runningAs user: UInt32) -> UInt32 {
        let path = "/proc/\(process.map { String($0) } ?? "self")/loginuid"
        return read((try? String(contentsOfFile: path, encoding: .utf8)) ?? "", runningAs: user)
    }

    /// - Parameter text: what the kernel says: a number, the highest of all where there is no log-in.
    static func read(_ text: String, runningAs user: UInt32) -> UInt32 {
        guard let login = UInt32(text.trimmingCharacters(in: .whitespacesAndNewlines)), login != .max else {
            return user
        }
        return login
    }
}
