public import CommandOutcome

/// What a check says, from harmless to serious.
public enum DoctorVerdict: String, Codable, Sendable, Comparable, CaseIterable {
    case ok, warning, error

    public static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// One numbered line of the report.
public struct DoctorFinding: Codable, Sendable, Equatable {
    /// From 1, in the order of the report.
    public var number = 0
    /// A stable name for programs, as `disk-space`.
    public let code: String
    /// What was looked at.
    public let title: String
    public let verdict: DoctorVerdict
    /// What was found.
    public let sentence: String
    /// What to do, with the command where there is one; nil when nothing is to be done.
    public let remedy: String?
    /// What to ask the IT department for, when only they can do it.
    public let request: String?

    package init(
        _ code: String, _ title: String, _ verdict: DoctorVerdict, _ sentence: String, remedy: String? = nil,
        request: String? = nil
    ) {
        self.code = code
        self.title = title
        self.verdict = verdict
        self.sentence = sentence
        self.remedy = remedy
        self.request = request
    }
}

/// All that `doctor` found, and what to ask the IT department for.
public struct DoctorReport: Codable, Sendable, Equatable {
    public let findings: [DoctorFinding]
    /// The requests of all findings, each once, in order.
    public let requests: [String]
    /// The worst of all findings.
    public let verdict: DoctorVerdict

    package init(_ findings: [DoctorFinding]) {
        self.findings = findings.enumerated().map { index, finding in
            var numbered = finding
            numbered.number = index + 1
            return numbered
        }
        var seen: Set<String> = []
        requests = findings.compactMap(\.request).filter { seen.insert($0).inserted }
        verdict = findings.map(\.verdict).max() ?? .ok
    }

    /// 0, 1 or 2 for ok, warnings and errors (U-47).
    public var exit: ExitStatus {
        switch verdict {
        case .ok: .done
        case .warning: .negative
        case .error: .errors
        }
    }
}
