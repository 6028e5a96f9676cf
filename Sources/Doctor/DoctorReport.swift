public import CommandOutcome

/// What a check says, from harmless to serious.
public enum DoctorVerdict: String, Codable, Sendable, CaseIterable {
    case ok, warning, error
}

/// One line of the report.
public struct DoctorFinding: Codable, Sendable, Equatable {
    /// A stable name for programs, as `signing-key`.
    public let code: String
    /// What was looked at.
    public let title: String
    public let verdict: DoctorVerdict
    /// What was found.
    public let sentence: String
    /// What to do; nil when nothing is to be done.
    public let remedy: String?

    public init(
        _ code: String, _ title: String, _ verdict: DoctorVerdict, _ sentence: String, remedy: String? = nil
    ) {
        self.code = code
        self.title = title
        self.verdict = verdict
        self.sentence = sentence
        self.remedy = remedy
    }

    /// What an error says, and what to do about it.
    public init(_ code: String, _ title: String, _ error: AdministrationError) {
        self.init(code, title, .error, error.sentence, remedy: error.remedy)
    }
}

/// All that `doctor` found.
public struct DoctorReport: Codable, Sendable, Equatable {
    public let findings: [DoctorFinding]
    /// The worst of all findings.
    public let verdict: DoctorVerdict

    public init(_ findings: [DoctorFinding]) {
        self.findings = findings
        verdict =
            if findings.contains(where: { $0.verdict == .error }) {
                .error
            } else if findings.contains(where: { $0.verdict == .warning }) {
                .warning
            } else {
                .ok
            }
    }

    /// 0, 1 or 2 for ok, warnings and errors.
    public var exit: ExitStatus {
        switch verdict {
        case .ok: .done
        case .warning: .negative
        case .error: .errors
        }
    }

    /// A configuration that cannot be used is all there is to say.
    public static func unusable(_ error: AdministrationError) -> DoctorReport {
        DoctorReport(
            (error.details.isEmpty ? [error.sentence] : error.details).map {
                DoctorFinding("configuration", "Configuration", .error, $0, remedy: error.remedy)
            })
    }
}
