import ArgumentParser
import CommandOutcome
import Commands
import Foundation
import Identifiers
import MunicipalNode
import Reporting
import SealedSubmission
import Settings
import Texts

/// "Will it go well in January?", and the sheet for the IT department.
struct ReportDoctorCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Check all that a report needs: certificate, configuration, name, port, clock, keys, version.",
        discussion: "Exit code 0 when all is well, 1 with warnings, 2 with errors. --season adds the sheet for the IT "
            + "department: name, address, port, and every automatic mail's sender and subject. --offline asks nobody.")
    static let examples = [
        Example("budstikke report doctor", "what is missing"),
        Example("budstikke report doctor --season --offline", "the sheet to hand to the IT department in November"),
    ]
    @OptionGroup var global: GlobalOptions
    @OptionGroup var which: TenantOption
    @Flag(help: "Add the sheet for the IT department.") var season = false
    @Flag(help: "Look at this machine only.") var offline = false
    @Option(help: "The language of the sheet: nb, nn or en; the configuration's when left out.")
    var language: Language?

    private struct Reply: Encodable {
        let verdict: DoctorVerdict
        let findings: [DoctorFinding]
        let requests: [String]
        let season: SeasonSheet?
    }

    func run() async throws {
        let output = global.output
        let configuration: Configuration
        do { configuration = try global.load() } catch let error as ConfigurationError {
            return try end(Doctor.report(error), nil, .nb)
        }
        let language = language ?? Language(rawValue: configuration.language) ?? .nb
        let doctor = ReportDoctor(
            configuration: configuration, tenant: await tenant(), version: try ReportKeyOptions.client().version,
            now: Date(), isOffline: offline)
        let report = DoctorReport(await doctor.examine() + (season ? doctor.sheet() : []))
        if offline { output.say("Looked at this machine only: name, port, clock and keys were not asked for.") }
        try end(report, season ? SeasonSheet(configuration, language) : nil, language)
    }

    private func end(_ report: DoctorReport, _ sheet: SeasonSheet?, _ language: Language) throws {
        let output = global.output
        let reply = Reply(
            verdict: report.verdict, findings: report.findings, requests: report.requests, season: sheet)
        let text = DoctorText.text(report, paint: output.paint) + (sheet.map { "\n" + $0.text(output.paint) } ?? "")
        try output.show(reply, text: text)
        if report.exit != .done { throw ExitCode(report.exit.rawValue) }
    }

    private func tenant() async -> Result<TenantShow.Reply, ReportDoctor.Refusal> {
        do { return .success(try await global.ask(TenantShow(tenant: which.tenant))) } catch {
            let sentence = (error as? AdministrationError)?.sentence ?? "It cannot be opened."
            return .failure(ReportDoctor.Refusal(sentence: sentence))
        }
    }
}
