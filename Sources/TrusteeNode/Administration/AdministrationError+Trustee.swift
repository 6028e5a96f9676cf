public import CommandOutcome
import ControlSocket
import HTTPListening
import Settings
import Trustee

extension AdministrationError {
    /// What an error of the trustee's means to the person at the command, or why the service ended or could not begin.
    public init(trustee error: any Error) {
        switch error {
        case let error as AdministrationError: self = error
        case let error as ConfigurationError:
            self.init(error, remedy: "Correct it and try `budstikke-trustee config check`.")
        case let error as TrusteeError: self.init(error)
        case let error as PermitRefusal: self.init(error)
        case let error as ControlError: self.init(error, program: "budstikke-trustee")
        case let error as HTTPListenerError:
            self.init(
                error.code, "Nobody can be listened to: \(error.description)",
                remedy: "Correct `sendModule` or `register.statusListener` in the configuration.",
                exit: .configuration)
        default:
            self.init(
                "failed", "It did not work: \(type(of: error)).", remedy: "`budstikke-trustee doctor` may say why.",
                exit: .unavailable)
        }
    }

    private init(_ error: TrusteeError) {
        let (code, exit, remedy): (String, ExitStatus, String?) =
            switch error {
            case .locked:
                ("locked", .temporary, "Another command is at work there, or the service starts or ends: try again.")
            case .newerVersion: ("newer-version", .configuration, "Use the newer program.")
            case .otherMasterKey:
                ("master-key-wrong", .configuration, "Restore the right key, or name the right directory.")
            case .full: ("disk-full", .inputOutput, "Make room, then try again.")
            case .notDurable: ("not-durable", .inputOutput, nil)
            case .damaged: ("damaged", .inputOutput, "`budstikke-trustee audit verify` tells more.")
            case .file: ("file", .inputOutput, nil)
            case .database: ("database", .inputOutput, nil)
            case .unknown: ("unknown", .noInput, nil)
            case .wrongState: ("wrong-state", .temporary, nil)
            case .rekeying: ("rekeying", .temporary, "Wait until the register has the new pseudonyms.")
            case .noKey: ("no-key", .noInput, "`budstikke-trustee keys new` adds the year's key.")
            }
        self.init(code, error.description, remedy: remedy, exit: exit)
    }

    /// Why two persons' work was not done.
    private init(_ refusal: PermitRefusal) {
        let (code, sentence): (String, String) =
            switch refusal {
            case .noReason: ("no-reason", "A reason must be given: it is kept with the request.")
            case .unknown: ("unknown", "There is no request with this number.")
            case .samePerson: ("same-person", "Who asks cannot allow it: another person must.")
            case .expired: ("expired", "The request is older than a day.")
            case .approvedBefore: ("approved-before", "The request is allowed already.")
            case .notApproved: ("not-approved", "Nobody has allowed the request yet.")
            case .otherPerson: ("other-person", "Only who asked may use what was allowed.")
            case .used: ("used", "What was allowed has been used.")
            case .otherPurpose: ("other-purpose", "The request was for something else.")
            case .otherFile: ("other-file", "Another file was allowed than this one.")
            }
        let remedy =
            refusal == .samePerson || refusal == .otherPerson
            ? "Persons are told apart by the log-in of the machine, also behind sudo." : nil
        self.init(code, sentence, remedy: remedy, exit: refusal == .unknown ? .noInput : .notPermitted)
    }
}
