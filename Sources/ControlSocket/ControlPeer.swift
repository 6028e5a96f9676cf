import Foundation
import Glibc

/// Who gives a command: a user of this machine.
public struct ControlPeer: Sendable, Equatable {
    /// The user that the command runs as: who may do what is decided by this.
    public let user: UInt32
    /// The user who logged in, also behind `sudo`: two persons are two log-ins. The command's own user when no log-in
    /// started it.
    public let login: UInt32

    public init(user: UInt32, login: UInt32) {
        self.user = user
        self.login = login
    }

    /// This process.
    public static var current: ControlPeer {
        ControlPeer(user: geteuid(), login: LoggedInUser.of(runningAs: geteuid()))
    }

    /// Nil when the kernel does not show who logged in.
    /// - Parameter process: its number. It is connected, so that the number is still its own.
    init?(user: UInt32, process: Int32) {
        guard let login = LoggedInUser.of(process: process, runningAs: user) else { return nil }
        self.init(user: user, login: login)
    }

    /// Whoever logged in, as audit chains name them: `uid:1000`.
    public var actor: String { "uid:\(login)" }

    /// The name of the user who logged in, or its number as `#1000`.
    public var person: String { Self.name(of: login) }

    /// The name of somebody whom audit chains name as an actor; an actor that is no user keeps its own name.
    public static func person(of actor: String) -> String {
        guard actor.hasPrefix("uid:"), let login = UInt32(actor.dropFirst(4)) else { return actor }
        return name(of: login)
    }

    private static func name(of user: UInt32) -> String {
        var entry = passwd()
        var found: UnsafeMutablePointer<passwd>?
        var texts = [CChar](repeating: 0, count: 1 << 14)
        guard getpwuid_r(user, &entry, &texts, texts.count, &found) == 0, let found else { return "#\(user)" }
        return String(cString: found.pointee.pw_name)
    }
}
