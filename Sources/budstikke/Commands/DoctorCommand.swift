import ArgumentParser
import CommandOutcome
import Commands
import Foundation
import MunicipalNode
import Settings

/// Looks for everything that can keep messages from going through.
struct DoctorCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract:
            "Check the installation: numbered checks, each with what to do, and what to ask the IT department for.",
        discussion: "Exit code 0 when all is well, 1 with warnings, 2 with errors. Takes less than ten seconds.")
    static let examples = [
        Example("budstikke doctor", "the report"),
        Example("budstikke doctor --json", "for monitoring"),
    ]
    @OptionGroup var global: GlobalOptions

    func run() async throws {
        let report = await examine()
        try global.output.show(report, text: DoctorText.text(report, paint: global.output.paint))
        if report.exit != .done { throw ExitCode(report.exit.rawValue) }
    }

    private func examine() async -> DoctorReport {
        let configuration: Configuration
        do {
            configuration = try global.load()
        } catch let error as ConfigurationError {
            return Doctor.report(error)
        } catch let error as AdministrationError {
            return Doctor.report(error)
        } catch {
            return Doctor.report(.init(opening: error))
        }
        return await Doctor.visit(
            configuration, environment: ProcessInfo.processInfo.environment, now: Date())
    }
}

/// The report in words.
enum DoctorText {
    static func text(_ report: DoctorReport, paint: Paint) -> String {
        var text = ""
        for finding in report.findings {
            let number = String(finding.number)
            let place = String(repeating: " ", count: max(0, 2 - number.count)) + number
            text +=
                "\(place). \(mark(finding.verdict, paint))  \(finding.title): \(TextTable.clean(finding.sentence))\n"
            if finding.verdict != .ok, let remedy = finding.remedy { text += "             → \(remedy)\n" }
        }
        if !report.requests.isEmpty {
            text += "\nAsk the IT department for:\n"
            for request in report.requests { text += "  - \(TextTable.clean(request))\n" }
        }
        let errors = report.findings.count { $0.verdict == .error }
        let warnings = report.findings.count { $0.verdict == .warning }
        return text + "\nErrors: \(errors). Warnings: \(warnings).\n"
    }

    private static func mark(_ verdict: DoctorVerdict, _ paint: Paint) -> String {
        switch verdict {
        case .ok: paint.green("ok     ")
        case .warning: paint.yellow("warning")
        case .error: paint.red("error  ")
        }
    }
}
