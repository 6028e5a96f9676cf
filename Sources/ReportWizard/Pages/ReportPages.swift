import Foundation
import HTTPTypes
import Store
import Texts
import Web

/// The pages of one municipality's reports: finds the report, and gives it to the step that is asked for.
struct ReportPages: Sendable {
    let desk: any WizardDesk

    func respond(to call: WebCall<WizardRoute>, for guest: ReportGuest) async throws -> WebReply {
        switch call.route {
        case .reports: return .page(try await OverviewPage(desk: desk).page(call, guest))
        case .begin: return try await OverviewPage(desk: desk).begin(call, guest)
        case .extract(let id), .upload(let id), .identities(let id), .choose(let id), .make(let id):
            return try await found(id, guest) {
                try await ExtractPages(desk: desk, report: $0).respond(to: call, guest)
            }
        case .work(let id), .stillWork(let id):
            return try await found(id, guest) { WorkPage(report: $0).respond(to: call) }
        case .findings(let id), .control(let id, _, _), .findingsFile(let id):
            return try await found(id, guest) {
                try await FindingPages(desk: desk, report: $0).respond(to: call, guest)
            }
        case .seal(let id), .sealNow(let id), .key(let id, _), .fetchKeys(let id):
            return try await found(id, guest) { try await SealPages(desk: desk, report: $0).respond(to: call, guest) }
        case .send(let id), .sendNow(let id), .receipt(let id), .way(let id), .askTheWay(let id):
            return try await found(id, guest) { try await SendPages(desk: desk, report: $0).respond(to: call, guest) }
        case .askDiscard(let id), .discard(let id):
            return try await found(id, guest) { try await DiscardPage(desk: desk, report: $0).respond(to: call, guest) }
        case .feedback(let route):
            return try await FeedbackPages(desk: desk).respond(to: route, call, guest)
        }
    }

    /// A report of another municipality's is not there.
    private func found(
        _ id: ReportID, _ guest: ReportGuest, _ body: (DeskReport) async throws -> WebReply
    ) async throws -> WebReply {
        guard let report = try await desk.report(id, for: guest) else { return .fault(.notFound) }
        return try await body(report)
    }
}

/// The municipality's reports, and beginning one.
struct OverviewPage: Sendable {
    let desk: any WizardDesk

    func begin(_ call: WebCall<WizardRoute>, _ guest: ReportGuest) async throws -> WebReply {
        let isTrial = call.form["kind"] == "trial"
        guard isTrial || call.form["kind"] == "real" else { return .fault(.malformed) }
        return .redirect(to: WizardRoute.extract(try await desk.begin(isTrial: isTrial, for: guest)))
    }

    func page(_ call: WebCall<WizardRoute>, _ guest: ReportGuest) async throws -> Page {
        let (language, entries) = (call.language, try await desk.reports(for: guest))
        let open = entries.first { $0.report != nil && $0.sealed == nil }?.report
        let proposed = try await desk.isForTests(guest) ? "trial" : "real"
        let mayBegin = open == nil && guest.rights.contains(.extract)
        return Page(
            "reports", title: ReportsText.reports.text(language), topic: .procedure,
            model: [
                "open": open.map { .text(WizardRoute.extract($0).path) } ?? false,
                "begin": mayBegin ? beginForm(proposed, language).value : false,
                "reports": .list(entries.filter { $0.sealed != nil }.map { row($0, language) }),
                "hasReports": .flag(entries.contains { $0.sealed != nil }),
            ])
    }

    private func beginForm(_ proposed: String, _ language: Language) -> FormView {
        FormView(
            to: WizardRoute.begin,
            fields: [
                InputView(
                    "kind", .radio, label: ReportsText.whatKind.text(language), content: proposed,
                    options: [
                        .init("real", label: ReportsText.realReport.text(language)),
                        .init("trial", label: ReportsText.trialReport.text(language)),
                    ])
            ], button: ReportsText.beginButton.text(language))
    }

    private func row(_ entry: ReportEntry, _ language: Language) -> PageValue {
        guard let sealed = entry.sealed else { return false }
        let state =
            sealed.at.map { ReportsText.sealedAt.text(language, ["time": PageTime.moment($0, language)]) }
            ?? ReportsText.sealingBroken.text(language)
        let kind = ReportsText.kind(sealed.kind, language)
        return .fields([
            "unit": .text("\(sealed.unit), \(sealed.year)"), "number": .text("\(kind) \(sealed.sequence)"),
            "state": .text(state),
            "begun": .text("\(PageTime.moment(entry.begunAt, language)), \(entry.begunBy)"),
            "link": entry.report.map { .text(WizardRoute.seal($0).path) } ?? false,
        ])
    }
}

/// Forgetting a report that is not sealed.
struct DiscardPage: Sendable {
    let desk: any WizardDesk
    let report: DeskReport

    func respond(to call: WebCall<WizardRoute>, _ guest: ReportGuest) async throws -> WebReply {
        guard case .discard = call.route else { return .page(page(call.language, nil)) }
        if let trouble = try await desk.discard(report.id, for: guest) {
            return .page(page(call.language, trouble))
        }
        return .redirect(to: WizardRoute.reports)
    }

    private func page(_ language: Language, _ trouble: DeskTrouble?) -> Page {
        Page(
            "discard", title: StepText.discardTitle.text(language), topic: .procedure,
            status: trouble == nil ? .ok : .conflict,
            model: [
                "form": FormView(
                    to: WizardRoute.discard(report.id), button: StepText.discardButton.text(language), isDangerous: true
                ).value,
                "keep": .text(WizardRoute.extract(report.id).path),
            ], errors: trouble.map { [FieldError(nil, $0.text(language))] } ?? [])
    }
}
