import CommandOutcome
import Foundation
import HTTPTypes
import Monitoring
import MunicipalNode
import Store
import Texts
import Web

/// The pages of a tenant's deviations: the list, opening one, statistics, and the empty form for paper (M-027, M-122).
struct DeviationPages {
    private static let pageSize = 50
    let desk: ConsolePages

    func respond(to route: DeviationRoute, _ call: WebCall<ConsoleRoute>) async throws -> WebReply {
        switch route {
        case .list: return .page(try await list(call))
        case .fresh: return .page(fresh(call.language, given(call)))
        case .open: return try await open(call)
        case .blank: return .page(blank(call.language))
        case .statistics: return .page(try await statistics(call.language))
        case .statisticsFile:
            let reply = try await desk.ask(DeviationCount(tenant: desk.guest.tenant), call.language)
            return .download(
                Download(name: "deviations.csv", mediaType: "text/csv; charset=utf-8", octets: reply.csv(call.language))
            )
        case .one(let number), .change(let number), .paper(let number), .authorityText(let number),
            .authorityFile(let number), .file(let number):
            return try await DeviationPage(desk: desk, number: number).respond(to: route, call)
        }
    }

    // MARK: - The list

    private func list(_ call: WebCall<ConsoleRoute>) async throws -> Page {
        let (language, query) = (call.language, call.query)
        let (state, category) = (query["state"] ?? "", query["category"] ?? "")
        var list = DeviationList(tenant: desk.guest.tenant)
        list.states = state == "all" ? Deviation.State.allCases : Deviation.State(rawValue: state).map { [$0] }
        list.category = Deviation.Category(rawValue: category)
        list.before = query["before"].flatMap(Int64.init)
        list.limit = Self.pageSize
        let found = try await desk.ask(list, language)
        let states =
            [("", DeviationsText.deviationStatesOpen.text(language))]
            + Deviation.State.allCases.map { ($0.rawValue, DeviationText.state($0, language)) }
            + [("all", DeviationsText.deviationStatesAll.text(language))]
        let categories =
            [("", DeviationsText.deviationKindsAll.text(language))]
            + Deviation.Category.allCases.map { ($0.rawValue, DeviationText.category($0, language)) }
        return Page(
            "deviations", title: DeviationsText.deviations.text(language), topic: .other,
            model: [
                "mayAct": .flag(desk.mayAct), "fresh": .text(DeviationRoute.fresh.path),
                "statistics": .text(DeviationRoute.statistics.path), "blank": .text(DeviationRoute.blank.path),
                "action": .text(DeviationRoute.list.path), "states": Self.choices("state", states, state),
                "categories": Self.choices("category", categories, category),
                "rows": .list(found.deviations.map { row($0, language) }),
                "hasRows": .flag(!found.deviations.isEmpty),
                "next": found.next.map { next in
                    .text(
                        DeviationRoute.list.path([
                            ("state", state.isEmpty ? nil : state), ("category", category.isEmpty ? nil : category),
                            ("before", "\(next)"),
                        ]))
                } ?? false,
            ])
    }

    private static func choices(_ name: String, _ all: [(String, String)], _ chosen: String) -> PageValue {
        let isKnown = all.contains { $0.0 == chosen }
        return .list(
            all.enumerated().map { index, choice in
                .fields([
                    "id": .text("\(name)-\(index)"), "value": .text(choice.0), "words": .text(choice.1),
                    "isChosen": .flag(isKnown ? choice.0 == chosen : index == 0),
                ])
            })
    }

    private func row(_ deviation: DeviationSummary, _ language: Language) -> PageValue {
        .fields([
            "link": .text(DeviationRoute.one(deviation.number).path),
            "title": .text(
                DeviationsText.deviationTitle.text(
                    language, ["number": "\(deviation.number)", "kind": deviation.categoryWords])),
            "state": .text(deviation.stateWords),
            "clock": deviation.clock.map { .text($0.sentence) } ?? false,
            "discovered": .text(PageTime.moment(deviation.discovered, language)),
            "owner": .text(deviation.owner ?? TasksText.nobodyYet.text(language)),
        ])
    }

    // MARK: - Opening one

    /// What the page of a message or task has put into the address.
    private func given(_ call: WebCall<ConsoleRoute>) -> [DeviationField: String] {
        var given: [DeviationField: String] = [.owner: desk.guest.person]
        if let message = call.query["message"], UUID(uuidString: message) != nil { given[.messages] = message }
        if let task = call.query["task"], Int64(task) != nil { given[.task] = task }
        return given
    }

    private func open(_ call: WebCall<ConsoleRoute>) async throws -> WebReply {
        let written = DeviationForms.written(call.form)
        do {
            let reply = try await desk.ask(
                DeviationOpen(tenant: desk.guest.tenant, fields: written), call.language)
            return .redirect(to: DeviationRoute.one(reply.deviation.number), [("saved", "yes")])
        } catch let error as AdministrationError where error.code == "deviation-fields" {
            let faults = error.details.compactMap(DeviationFault.init(detail:))
            return .page(
                fresh(
                    call.language, DeviationForms.kept(written, faults),
                    errors: DeviationForms.errors(faults, call.language)))
        }
    }

    private func fresh(
        _ language: Language, _ content: [DeviationField: String], errors: [FieldError] = []
    ) -> Page {
        let form = FormView(
            to: DeviationRoute.open,
            fields: DeviationForms.opening.map { DeviationForms.input($0, content[$0] ?? "", language) },
            button: DeviationsText.deviationNewButton.text(language))
        return Page(
            "deviation-new", title: DeviationsText.deviationNew.text(language), topic: .other,
            status: errors.isEmpty ? .ok : .unprocessableContent,
            model: ["form": form.value(errors: errors), "all": .text(DeviationRoute.list.path)], errors: errors)
    }

    // MARK: - Figures and paper

    private func statistics(_ language: Language) async throws -> Page {
        let reply = try await desk.ask(DeviationCount(tenant: desk.guest.tenant), language)
        let title = DeviationsText.deviationStatistics.text(language)
        return Page(
            "deviation-statistics", title: title, topic: .other,
            model: [
                "table": TableView(
                    caption: title, columns: DeviationCount.Reply.columns(language), rows: reply.lines(language),
                    empty: DeviationsText.deviationStatisticsNone.text(language)
                ).value, "file": .text(DeviationRoute.statisticsFile.path), "all": .text(DeviationRoute.list.path),
            ])
    }

    private func blank(_ language: Language) -> Page {
        let kinds = Deviation.Category.allCases.map { "☐ " + DeviationText.category($0, language) }
        return Page(
            "deviation-paper", title: DeviationsText.deviationBlank.text(language), topic: .other,
            model: [
                "lead": false, "isBlank": true, "back": .text(DeviationRoute.list.path),
                "facts": .list(
                    DeviationField.allCases.map { field in
                        .fields([
                            "label": .text(DeviationText.label(field, language)),
                            "text": field == .category ? .text(kinds.joined(separator: "   ")) : false,
                        ])
                    }),
            ])
    }
}
