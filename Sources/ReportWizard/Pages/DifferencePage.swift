import Foundation
import HTTPTypes
import IplosContent
import Reporting
import Texts
import Web

/// What a feedback can be compared with: the extract that is in now, and the others of the same municipality or district,
/// the likeliest first.
struct FeedbackChoices: Sendable {
    private let new: FeedbackEntry
    private let previous: FeedbackEntry?
    private let lastYear: FeedbackEntry?
    private let others: [FeedbackEntry]
    private let extract: HeldFile?

    init(to new: FeedbackEntry, among all: [FeedbackEntry], extract: HeldFile?) {
        let rest = all.filter { $0.unit == new.unit && $0.id != new.id }
        let previous = rest.filter { Self.isEarlier($0, than: new) }.max { Self.sequence($0) < Self.sequence($1) }
        // The newest comes first in the list; a test is compared with tests.
        let lastYear = rest.first { $0.year == new.year - 1 && Self.isTest($0) == Self.isTest(new) }
        self.new = new
        self.extract = extract
        self.previous = previous
        self.lastYear = lastYear
        others = rest.filter { $0 != previous && $0 != lastYear }
    }

    var isEmpty: Bool { previous == nil && lastYear == nil && others.isEmpty && extract == nil }
    var hasExtract: Bool { extract != nil }

    func has(_ id: FeedbackID) -> Bool { ordered.contains { $0.id == id } }

    func form(_ language: Language) -> FormView {
        let own = extract.map { file in
            let label = FeedbackContentText.compareExtract.text(language, ["file": file.name])
            return InputView.Option(FeedbackRoute.extract, label: label)
        }
        let options =
            [own].compactMap(\.self)
            + ordered.map { entry in
                let word: FeedbackContentText? =
                    entry == previous ? .comparePrevious : entry == lastYear ? .compareLastYear : nil
                let name = entry.name(language)
                return InputView.Option(entry.id.text, label: word?.text(language, ["what": name]) ?? name)
            }
        return FormView(
            to: WizardRoute.feedback(.compare(new.id)),
            fields: [
                InputView(
                    "other", .radio, label: FeedbackContentText.compareField.text(language),
                    content: options.first?.value ?? "", options: options)
            ], button: FeedbackContentText.compareButton.text(language))
    }

    private var ordered: [FeedbackEntry] { [previous, lastYear].compactMap(\.self) + others }

    /// The one before it of the same year and kind.
    private static func isEarlier(_ entry: FeedbackEntry, than new: FeedbackEntry) -> Bool {
        guard entry.year == new.year, isTest(entry) == isTest(new) else { return false }
        return entry.answers != nil && sequence(entry) < sequence(new)
    }

    /// Ordinary ones and corrections are numbered each for themselves; a correction comes after what it corrects.
    private static func sequence(_ entry: FeedbackEntry) -> (Int, Int) {
        guard let answers = entry.answers else { return (2, 0) }
        return (answers.kind == "correction" ? 1 : 0, answers.sequence)
    }

    private static func isTest(_ entry: FeedbackEntry) -> Bool { entry.answers?.kind == "test" }
}

/// What changed from another feedback, or to the extract that is in now: errors by control, whom they concern, and between
/// two feedbacks figures.
struct DifferencePage: Sendable {
    /// Local numbers that are named of each control.
    private static let named = 50
    /// Figures that have changed on the page.
    private static let figures = 1_000
    let desk: any WizardDesk
    let entry: FeedbackEntry

    func respond(
        from other: FeedbackID, _ call: WebCall<WizardRoute>, _ guest: ReportGuest
    ) async throws -> WebReply {
        let language = call.language
        guard let before = try await desk.feedback(for: guest).first(where: { $0.id == other }) else {
            return .fault(.notFound)
        }
        do {
            guard let difference = try await desk.difference(from: other, to: entry.id, for: guest) else {
                return .redirect(to: WizardRoute.feedback(.one(entry.id)))
            }
            return .page(page(difference, (before.name(language), entry.name(language)), language))
        } catch let trouble as DeskTrouble {
            let names = (before.name(language), entry.name(language))
            return .page(page(nil, names, language, [FieldError(nil, trouble.text(language))]))
        }
    }

    /// Which errors are mended in the extract that is in now.
    func respondToExtract(_ call: WebCall<WizardRoute>, _ guest: ReportGuest) async throws -> WebReply {
        let (language, before) = (call.language, entry.name(call.language))
        do {
            guard let after = try await desk.differenceToExtract(from: entry.id, in: language, for: guest) else {
                return .redirect(to: WizardRoute.feedback(.one(entry.id)))
            }
            let name = FeedbackContentText.theExtract.text(language, ["file": after.extract.name])
            return .page(page(after.difference, (before, name), language, hasFigures: false))
        } catch let trouble as DeskTrouble {
            let names = (before, FeedbackContentText.theExtract.text(language, ["file": ""]))
            return .page(page(nil, names, language, [FieldError(nil, trouble.text(language))]))
        }
    }

    private func page(
        _ difference: ReportDifference?, _ names: (before: String, after: String), _ language: Language,
        _ errors: [FieldError] = [], hasFigures: Bool = true
    ) -> Page {
        let lead = FeedbackContentText.differenceLead.text(
            language, ["before": names.before, "after": names.after])
        var model: [String: PageValue] = [
            "lead": .text(lead), "overview": .text(WizardRoute.feedback(.one(entry.id)).path), "difference": false,
        ]
        if let difference {
            let cut = FeedbackContentText.onlyFirstFigures.text(
                language, ["shown": "\(Self.figures)", "count": "\(difference.figures.count)"])
            model["difference"] = .fields([
                "isShortened": .flag(difference.isShortened), "controls": controls(difference, language).value,
                "named": .list(difference.controls.compactMap { named($0, language) }),
                "figures": hasFigures ? figures(difference, language).value : false,
                "figuresCut": hasFigures && difference.figures.count > Self.figures ? .text(cut) : false,
            ])
        }
        return Page(
            "difference", title: FeedbackContentText.differenceTitle.text(language), topic: .procedure,
            status: errors.isEmpty ? .ok : .unprocessableContent, model: model, errors: errors)
    }

    private func controls(_ difference: ReportDifference, _ language: Language) -> TableView {
        let columns: [FeedbackContentText] = [.controlColumn, .goneColumn, .newColumn, .stillColumn]
        return TableView(
            caption: FeedbackContentText.errorsChanged.text(language), columns: columns.map { $0.text(language) },
            rows: difference.controls.map {
                ["\($0.control) \($0.title)", "\($0.gone.count)", "\($0.new.count)", "\($0.stillThere.count)"]
            }, empty: FeedbackContentText.errorsSame.text(language))
    }

    /// By the municipality's own numbers; what belongs to no person has none.
    private func named(_ control: ReportDifference.Control, _ language: Language) -> PageValue? {
        let lines = [
            (FeedbackContentText.numbersGone, control.gone), (.numbersNew, control.new),
            (.numbersStill, control.stillThere),
        ].compactMap { word, numbers -> PageValue? in
            let numbers = numbers.filter { !$0.isEmpty }
            if numbers.isEmpty { return nil }
            var text = numbers.prefix(Self.named).joined(separator: ", ")
            if numbers.count > Self.named {
                text = FeedbackContentText.numbersMore.text(
                    language, ["numbers": text, "count": "\(numbers.count - Self.named)"])
            }
            return .text(word.text(language, ["numbers": text]))
        }
        if lines.isEmpty { return nil }
        return .fields(["control": .text("\(control.control) \(control.title)"), "lines": .list(lines)])
    }

    private func figures(_ difference: ReportDifference, _ language: Language) -> TableView {
        let columns: [FeedbackContentText] = [.tableColumnName, .rowColumn, .columnColumn, .beforeColumn, .afterColumn]
        let shown = difference.figures.prefix(Self.figures)
        return TableView(
            caption: FeedbackContentText.figuresTitle.text(language), columns: columns.map { $0.text(language) },
            rows: shown.map { [$0.table, $0.row, $0.column, $0.before ?? "–", $0.after ?? "–"] },
            empty: FeedbackContentText.figuresSame.text(language))
    }
}
