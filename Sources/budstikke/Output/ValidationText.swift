import Commands
import MunicipalNode
import Texts

/// Validated files in words.
struct ValidationText {
    let language: Language
    let paint: Paint

    func text(_ file: ValidatedFile) -> String {
        var lines = ["\(TextTable.clean(file.file)): \(verdict(file.verdict)) (\(kind(file.kind)))"]
        lines += file.findings.map(line)
        lines += file.departures.map { "  \(paint.yellow("remark   ")) departs without breaking a rule: \($0)" }
        if file.judged > file.moot, file.kind != .document {
            lines.append("  \(file.judged - file.moot) rules judged, \(file.moot) had nothing to look at.")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func line(_ finding: ValidationFinding) -> String {
        var facts = [finding.tolerance, finding.errorCode, finding.line.map { "line \($0)" }, finding.location]
            .compactMap(\.self)
        if let answer = finding.answer, finding.outcome == .refused { facts.insert("answer: \(answer)", at: 0) }
        let place = facts.isEmpty ? "" : " [\(facts.joined(separator: ", "))]"
        // A rule's text is what it demands, which a breach is not.
        let isBroken = finding.rule.first?.isNumber == true && [.refused, .tolerated].contains(finding.outcome)
        return "  \(mark(finding)) \(finding.reference)\(isBroken ? " is not kept" : ""): "
            + TextTable.clean(finding.text(language) + place)
    }

    private func mark(_ finding: ValidationFinding) -> String {
        switch finding.outcome {
        case .kept: paint.green("kept     ")
        case .moot: "-        "
        case .tolerated: paint.yellow("tolerated")
        case .refused where finding.severity == "error": paint.red("refused  ")
        case .refused: paint.yellow(finding.severity == "warning" ? "warning  " : "remark   ")
        }
    }

    private func verdict(_ verdict: ValidatedFile.Verdict) -> String {
        switch verdict {
        case .accepted: paint.green("accepted")
        case .tolerated: paint.yellow("accepted with tolerance")
        case .refused: paint.red("refused")
        }
    }

    private func kind(_ kind: ValidatedFile.Kind) -> String {
        switch kind {
        case .mail: "mail"
        case .http: "message without a mail's fields"
        case .envelope: "envelope without its package"
        case .fault: "SOAP Fault, which no rule is about"
        case .deliveryReport: "a mail server's report, which no rule is about"
        case .document: "document"
        }
    }
}
