/// With what number a command ends: the table of the manual, after `sysexits.h`.
public enum ExitStatus: Int32, Codable, Sendable, CaseIterable {
    /// Done, or nothing to do.
    case done = 0
    /// A negative verdict: `route`, `tenant promote`, `audit verify`, `validate`, `agreement check`, `demo`, `doctor` with warnings.
    case negative = 1
    /// `doctor` with errors.
    case errors = 2
    /// The command was written wrongly.
    case usage = 64
    /// The data given is not what it should be.
    case data = 65
    /// What was asked for is not there.
    case noInput = 66
    /// A service that is needed does not answer.
    case unavailable = 69
    /// A fault of the program.
    case software = 70
    /// The output cannot be created, or exists already.
    case cannotCreate = 73
    /// Reading or writing failed.
    case inputOutput = 74
    /// Not now; try again.
    case temporary = 75
    case notPermitted = 77
    case configuration = 78

    /// One line for the table of exit codes.
    public var meaning: String {
        switch self {
        case .done: "done, or nothing to do"
        case .negative: "a negative verdict of a command that judges, doctor with warnings, or you answered no"
        case .errors: "doctor found errors"
        case .usage: "the command was written wrongly"
        case .data: "the data given is not what it should be"
        case .noInput: "what was asked for is not there"
        case .unavailable: "a service that is needed does not answer"
        case .software: "a fault of the program"
        case .cannotCreate: "it exists already, or cannot be created"
        case .inputOutput: "reading or writing failed"
        case .temporary: "not now; try again"
        case .notPermitted: "not permitted"
        case .configuration: "the configuration is wrong"
        }
    }
}
