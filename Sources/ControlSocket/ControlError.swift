public import CommandOutcome
import Foundation

/// What can go wrong between a command and the running server.
public enum ControlError: Error, Equatable, Sendable {
    /// Nobody listens: no `serve` is running with this configuration.
    case notRunning
    /// The other side went away in the middle.
    case closed
    case timeout
    case tooLarge
    /// The socket belongs to a user that this one may not use.
    case notPermitted
    /// Who logged in at the other end is not shown to this process.
    case loginHidden
    /// The directory of the socket is open to others, or is no directory.
    case unsafeDirectory(String)
    /// Another server listens there already.
    case inUse
    /// A call of the operating system failed, by name and `errno`.
    case failed(String, Int32)
}

extension AdministrationError {
    /// What a failure on the control socket means to the person at the command.
    /// - Parameter program: as `budstikke-register`, whose `doctor` is named.
    public init(_ error: ControlError, program: String) {
        switch error {
        case .notRunning, .closed:
            self.init(
                "server-gone", "The server went away before it answered.",
                remedy: "See whether it runs, and look before doing it again: it may have been done.",
                exit: .unavailable)
        case .timeout:
            self.init(
                "server-silent", "The server does not answer.", remedy: "`\(program) doctor` looks for the cause.",
                exit: .temporary)
        case .tooLarge: self = .controlTooLarge
        case .notPermitted: self = .controlNotPermitted
        case .loginHidden: self = .controlLoginHidden
        case .unsafeDirectory(let directory):
            self.init(
                "socket-directory",
                "The control socket's directory, \(directory), must be a directory of the server's "
                    + "user with mode 0700.", remedy: "`chmod 0700 \(directory)`, or choose another `controlSocket`.",
                exit: .configuration)
        case .inUse:
            self.init(
                "server-runs", "A server runs already with this control socket.", exit: .temporary)
        case .failed(let call, let reason):
            self.init(
                "socket-failed", "The control socket cannot be used (\(call): \(String(cString: strerror(reason)))).",
                exit: .inputOutput)
        }
    }

    static let controlNotPermitted = AdministrationError(
        "not-permitted", "Only the server's own user and root may give commands.",
        remedy: "Run the command as that user, with `sudo -u`.", exit: .notPermitted)

    static let controlLoginHidden = AdministrationError(
        "login-hidden", "The server cannot see who logged in to give this command, so nothing was done.",
        remedy: "Start the server where it sees other users' processes: without `ProtectProc` and `hidepid`.",
        exit: .configuration)
    static let controlTooLarge = AdministrationError(
        "request-too-large", "The request is larger than the server takes.", exit: .data)

    public static let controlVersion = AdministrationError(
        "version-mismatch", "The running server and this command are of different versions.",
        remedy: "Restart the server with the same program.", exit: .unavailable)
}
