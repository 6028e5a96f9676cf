package import Doctor

extension Output {
    /// What `doctor` found, a line each, with what to do below it.
    package func text(of report: DoctorReport) -> String {
        report.findings.map { finding in
            let mark =
                switch finding.verdict {
                case .ok: paint.green("ok     ")
                case .warning: paint.yellow("warning")
                case .error: paint.red("error  ")
                }
            let line = "\(mark)  \(finding.title): \(TextTable.clean(finding.sentence))\n"
            return line + (finding.remedy.map { "         → \(TextTable.clean($0))\n" } ?? "")
        }.joined()
    }
}
