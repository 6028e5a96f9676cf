import Foundation
import Glibc

/// Who gives a command: a user of this machine.
public struct ControlPeer: Sendable, Equatable {
    /// The user that the command runs as: who may do what is decided by this.
    public let user: UInt32
    /// The user who logged in, also behind `sudo`: two persons are two log-ins. Nil when no log-in started the command.
    public let loggedIn: UInt32?
    /// Whom the command is put down to: who logged in, or else the user that it runs as.
    public var login: UInt32 { loggedIn ?? user }

    /// - Parameter login: nil for a command that no log-in started.
    public init(user: UInt32, login: UInt32?) {
        self.user = user
        loggedIn = login
    }

    /// This process.
    public static var current: ControlPeer {
        ControlPeer(user: geteuid(), login: LoggedInUser.current)
    }

    /// - Parameter process: its number when it connected. The number may be another's by now: a connection outlives the
    ///   process that made it, when that has handed it on. Only the server's own user and root can play such a game.
    /// - Throws: `ControlError.loginHidden` when the kernel does not show who logged in.
    init(user: UInt32, process: Int32) throws(ControlError) {
        self.init(user: user, login: try LoggedInUser.of(process: process))
    }

    /// Who `login` is, as audit chains name them: `uid:1000`.
    public var actor: String { "uid:\(login)" }

    /// The name of the user who `login` is, or its number as `#1000`.
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
