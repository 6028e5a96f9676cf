public import CommandOutcome
import ControlSocket
import Foundation
import HTTPListening
import Keys
import PrivateFiles
import Register
import SealedSubmission
import Settings

extension AdministrationError {
    /// What an error of the register's means to the person at the command.
    public init(register error: any Error) {
        switch error {
        case let error as AdministrationError: self = error
        case let error as ConfigurationError: self.init(error)
        case let error as RegisterError: self.init(error)
        case let error as MasterKeyError: self.init(error)
        case let error as ControlError: self.init(error, program: "budstikke-register")
        case let error as SubmissionFault:
            self.init("submission-\(error.code.rawValue)", error.description, exit: .data)
        case let error as HTTPListenerError:
            self.init(
                error.code, "The trustee cannot be listened to: \(error.description)",
                remedy: "Correct `intake` in the configuration.", exit: .configuration)
        case let error as CocoaError:
            self.init(
                "file-unreadable",
                "A file that the configuration names cannot be read: \(error.filePath ?? "no name").",
                remedy: "`budstikke-register doctor` says which and why.", exit: .noInput)
        case is PrivateFile.Failure:
            self.init(
                "file-failed", "A file of the data directory cannot be read or written.",
                remedy: "`budstikke-register doctor` says which and why.", exit: .inputOutput)
        default:
            self.init(
                "failed", "It did not work: \(type(of: error)).", remedy: "`budstikke-register doctor` may say why.",
                exit: .software)
        }
    }

    private init(_ error: RegisterError) {
        let (code, exit): (String, ExitStatus) =
            switch error {
            case .locked: ("locked", .temporary)
            case .full: ("disk-full", .inputOutput)
            case .notDurable: ("not-durable", .inputOutput)
            case .damaged: ("damaged", .inputOutput)
            case .failed: ("store-failed", .inputOutput)
            case .newerVersion: ("newer-version", .configuration)
            case .otherMasterKey: ("other-master-key", .configuration)
            case .unknown: ("unknown", .noInput)
            case .wrongState: ("wrong-state", .data)
            case .keyDestroyed: ("key-destroyed", .data)
            }
        self.init(code, error.description, exit: exit)
    }

    private init(_ error: MasterKeyError) {
        switch error {
        case .unreadable:
            self.init(
                "master-key", error.description,
                remedy:
                    "A new installation makes one with `budstikke-register init`. Else restore it from its own backup: "
                    + "a new key opens nothing that is stored.", exit: .noInput)
        case .exists, .notWritten: self.init("master-key", error.description, exit: .cannotCreate)
        case .notOrdinaryFile, .permissionsTooWide, .insideDataDirectory, .malformed, .otherMasterKey, .notAuthentic:
            self.init("master-key", error.description, exit: .configuration)
        }
    }
}
