import Identifiers
import IplosContent
import Reporting
import Texts
import Web

/// The choice of a mapping, of whom and of the year, and what came of an extract that was made so.
struct MakingForm: Sendable {
    private let making: ExtractMaking
    private let mapping: String
    private let unit: String
    private let year: String

    /// As it is shown first.
    init(_ making: ExtractMaking) {
        self.making = making
        mapping = making.mappings.first ?? ""
        unit = making.units.first?.description ?? ""
        year = making.usualYear.map(String.init) ?? ""
    }

    /// As it was sent.
    init(_ making: ExtractMaking, _ fields: FormFields) {
        self.making = making
        mapping = fields["mapping"] ?? ""
        unit = fields["unit"] ?? ""
        year = (fields["year"] ?? "").filter { !$0.isWhitespace }
    }

    enum Reading: Sendable {
        case wish(ExtractWish)
        case fault(FieldError)
    }

    /// What it asks for, or what is wrong first.
    func read(_ language: Language) -> Reading {
        guard making.mappings.contains(mapping) else {
            return .fault(FieldError("mapping", MakingText.mappingNone.text(language)))
        }
        guard let unit = making.units.first(where: { $0.description == unit }) else {
            return .fault(FieldError("unit", DeskTrouble(.unitNotOurs).text(language)))
        }
        guard let year = Int(year), IplosRevision.of(year: year) != nil else {
            return .fault(FieldError("year", DeskTrouble(.yearUnknown).text(language)))
        }
        return .wish(ExtractWish(mapping: mapping, unit: unit, year: year))
    }

    /// The field that a trouble is about.
    static func field(of trouble: DeskTrouble) -> String? {
        switch trouble.code {
        case .mappingNotThere, .mappingUnusable: "mapping"
        case .unitNotOurs: "unit"
        case .yearUnknown: "year"
        default: nil
        }
    }

    /// Nothing when no mapping is installed.
    func value(_ id: ReportID, _ language: Language, _ errors: [FieldError]) -> PageValue {
        if making.mappings.isEmpty { return false }
        let form = FormView(
            to: WizardRoute.make(id),
            fields: [
                choice("mapping", .mappingField, making.mappings, chosen: mapping, language),
                choice("unit", .unitField, making.units.map(\.description), chosen: unit, language),
                InputView("year", .number, label: MakingText.yearField.text(language), content: year),
            ], button: MakingText.makeButton.text(language))
        return .fields([
            "lacksUnit": .flag(making.units.isEmpty),
            "form": making.units.isEmpty ? false : form.value(errors: errors),
        ])
    }

    private func choice(
        _ name: String, _ label: MakingText, _ values: [String], chosen: String, _ language: Language
    ) -> InputView {
        InputView(
            name, .radio, label: label.text(language), content: chosen,
            options: values.map { InputView.Option($0, label: $0) })
    }

    // MARK: - What came of it

    static func outcome(_ made: MadeExtract, _ language: Language) -> PageValue {
        let columns: [MakingText] = [.tableColumn, .rowsRead, .rowsWritten]
        let table = TableView(
            caption: MakingText.madeLead.text(language), columns: columns.map { $0.text(language) },
            rows: made.summary.tables.map { [$0.name, "\($0.rows)", "\($0.written)"] }, empty: "")
        // What is missing first.
        let problems = made.summary.problems.filter(\.loses) + made.summary.problems.filter { !$0.loses }
        return .fields([
            "madeBy": .text(MakingText.madeBy.text(language, ["mapping": made.mapping])), "table": table.value,
            "hasProblems": .flag(!problems.isEmpty),
            "problems": .list(problems.map { .text(sentence($0, language)) }),
        ])
    }

    private static func sentence(_ problem: ExtractProblem, _ language: Language) -> String {
        let mark: MakingText = problem.loses ? .losesMark : .noteOnly
        var values = [
            "table": "\(mark.text(language)): \(problem.table)", "sentence": problem.sentence[language],
            "count": "\(problem.count)",
        ]
        let line: MakingText = problem.firstRow == nil ? .problemOne : .problemAll
        values["row"] = problem.firstRow.map(String.init)
        var sentences = [line.text(language, values)]
        if !problem.values.isEmpty {
            let all = problem.values.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
                .map { "\($0.key) (\($0.value))" }
            sentences.append(MakingText.problemValues.text(language, ["values": all.joined(separator: ", ")]))
        }
        if problem.hidden > 0 {
            sentences.append(MakingText.problemHidden.text(language, ["count": "\(problem.hidden)"]))
        }
        return sentences.joined(separator: " ")
    }
}
