public import IplosContent
public import IplosExtract

/// One thing that was found in an extract: about its content, or about an identity number.
public enum ReportFinding: Sendable, Equatable, Codable {
    case content(Finding)
    case identity(IdentityFinding)

    /// `K-101` and so on.
    public var control: String {
        switch self {
        case .content(let finding): finding.control.rawValue
        case .identity(let finding): finding.control.rawValue
        }
    }

    public var severity: Severity {
        switch self {
        case .content(let finding): finding.severity
        case .identity(let finding): finding.control.leavesPersonOut ? .strongWarning : .warning
        }
    }

    public var consequence: Consequence {
        switch self {
        case .content(let finding): finding.consequence
        case .identity(let finding): finding.control.leavesPersonOut ? .dropRow : .report
        }
    }

    /// Who can mend it.
    public var mender: Mender {
        switch self {
        case .content(let finding): finding.mender
        case .identity(let finding): finding.control.mender
        }
    }

    public var title: ControlText {
        switch self {
        case .content(let finding): finding.title
        case .identity(let finding): finding.control.title
        }
    }

    /// What is wrong, with what was there and what should be.
    public var message: ControlText {
        switch self {
        case .content(let finding): finding.message
        case .identity(let finding): finding.control.title
        }
    }

    /// What to do.
    public var action: ControlText {
        switch self {
        case .content(let finding): finding.action
        case .identity(let finding): finding.control.action
        }
    }

    /// The municipality's own number of the person.
    public var localNumber: String? {
        switch self {
        case .content(let finding): finding.localNumber
        case .identity(let finding): finding.localNumber
        }
    }

    /// Where in the extract, counted from 1; 0 for the file as a whole.
    public var line: Int {
        switch self {
        case .content(let finding): finding.line
        case .identity(let finding): finding.line
        }
    }
}
