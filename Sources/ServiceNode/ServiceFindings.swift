import Certificates
public import CommandOutcome
public import Doctor
public import Foundation
import Keys
import Mail
public import MailRelay
import NIOCore
import NIOPosix
import PrivateFiles
public import Settings

/// What every server's `doctor` looks at.
extension DoctorFinding {
    /// Whether the master key is there and protected.
    /// - Parameter explained: what an error means, as the program says it.
    public static func masterKey(
        of configuration: some ProgramConfiguration, explained: (any Error) -> AdministrationError
    ) -> DoctorFinding {
        do {
            _ = try MasterKey(file: configuration.masterKeyFile, notInside: configuration.dataDirectory)
            return DoctorFinding("master-key", "Master key", .ok, "It is there and protected.")
        } catch {
            return DoctorFinding("master-key", "Master key", explained(error))
        }
    }

    /// The certificate in a file that a door of the installation shows.
    /// - Parameter without: what does not work while there is none.
    public static func door(
        _ file: String, _ code: String, _ title: String, without: String, now: Date
    ) -> DoctorFinding {
        let chain = (try? PrivateFile.read(file, limit: 1 << 20)) ?? nil
        guard let certificate = chain.flatMap({ try? Certificate(pem: $0) }) else {
            return DoctorFinding(code, title, .error, "There is no certificate in \(file).", remedy: without)
        }
        return .validity(of: certificate, code, title, now: now)
    }

    /// Whether the mail relay can be reached; calls it, which may take some seconds.
    /// - Parameter without: what does not work while it cannot.
    public static func relay(_ settings: RelaySettings, without: String) async -> DoctorFinding {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let relay = MailRelay(settings, group: group)
        let outcome: DoctorFinding
        do throws(MailError) {
            try await relay.check()
            outcome = DoctorFinding(
                "relay", "Mail relay", .ok, "It answers. Whether it signs, only a mail that has arrived shows.")
        } catch {
            outcome = DoctorFinding(
                "relay", "Mail relay", .error, "It cannot be used: \(error.code.rawValue).",
                remedy: "\(without) until `mail` is right or the relay answers.")
        }
        await relay.close()
        try? await group.shutdownGracefully()
        return outcome
    }

    /// Whether mails that come back can be read; calls the mailbox, which may take some seconds.
    /// - Parameter settings: nil when none is set.
    public static func mailbox(_ settings: MailboxSettings?) async -> DoctorFinding {
        guard let settings else {
            return DoctorFinding(
                "returns", "Returned mails", .warning,
                "`mail.returns` is not set: mails that come back are not noticed.",
                remedy: "Name the mailbox of the sender's address, and a file with its password.")
        }
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let outcome: DoctorFinding
        do {
            try await Mailbox(settings, group: group).check()
            outcome = DoctorFinding("returns", "Returned mails", .ok, "The mailbox can be read.")
        } catch {
            let word = (error as? MailError)?.code.rawValue ?? "\(type(of: error))"
            outcome = DoctorFinding(
                "returns", "Returned mails", .error, "The mailbox cannot be read: \(word).",
                remedy: "Correct `mail.returns`; mails that come back are not noticed until then.")
        }
        try? await group.shutdownGracefully()
        return outcome
    }
}
