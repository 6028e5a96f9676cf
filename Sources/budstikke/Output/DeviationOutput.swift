import Commands
import Foundation
import MunicipalNode
import Store
import Texts

/// Deviations in words and tables.
enum DeviationOutput {
    static func list(_ deviations: [DeviationSummary]) -> String {
        var table = TextTable("NO.", "KIND", "STATE", "DISCOVERED", "OWNER", "AUTHORITY")
        for deviation in deviations {
            table.row(
                String(deviation.number), deviation.categoryWords, deviation.stateWords,
                LocalTime.text(deviation.discovered), deviation.owner,
                deviation.clock.map { $0.isOver ? "72 hours are over" : "\($0.hoursLeft) hours left" })
        }
        return table.text(empty: "No deviations.")
    }

    /// Lines that people wrote: nothing of them may steer the terminal.
    static func clean(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { TextTable.clean(String($0)) }
            .joined(separator: "\n")
    }

    static func show(_ document: DeviationDocument) -> String {
        let deviation = document.deviation
        var sheet = FactSheet()
        sheet.add("Deviation", String(deviation.number))
        sheet.add("State", deviation.stateWords)
        sheet.add("Opened", "\(LocalTime.text(deviation.openedAt)) by \(deviation.openedBy)")
        sheet.add("Authority", deviation.clock?.sentence)
        for field in DeviationField.allCases { sheet.add(field.rawValue, value(field, document)) }
        let steps = document.history.map { step in
            let fields = DeviationField.allCases.filter { step.changes[$0] != nil }.map(\.rawValue)
            let more = [step.reason, fields.isEmpty ? nil : "(\(fields.joined(separator: ", ")))"].compactMap { $0 }
            return "  \(LocalTime.text(step.at))  [\(TextTable.clean(step.by))]  "
                + TextTable.clean(([step.words] + more).joined(separator: " ")) + "\n"
        }
        return sheet.text + "\nHistory (Europe/Oslo)\n" + steps.joined()
    }

    static func statistics(_ reply: DeviationCount.Reply) -> String {
        var table = TextTable("MONTH", "KIND", "COUNT", "NEW", "IN PROGRESS", "MEASURES", "CLOSED", "MEDIAN HOURS")
        for line in reply.lines(.en) {
            table.row(line[0], line[1], line[2], line[3], line[4], line[5], line[6], line[7])
        }
        return table.text(empty: "No deviations.")
    }

    /// One document a line.
    static func jsonLines(_ documents: [DeviationDocument]) throws -> String {
        try documents.map { try JSONLine.text($0) + "\n" }.joined()
    }

    private static func value(_ field: DeviationField, _ document: DeviationDocument) -> String? {
        switch field {
        case .category: document.deviation.categoryWords
        case .discovered: LocalTime.text(document.form.discovered)
        case .messages:
            document.messages.isEmpty
                ? nil : document.messages.map { $0.uuidString.lowercased() }.joined(separator: " ")
        case .task: document.task.map { "\($0)" }
        default: document.form.texts[field] ?? document.form.moments[field].map { LocalTime.text($0) }
        }
    }
}
