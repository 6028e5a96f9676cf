import Foundation
import IplosContent
import Reporting
import Texts
import Web

/// Step 2: what was found, first whether the extract can be sent, then by who can mend what.
struct FindingPages: Sendable {
    let desk: any WizardDesk
    let report: DeskReport

    func respond(to call: WebCall<WizardRoute>, _ guest: ReportGuest) async throws -> WebReply {
        guard let check = report.check else {
            return .redirect(to: report.work == nil ? WizardRoute.extract(report.id) : .work(report.id))
        }
        switch call.route {
        case .control(_, let control, let page):
            return try await one(control, page, of: check, call, guest)
        case .findingsFile:
            guard let kept = try await desk.findings(of: report.id, for: guest) else { return .fault(.notFound) }
            let file = try FindingsFile(language: call.language).write(check, kept, to: desk.spool)
            return .download(
                Download(
                    name: "funn-\(check.unit.map { "\($0)-" } ?? "")\(check.year ?? 0).csv", mediaType: "text/csv",
                    length: file.octets
                ) { SpoolReading.stream(file) })
        default: return .page(summary(check, call.language))
        }
    }

    // MARK: - All controls

    private func summary(_ check: CheckSummary, _ language: Language) -> Page {
        let menders = Mender.inOrder.compactMap { mender -> PageValue? in
            let groups = check.groups.filter { $0.first.mender == mender }
            if groups.isEmpty { return nil }
            return .fields([
                "mender": .text(mender.heading[language]), "groups": .list(groups.map { group($0, language) }),
            ])
        }
        return Page(
            "findings", title: FindingText.findingsTitle.text(language), topic: .procedure,
            model: [
                "steps": StepList.value(report, at: .findings, language),
                "verdict": .text(check.sentence[language]), "verdictClass": .text(Self.style(check.verdict)),
                "extent": check.extent.map { .text($0[language]) } ?? false, "menders": .list(menders),
                "isClean": .flag(check.verdict == .clean),
                "isMendable": .flag(check.verdict == .findings || check.verdict == .losses),
                "lacksIdentities": .flag(check.lacksIdentities),
                "problems": report.made?.summary.problems.isEmpty == false
                    ? .text(WizardRoute.extract(report.id).path) : false,
                "file": check.groups.isEmpty ? false : .text(WizardRoute.findingsFile(report.id).path),
                "seal": report.isSealable ? .text(WizardRoute.seal(report.id).path) : false,
                "extract": report.sealed == nil ? .text(WizardRoute.extract(report.id).path) : false,
            ])
    }

    private func group(_ group: CheckSummary.Group, _ language: Language) -> PageValue {
        let control = group.first.control
        let all = FindingText.seeAll.text(language, ["count": "\(group.count)", "control": control])
        return .fields([
            "controlID": .text(control), "controlTitle": .text(group.first.title[language]),
            "count": .text("\(group.count)"),
            "severity": .text(FindingText.severity(group.first.severity).text(language)),
            "action": .text(group.first.action[language]),
            "examples": .list(group.examples.map { .text(Self.line($0, language)) }),
            "all": group.count > group.examples.count
                ? .fields([
                    "allLink": .text(WizardRoute.control(report.id, control, page: 1).path), "allName": .text(all),
                ]) : false,
        ])
    }

    /// One finding in one line: who, where, and what is wrong.
    private static func line(_ finding: ReportFinding, _ language: Language) -> String {
        let person = finding.localNumber.map { "\(FindingText.person.text(language)) \($0)" }
        let line = finding.line > 0 ? "\(FindingText.lineNumber.text(language).lowercased()) \(finding.line)" : nil
        let place = [person, line].compactMap(\.self).joined(separator: ", ")
        return place.isEmpty ? finding.message[language] : "\(place): \(finding.message[language])"
    }

    private static func style(_ verdict: CheckSummary.Verdict) -> String {
        switch verdict {
        case .clean, .findings: "verdict good"
        case .losses: "verdict doubtful"
        case .stopped: "verdict bad"
        }
    }

    // MARK: - One control, page by page

    private func one(
        _ control: String, _ number: Int, of check: CheckSummary, _ call: WebCall<WizardRoute>, _ guest: ReportGuest
    ) async throws -> WebReply {
        guard let group = check.groups.first(where: { $0.first.control == control }),
            let kept = try await desk.findings(of: report.id, for: guest),
            let findings = try kept.page(number, of: control)
        else { return .fault(.notFound) }
        let (language, pages) = (call.language, kept.pageCount(of: control))
        let title = "\(control) \(group.first.title[language])"
        let columns: [FindingText] = [.person, .recordTitle, .lineNumber, .whatIsWrong, .consequenceTitle]
        let table = TableView(
            caption: FindingText.pageOf.text(language, ["page": "\(number)", "pages": "\(pages)"]),
            columns: columns.map { $0.text(language) }, rows: findings.map { Self.row($0, language) }, empty: "")
        let shown = pages * KeptFindings.pageSize
        func link(_ page: Int) -> PageValue {
            (1...pages).contains(page) ? .text(WizardRoute.control(report.id, control, page: page).path) : false
        }
        return .page(
            Page(
                "control", title: title, topic: .procedure,
                model: [
                    "steps": StepList.value(report, at: .findings, language),
                    "action": .text(group.first.action[language]), "table": table.value,
                    "previousLink": link(number - 1), "nextLink": link(number + 1),
                    "cut": shown < group.count
                        ? .text(
                            FindingText.onlyFirst.text(language, ["shown": "\(shown)", "count": "\(group.count)"]))
                        : false,
                    "file": .text(WizardRoute.findingsFile(report.id).path),
                    "all": .text(WizardRoute.findings(report.id).path),
                ]))
    }

    private static func row(_ finding: ReportFinding, _ language: Language) -> [String] {
        [
            finding.localNumber ?? FindingText.wholeFile.text(language), finding.rowName,
            finding.line > 0 ? "\(finding.line)" : "", finding.message[language],
            FindingText.consequence(finding.consequence).text(language),
        ]
    }
}

extension ReportFinding {
    /// The element, and the row's number within its person.
    var rowName: String {
        guard case .content(let content) = self else { return "" }
        return [content.kind.element, content.rowID].compactMap(\.self).joined(separator: " ")
    }
}
