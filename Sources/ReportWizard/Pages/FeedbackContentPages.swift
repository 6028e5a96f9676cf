import ControlReport
import Foundation
import HTTPTypes
import Identifiers
import IplosContent
import Reporting
import Texts
import Web

/// A feedback that is open: what to mend by who can, the tables, the files, and the choice of what to compare it with.
struct FeedbackContentPages: Sendable {
    /// Rows of a table that stand on the page of the tables, and cells of all of them.
    private static let shownRows = 100
    private static let shownCells = 20_000
    let desk: any WizardDesk
    let opened: OpenedEntry

    private var content: KeptFeedback { opened.content }
    private var id: FeedbackID { opened.entry.id }
    /// What stands on the pages of an archive that did not come through the exchange.
    private func unproven(_ language: Language) -> PageValue {
        opened.entry.isFetched ? false : .text(FeedbackContentText.notProven.text(language))
    }

    func respond(
        to route: FeedbackRoute, _ call: WebCall<WizardRoute>, _ guest: ReportGuest
    ) async throws -> WebReply {
        switch route {
        case .errors(_, let control, let page): return try errors(of: control, page, call.language)
        case .tables: return .page(tables(call.language))
        case .file(_, let name): return try await file(name, guest)
        case .compare: return try await compare(call, guest)
        case .difference(_, let other):
            return try await DifferencePage(desk: desk, entry: opened.entry).respond(from: other, call, guest)
        case .extractDifference:
            return try await DifferencePage(desk: desk, entry: opened.entry).respondToExtract(call, guest)
        default: return .page(try await overview(call.language, guest))
        }
    }

    // MARK: - What to mend

    private func overview(
        _ language: Language, _ guest: ReportGuest, _ errors: [FieldError] = []
    ) async throws -> Page {
        let counts = Dictionary(content.controls.map { ($0.control, $0.rows) }, uniquingKeysWith: +)
        let menders = Mender.inOrder.compactMap { mender -> PageValue? in
            let controls = content.controls.filter { $0.mender == mender }
            if controls.isEmpty { return nil }
            return .fields([
                "mender": .text(mender.heading[language]),
                "groups": .list(controls.map { group($0, of: counts[$0.control] ?? 0, language) }),
            ])
        }
        let rows = content.controls.map(\.rows).reduce(0, +)
        let choices = try await choices(guest)
        return Page(
            "feedback-opened", title: opened.entry.title(language), topic: .procedure,
            status: errors.isEmpty ? .ok : .unprocessableContent,
            model: [
                "marking": .text(FeedbackContents.marking[language]), "unproven": unproven(language),
                "extent": .text(
                    FeedbackContentText.feedbackExtent.text(
                        language,
                        [
                            "municipality": content.unit.municipality.digits, "district": content.unit.district.digits,
                            "year": "\(content.year)", "rows": "\(rows)",
                        ])),
                "came": .text(opened.entry.came(language)), "menders": .list(menders),
                "isClean": .flag(menders.isEmpty),
                "tables": content.tables.isEmpty ? false : .text(WizardRoute.feedback(.tables(id)).path),
                "compare": choices.isEmpty ? false : choices.form(language).value(errors: errors),
                "files": .list(content.files.compactMap { link($0, language) }),
                "close": FormView(
                    to: WizardRoute.feedback(.close(id)), button: FeedbackText.closeButton.text(language)
                ).value,
                "all": .text(WizardRoute.feedback(.list).path),
            ], errors: errors)
    }

    /// - Parameter count: rows of the control, whatever their severity.
    private func group(
        _ control: FeedbackContents.Control, of count: Int, _ language: Language
    ) -> PageValue {
        let first = content.first[control.control] ?? []
        let all = FeedbackContentText.errorsOfAll.text(
            language, ["count": "\(count)", "control": control.control])
        let counts = FeedbackContentText.groupCounts.text(
            language, ["rows": "\(control.rows)", "persons": "\(control.persons)"])
        return .fields([
            "controlID": .text(control.control), "controlTitle": .text(control.title), "count": .text(counts),
            "severity": .text(FindingText.severity(control.severity).text(language)),
            "consequence": .text(FindingText.consequence(control.consequence).text(language)),
            "action": .text(control.action),
            "examples": .list(first.map { .text(Self.line($0, language)) }),
            "all": count > first.count && !first.isEmpty
                ? .fields([
                    "allLink": .text(WizardRoute.feedback(.errors(id, control.control, page: 1)).path),
                    "allName": .text(all),
                ]) : false,
        ])
    }

    /// Rows of a control, whatever their severity.
    private func count(of control: String) -> Int {
        content.controls.filter { $0.control == control }.map(\.rows).reduce(0, +)
    }

    private static func line(_ row: FeedbackContents.Row, _ language: Language) -> String {
        guard !row.localNumber.isEmpty else { return row.message }
        return "\(FindingText.person.text(language)) \(Finding.shown(row.localNumber)): \(row.message)"
    }

    private func errors(of control: String, _ number: Int, _ language: Language) throws -> WebReply {
        guard let group = content.controls.first(where: { $0.control == control }),
            let rows = try content.rows.page(number, of: control)
        else { return .fault(.notFound) }
        let pages = content.rows.pageCount(of: control)
        let columns = [
            FindingText.person.text(language), FeedbackContentText.recordPart.text(language),
            FeedbackContentText.fieldPart.text(language), FindingText.whatIsWrong.text(language),
            FindingText.consequenceTitle.text(language),
        ]
        let table = TableView(
            caption: FindingText.pageOf.text(language, ["page": "\(number)", "pages": "\(pages)"]), columns: columns,
            rows: rows.map { Self.cells($0, language) }, empty: "")
        let (shown, count) = (pages * KeptPages<FeedbackContents.Row>.pageSize, count(of: control))
        func link(_ page: Int) -> PageValue {
            (1...pages).contains(page) ? .text(WizardRoute.feedback(.errors(id, control, page: page)).path) : false
        }
        let cut = FeedbackContentText.onlyFirstRows.text(language, ["shown": "\(shown)", "count": "\(count)"])
        return .page(
            Page(
                "feedback-errors", title: "\(control) \(group.title)", topic: .procedure,
                model: [
                    "marking": .text(FeedbackContents.marking[language]), "unproven": unproven(language),
                    "what": .text(opened.entry.name(language)),
                    "action": .text(group.action), "table": table.value, "previousLink": link(number - 1),
                    "nextLink": link(number + 1), "cut": shown < count ? .text(cut) : false,
                    "overview": .text(WizardRoute.feedback(.one(id)).path),
                ]))
    }

    private static func cells(_ row: FeedbackContents.Row, _ language: Language) -> [String] {
        [
            row.localNumber.isEmpty ? FeedbackContentText.noPerson.text(language) : Finding.shown(row.localNumber),
            [row.recordKind, row.rowID].filter { !$0.isEmpty }.joined(separator: " "), row.field, row.message,
            FindingText.consequence(row.consequence).text(language),
        ]
    }

    // MARK: - Tables and files

    private func tables(_ language: Language) -> Page {
        var cells = Self.shownCells
        let tables = content.tables.map { table -> PageValue in
            let rows = Array(table.rows.prefix(min(Self.shownRows, cells / table.columns.count)))
            cells -= rows.count * table.columns.count
            let cut = FeedbackContentText.onlyFirstRows.text(
                language, ["shown": "\(rows.count)", "count": "\(table.rows.count)"])
            // A picture that anybody may have drawn is not shown here.
            let chart =
                opened.entry.isFetched
                ? content.files.first { $0.name.hasSuffix("_kontrolltabell-\(table.id).svg") } : nil
            return .fields([
                "table": TableView(caption: table.id, columns: table.columns, rows: rows, empty: "–").value,
                "cut": rows.count < table.rows.count ? .text(cut) : false,
                "chart": chart.map { .text(WizardRoute.feedback(.file(id, $0.name)).path) } ?? false,
                "chartName": .text(FeedbackContentText.tableChart.text(language, ["table": table.id])),
            ])
        }
        return Page(
            "feedback-tables", title: FeedbackContentText.tablesTitle.text(language), topic: .procedure,
            model: [
                "marking": .text(FeedbackContents.marking[language]), "unproven": unproven(language),
                "what": .text(opened.entry.name(language)),
                "tables": .list(tables), "overview": .text(WizardRoute.feedback(.one(id)).path),
            ])
    }

    private func link(_ file: KeptFeedback.File, _ language: Language) -> PageValue? {
        guard mediaType(of: file.name) != nil, !isShownPicture(file.name) else { return nil }
        return .fields([
            "fileName": .text(file.name), "size": .text(SizeText.text(file.octets, language)),
            "link": .text(WizardRoute.feedback(.file(id, file.name)).path),
        ])
    }

    private func file(_ name: String, _ guest: ReportGuest) async throws -> WebReply {
        guard let file = content.files.first(where: { $0.name == name }), let type = mediaType(of: name) else {
            return .fault(.notFound)
        }
        // A picture stands on the page of the tables, which are on it in figures.
        if !isShownPicture(name) { try await desk.noteDownload(of: name, from: id, for: guest) }
        return .download(
            Download(name: name, mediaType: type, length: file.octets) { SpoolReading.stream { try file.piece($0) } })
    }

    private func isShownPicture(_ name: String) -> Bool { opened.entry.isFetched && name.hasSuffix(".svg") }

    /// nil for what is not for people. What a browser could run, of an archive that is not proved to be the register's,
    /// is octets to be saved.
    private func mediaType(of name: String) -> String? {
        switch name.split(separator: ".").last {
        case "csv": "text/csv"
        case "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        case "html": opened.entry.isFetched ? "text/html" : Self.octets
        case "svg": opened.entry.isFetched ? "image/svg+xml" : Self.octets
        default: nil
        }
    }

    private static let octets = "application/octet-stream"

    // MARK: - Comparing

    private func choices(_ guest: ReportGuest) async throws -> FeedbackChoices {
        FeedbackChoices(
            to: opened.entry, among: try await desk.feedback(for: guest),
            extract: try await desk.extractToCompare(with: content.unit, for: guest))
    }

    private func compare(_ call: WebCall<WizardRoute>, _ guest: ReportGuest) async throws -> WebReply {
        let choices = try await choices(guest)
        if call.form["other"] == FeedbackRoute.extract, choices.hasExtract {
            return .redirect(to: WizardRoute.feedback(.extractDifference(id)))
        }
        guard let other = call.form["other"].flatMap({ FeedbackID($0) }), choices.has(other) else {
            let error = FieldError("other", FeedbackContentText.compareNone.text(call.language))
            return .page(try await overview(call.language, guest, [error]))
        }
        if let trouble = try await desk.openFeedback(other, for: guest) {
            return .page(try await overview(call.language, guest, [FieldError("other", trouble.text(call.language))]))
        }
        return .redirect(to: WizardRoute.feedback(.difference(id, from: other)))
    }
}
