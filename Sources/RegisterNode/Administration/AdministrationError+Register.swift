public import CommandOutcome
import Foundation
import Register
import SealedSubmission
import ServiceNode

extension AdministrationError {
    /// What an error of the register's means to the person at the command.
    public init(register error: any Error) {
        switch error {
        case let error as RegisterError: self.init(error)
        case let error as SubmissionFault:
            self.init("submission-\(error.code.rawValue)", error.description, exit: .data)
        default:
            self.init(
                error,
                words: ServiceWords(
                    program: "budstikke-register", doors: "`intake`",
                    newMasterKey: "a new key opens nothing that is stored"))
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
}
