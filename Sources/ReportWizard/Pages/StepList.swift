import Reporting
import Texts
import Web

/// The list of steps that stands on each page of a report: what is done, where one is, and what comes later.
enum StepList {
    enum Step: CaseIterable { case extract, findings, seal, send, follow, feedback }

    static func value(_ report: DeskReport, at current: Step, _ language: Language) -> PageValue {
        .list(
            Step.allCases.enumerated().map { index, step in
                let isCurrent = step == current
                let state: StepText = isCurrent ? .stepNow : isDone(step, report) ? .stepDone : .stepLater
                return .fields([
                    "number": .text("\(index + 1)"), "stepName": .text(name(step).text(language)),
                    "stepState": .text(state.text(language)), "isHere": .flag(isCurrent),
                    "isLater": .flag(state == .stepLater),
                    "stepLink": !isCurrent && isReachable(step, report) ? .text(route(step, report).path) : false,
                ])
            })
    }

    private static func name(_ step: Step) -> StepText {
        switch step {
        case .extract: .stepExtract
        case .findings: .stepFindings
        case .seal: .stepSeal
        case .send: .stepSend
        case .follow: .stepFollow
        case .feedback: .stepFeedback
        }
    }

    private static func isDone(_ step: Step, _ report: DeskReport) -> Bool {
        switch step {
        case .extract: report.extract != nil || report.sealed != nil
        case .findings: report.check != nil || report.sealed != nil
        case .seal: report.sealed != nil
        case .send: report.sent != nil
        case .follow: report.way?.timeline.has(.fetched) == true
        case .feedback: report.feedback != nil
        }
    }

    private static func isReachable(_ step: Step, _ report: DeskReport) -> Bool {
        switch step {
        case .extract: report.sealed == nil
        case .findings: report.check != nil
        case .seal: report.isSealable || report.sealed != nil
        case .send: report.sealed != nil
        case .follow: report.sealed != nil
        case .feedback: report.sent != nil
        }
    }

    private static func route(_ step: Step, _ report: DeskReport) -> WizardRoute {
        switch step {
        case .extract: .extract(report.id)
        case .findings: .findings(report.id)
        case .seal: .seal(report.id)
        case .send: .send(report.id)
        case .follow: .way(report.id)
        case .feedback: report.feedback.map { .feedback(.one($0)) } ?? .feedback(.list)
        }
    }
}

extension DeskTrouble {
    /// The words, and below them what a person who is called about it needs.
    func text(_ language: Language) -> String {
        let words = phrase.text(language)
        return detail.map { "\(words) (\($0))" } ?? words
    }
}

/// Sizes as readers write them.
enum SizeText {
    static func text(_ octets: Int, _ language: Language) -> String {
        let mark = language == .en ? "." : ","
        func tenths(_ value: Int) -> String { "\(value / 10)\(mark)\(value % 10)" }
        switch octets {
        case ..<1_000: return "\(octets) B"
        case ..<1_000_000: return "\(tenths(octets / 100)) kB"
        case ..<1_000_000_000: return "\(tenths(octets / 100_000)) MB"
        default: return "\(tenths(octets / 100_000_000)) GB"
        }
    }
}
