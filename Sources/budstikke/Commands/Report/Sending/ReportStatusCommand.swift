import ArgumentParser
import CommandOutcome
import Commands
import Foundation
import Identifiers
import MunicipalNode
import Reporting
import SealedSubmission
import Texts

/// "How far has it come?"
struct ReportStatusCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "How far each submission has come, from sealing to the fetched lists.",
        discussion: "Asks the send module over Helsenettet. A receipt that has not come a quarter of an "
            + "hour after its time is called late: telephone the register then.")
    static let examples = [
        Example("budstikke report status", "all submissions of the only tenant"),
        Example(
            "budstikke report status --pin-file pin.txt --unit 9901-00 --json", "with the letter's PIN, for a script"),
    ]
    @OptionGroup var global: GlobalOptions
    @OptionGroup var which: TenantOption
    @OptionGroup var way: SendModuleOptions
    @OptionGroup var unit: UnitOption
    @Option(help: "Only this one.") var submission: SubmissionID?

    /// One submission's way, as it is told.
    struct Item: Encodable {
        let submission: String
        let unit: String
        let year: Int
        let kind: String
        let sequence: Int
        let countsAs: String?
        let reason: String?
        let contact: String?
        let password: String?
        let passwordUntil: Date?
        let timeline: [SubmissionTimeline.Entry]
    }

    func run() async throws {
        let output = global.output
        try await ReportLine.open(global, tenant: which.tenant, way) { line in
            let own = try await line.installation?.perform(ReportList(tenant: which.tenant)).submissions ?? []
            var items: [Item] = []
            for claim in try await line.claims(unit, tenant: which.tenant) {
                let list = try await line.desk.submissions(of: claim)
                items += list.submissions.map { Item($0, unit: claim.unit) }
                let arrived = Set(list.submissions.map(\.submission))
                // What was sealed here and is not there yet.
                items += own.filter { $0.unit == claim.unit && $0.signedAt != nil && !arrived.contains($0.submission) }
                    .map { Item($0) }
            }
            if let submission { items = items.filter { $0.submission == submission.text } }
            if let submission, items.isEmpty { throw SendFault(.unknownSubmission, ["submission": submission.text]) }
            let text = TimelineText(language: line.language, paint: output.paint)
            try output.show(lines: items, text: text.text(items))
        }
    }
}

extension ReportStatusCommand.Item {
    init(_ state: SubmissionState, unit: ReportingUnit) {
        submission = state.submission.text
        self.unit = unit.description
        year = state.year
        kind = state.kind.rawValue
        sequence = state.sequence
        countsAs = state.countsAs?.rawValue
        reason = state.reason
        contact = state.contactEmail
        password = state.password
        passwordUntil = state.passwordUntil
        timeline = state.timeline.entries
    }

    init(_ item: ReportList.Item) {
        submission = item.submission.text
        unit = item.unit.description
        year = item.year
        kind = item.kind
        sequence = item.sequence
        countsAs = nil
        reason = nil
        contact = nil
        password = nil
        passwordUntil = nil
        timeline = SubmissionTimeline(sealedAt: item.signedAt, arrivedAt: item.arrivedAt).entries
    }
}

/// Timelines in words, for the one who has sent.
struct TimelineText {
    let language: Language
    let paint: Paint

    func text(_ items: [ReportStatusCommand.Item]) -> String {
        if items.isEmpty {
            return Phrase("Ingenting er sendt ennå.", "Ingenting er sendt enno.", "Nothing has been sent yet.")
                .text(language) + "\n"
        }
        return items.map(text).joined(separator: "\n")
    }

    private func text(_ item: ReportStatusCommand.Item) -> String {
        let head = Phrase(
            "{unit}, {year}, {kind} nummer {sequence}", "{unit}, {year}, {kind} nummer {sequence}",
            "{unit}, {year}, {kind} number {sequence}"
        ).text(
            language,
            values: [
                "unit": item.unit, "year": "\(item.year)",
                "kind": Self.name(of: item.countsAs ?? item.kind).text(language),
                "sequence": "\(item.sequence)",
            ])
        return paint.bold(head) + "\n  \(item.submission)\n" + lines(item.timeline)
            + (item.reason.map { "  " + paint.red(TextTable.clean(ManifestReason.text(of: $0, language))) + "\n" } ?? "")
    }

    func lines(_ timeline: [SubmissionTimeline.Entry]) -> String {
        let width = ReportStep.allCases.map { $0.phrase.text(language).count }.max() ?? 0
        return timeline.map { entry in
            let name = entry.step.phrase.text(language)
            let gap = String(repeating: " ", count: width - name.count + 2)
            return "  \(mark(entry.state)) \(name)\(gap)\(remark(entry))\n"
        }.joined()
    }

    private func remark(_ entry: SubmissionTimeline.Entry) -> String {
        let time = entry.at.map(LocalTime.text)
        let words = entry.remark?.text(
            language,
            values: [
                "date": entry.by.map(LocalTime.day),
                "time": entry.by.map { String(LocalTime.text($0).suffix(8).prefix(5)) },
            ].compactMapValues { $0 })
        let line = [time, words].compactMap(\.self).joined(separator: " – ")
        return entry.state == .late || entry.state == .refused ? paint.red(line) : line
    }

    private func mark(_ state: ReportStep.State) -> String {
        switch state {
        case .done: paint.green("✔")
        case .waiting: "·"
        case .late: paint.red("!")
        case .refused: paint.red("✘")
        }
    }

    private static func name(of kind: String) -> Phrase {
        switch kind {
        case "ordinary": Phrase("ordinær innsending", "ordinær innsending", "ordinary submission")
        case "correction": Phrase("rettelse", "retting", "correction")
        case "late": Phrase("for sen innsending", "for sein innsending", "late submission")
        default: Phrase("prøve", "prøve", "test")
        }
    }
}
