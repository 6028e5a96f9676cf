public import CommandOutcome
import ControlSocket
import Foundation
import HTTPListening
import Keys
import PrivateFiles
import Settings

/// How a program is spoken of in what its common errors say.
public struct ServiceWords: Sendable {
    /// As it is called on the command line.
    let program: String
    /// The settings that say where it listens, as "`pages` or `push`".
    let doors: String
    /// What a new master key would cost, as a clause.
    let newMasterKey: String

    public init(program: String, doors: String, newMasterKey: String) {
        self.program = program
        self.doors = doors
        self.newMasterKey = newMasterKey
    }
}

extension AdministrationError {
    /// What an error means to the person at the command that every server can have.
    public init(_ error: any Error, words: ServiceWords) {
        let doctor = "`\(words.program) doctor` says which and why."
        switch error {
        case let error as AdministrationError: self = error
        case let error as ConfigurationError:
            self.init(error, remedy: "Correct it and try `\(words.program) config check`.")
        case let error as ControlError: self.init(error, program: words.program)
        case let error as MasterKeyError: self.init(error, words)
        case let error as HTTPListenerError:
            self.init(
                error.code, "Nobody can be listened to: \(error.description)",
                remedy: "Correct \(words.doors) in the configuration.", exit: .configuration)
        case let error as CocoaError:
            self.init(
                "file-unreadable",
                "A file that the configuration names cannot be read: \(error.filePath ?? "no name").", remedy: doctor,
                exit: .noInput)
        case is PrivateFile.Failure:
            self.init(
                "file-failed", "A file of the data directory cannot be read or written.", remedy: doctor,
                exit: .inputOutput)
        default:
            self.init(
                "failed", "It did not work: \(type(of: error)).", remedy: "`\(words.program) doctor` may say why.",
                exit: .software)
        }
    }

    private init(_ error: MasterKeyError, _ words: ServiceWords) {
        switch error {
        case .unreadable:
            self.init(
                "master-key", error.description,
                remedy:
                    "A new installation makes one with `\(words.program) init`. Else restore it from its own backup: "
                    + "\(words.newMasterKey).", exit: .noInput)
        case .exists, .notWritten: self.init("master-key", error.description, exit: .cannotCreate)
        case .notOrdinaryFile, .permissionsTooWide, .insideDataDirectory, .malformed, .otherMasterKey, .notAuthentic:
            self.init("master-key", error.description, exit: .configuration)
        }
    }
}
