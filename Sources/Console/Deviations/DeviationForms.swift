import Foundation
import Monitoring
import MunicipalNode
import Store
import Texts
import Web

/// A deviation's fields as inputs, as they were written, and as text: the same fields on the screen and on paper (M-122).
enum DeviationForms {
    /// Asked when one is opened.
    static let opening: [DeviationField] = DeviationField.allCases.filter { !$0.isForAuthority }.filter {
        ![.restored, .cause, .prevention].contains($0)
    }

    static func input(_ field: DeviationField, _ content: String, _ language: Language) -> InputView {
        let isRequired = [.category, .discovered, .what].contains(field)
        let kind: InputView.Kind =
            switch field.kind {
            case .choice: .radio
            case .text: .area
            case .moment, .links, .line: .text
            }
        return InputView(
            field.rawValue, kind, label: DeviationText.label(field, language),
            hint: DeviationText.hint(field, language), content: content, isRequired: isRequired,
            options: field != .category
                ? []
                : Deviation.Category.allCases.map { .init($0.rawValue, label: DeviationText.category($0, language)) })
    }

    /// What came with a form; a field that was not on it is not among them.
    static func written(_ form: FormFields) -> [DeviationField: String] {
        var written: [DeviationField: String] = [:]
        for field in DeviationField.allCases { written[field] = form[field.rawValue] }
        // Radios that nobody chose are not sent at all.
        if form[DeviationField.discovered.rawValue] != nil, written[.category] == nil { written[.category] = "" }
        return written
    }

    /// What was written is not lost (U-08), but for what names a patient.
    static func kept(_ written: [DeviationField: String], _ faults: [DeviationFault]) -> [DeviationField: String] {
        let naming = Set(faults.filter { $0.problem == .namesPatient }.map(\.field))
        return written.filter { !naming.contains($0.key) }
    }

    static func errors(_ faults: [DeviationFault], _ language: Language) -> [FieldError] {
        faults.map { fault in
            FieldError(
                fault.field.rawValue,
                "\(DeviationText.label(fault.field, language)): \(DeviationsText.problem(fault.problem, language)).")
        }
    }

    /// As browsers send it and as it was kept: line ends alike, nothing around it.
    static func plain(_ text: String) -> String {
        text.replacing("\r\n", with: "\n").trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// As it stands in an input, and is read back.
    static func content(of field: DeviationField, in document: DeviationDocument) -> String {
        switch field {
        case .category: document.form.category.rawValue
        case .discovered: DeviationMoment.text(document.form.discovered)
        case .messages: document.messages.map { $0.uuidString.lowercased() }.joined(separator: " ")
        case .task: document.task.map { "\($0)" } ?? ""
        default: document.form.texts[field] ?? document.form.moments[field].map { DeviationMoment.text($0) } ?? ""
        }
    }

    /// The fields that a deviation of a category has.
    static func fields(of category: Deviation.Category?) -> [DeviationField] {
        DeviationField.allCases.filter { category == .disclosure || !$0.isForAuthority }
    }

    /// All of them to read, those that are empty too.
    static func facts(_ document: DeviationDocument, _ language: Language) -> PageValue {
        .list(
            fields(of: document.form.category).map { field in
                let text: String =
                    switch field {
                    case .category: document.deviation.categoryWords
                    case .discovered: PageTime.moment(document.form.discovered, language)
                    default:
                        document.form.moments[field].map { PageTime.moment($0, language) }
                            ?? content(of: field, in: document)
                    }
                return .fields([
                    "label": .text(DeviationText.label(field, language)), "text": .text(text.isEmpty ? "–" : text),
                ])
            })
    }

    /// What each step of the history changed, in the form's order.
    static func steps(_ document: DeviationDocument, _ language: Language) -> PageValue {
        .list(
            document.history.map { step in
                let changes = DeviationField.allCases.compactMap { field in
                    step.changes[field].map { text in
                        PageValue.fields([
                            "label": .text(DeviationText.label(field, language)),
                            "text": .text(
                                field == .category
                                    ? Deviation.Category(rawValue: text).map { DeviationText.category($0, language) }
                                        ?? text
                                    : text.isEmpty ? "–" : text),
                        ])
                    }
                }
                return .fields([
                    "head": .text(
                        TasksText.noteBy.text(
                            language,
                            [
                                "time": PageTime.moment(step.at, language),
                                "who": ActorName.text(step.by, PartyNames([:]), language),
                            ])), "words": .text(step.words), "reason": step.reason.map { .text($0) } ?? false,
                    "changes": .list(changes), "hasChanges": .flag(!changes.isEmpty),
                ])
            })
    }
}
