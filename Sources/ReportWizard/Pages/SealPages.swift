import Foundation
import HTTPTypes
import Identifiers
import Reporting
import SealedSubmission
import Store
import Texts
import Web

/// Step 3: kind, contacts and the two keys; and afterwards, what was sealed.
struct SealPages: Sendable {
    let desk: any WizardDesk
    let report: DeskReport

    func respond(to call: WebCall<WizardRoute>, _ guest: ReportGuest) async throws -> WebReply {
        if let sealed = report.sealed {
            guard case .seal = call.route else { return .redirect(to: WizardRoute.seal(report.id)) }
            return .page(outcome(sealed, call.language))
        }
        guard report.isSealable else {
            return .redirect(to: report.work == nil ? WizardRoute.extract(report.id) : .work(report.id))
        }
        switch call.route {
        case .sealNow: return try await seal(call, guest)
        case .key(_, let holder): return try await take(holder, call, guest)
        case .fetchKeys:
            guard let trouble = try await desk.fetchKeys(of: report.id, for: guest) else {
                return .redirect(to: WizardRoute.seal(report.id))
            }
            return .page(try await fresh(call, guest, [FieldError(nil, trouble.text(call.language))]))
        default: return .page(try await fresh(call, guest, trouble(call.language)))
        }
    }

    /// With the contacts of the last time.
    private func fresh(
        _ call: WebCall<WizardRoute>, _ guest: ReportGuest, _ errors: [FieldError]
    ) async throws -> Page {
        let form = SealForm(try await desk.lastContacts(for: guest), isTrial: report.isTrial)
        return try await page(form, call, guest, errors)
    }

    /// Why the sealing before came to nothing.
    private func trouble(_ language: Language) -> [FieldError] {
        report.trouble.map { [FieldError(nil, $0.text(language))] } ?? []
    }

    private func seal(_ call: WebCall<WizardRoute>, _ guest: ReportGuest) async throws -> WebReply {
        let form = SealForm(call.form)
        switch form.read(isTrial: report.isTrial, call.language) {
        case .faults(let errors): return .page(try await page(form, call, guest, errors))
        case .request(let request):
            if let trouble = try await desk.seal(report.id, request, for: guest) {
                return .page(try await page(form, call, guest, [FieldError(nil, trouble.text(call.language))]))
            }
            return .redirect(to: WizardRoute.work(report.id))
        }
    }

    private func take(
        _ holder: KeyHolder, _ call: WebCall<WizardRoute>, _ guest: ReportGuest
    ) async throws -> WebReply {
        var octets: [UInt8] = []
        while let piece = try await call.upload?.next() { octets += piece }
        let message: String
        if octets.isEmpty {
            message = ExtractText.fileMissing.text(call.language)
        } else if let trouble = try await desk.take(octets, of: holder, for: report.id, by: guest) {
            message = trouble.text(call.language)
        } else {
            return .redirect(to: WizardRoute.seal(report.id))
        }
        return .page(try await fresh(call, guest, [FieldError("key-\(holder.rawValue)", message)]))
    }

    // MARK: - Pages

    private func page(
        _ form: SealForm, _ call: WebCall<WizardRoute>, _ guest: ReportGuest, _ errors: [FieldError]
    ) async throws -> Page {
        let (language, keys) = (call.language, try await desk.keys(of: report.id, for: guest))
        let maySeal = guest.rights.contains(.seal)
        let good = KeyHolder.allCases.compactMap { holder -> (KeyHolder, KeyFacts)? in
            if case .good(let facts) = keys[holder] { (holder, facts) } else { nil }
        }
        let isReady = good.count == KeyHolder.allCases.count
        let view = isReady && maySeal ? form.view(report, keys: good, language) : nil
        return Page(
            "seal", title: SealText.sealTitle.text(language), topic: .procedure,
            status: errors.isEmpty ? .ok : .unprocessableContent,
            model: [
                "steps": StepList.value(report, at: .seal, language),
                "extent": report.check?.extent.map { .text($0[language]) } ?? false,
                "fetch": maySeal
                    ? FormView(to: WizardRoute.fetchKeys(report.id), button: SealText.keysFetch.text(language)).value
                    : false,
                "keys": .list(
                    KeyHolder.allCases.map { key($0, keys[$0] ?? .missing, maySeal: maySeal, language, errors) }),
                "form": view?.value(errors: errors) ?? false, "waits": .flag(!isReady),
                "findings": .text(WizardRoute.findings(report.id).path),
                "discard": guest.rights.contains(.extract) ? .text(WizardRoute.askDiscard(report.id).path) : false,
            ], errors: errors)
    }

    private func key(
        _ holder: KeyHolder, _ state: KeyState, maySeal: Bool, _ language: Language, _ errors: [FieldError]
    ) -> PageValue {
        let name = Self.name(holder).text(language)
        var fields: [String: PageValue] = ["holder": .text(name), "facts": false, "line": false]
        var button = SealText.keyUpload
        switch state {
        case .good(let facts):
            button = .keyAnother
            fields["facts"] = .fields([
                "from": .text("\(facts.holderName ?? "–") (\(facts.organisation))"), "digits": .text(facts.digits),
                "until": .text(PageTime.day(of: facts.notAfter, language)),
            ])
        case .missing:
            let year = report.check?.year.map(String.init) ?? "–"
            fields["line"] = .text(SealText.keyMissingLine.text(language, ["year": year]))
        case .refused(let trouble): fields["line"] = .text(trouble.text(language))
        }
        let upload = FormView(
            to: WizardRoute.key(report.id, holder),
            fields: [
                InputView(
                    "key-\(holder.rawValue)", .file,
                    label: SealText.keyFile.text(language, ["holder": name]), hint: SealText.keyHint.text(language))
            ], button: button.text(language))
        fields["form"] = maySeal ? upload.value(errors: errors) : false
        return .fields(fields)
    }

    private func outcome(_ sealed: SealedReport, _ language: Language) -> Page {
        let facts: [(SealText, String)] = [
            (
                .sealedFacts,
                "\(sealed.unit), \(sealed.year), \(ReportsText.kind(sealed.kind.rawValue, language)) \(sealed.sequence)"
            ),
            (.sealedSubmission, sealed.submission.text), (.sealedPersons, "\(sealed.persons)"),
            (.sealedParts, "\(sealed.parts) (\(SizeText.text(sealed.octets, language)))"),
            (.sealedAtTitle, "\(PageTime.moment(sealed.at, language)), \(sealed.by)"),
        ]
        return Page(
            "sealed", title: SealText.sealedTitle.text(language), topic: .procedure,
            model: [
                "steps": StepList.value(report, at: .seal, language),
                "facts": .list(
                    facts.map { .fields(["fact": .text($0.text(language)), "value": .text($1)]) }),
                "withheld": sealed.withheld > 0
                    ? .text(SealText.sealedWithheld.text(language, ["count": "\(sealed.withheld)"])) : false,
                "send": .text(WizardRoute.send(report.id).path), "reports": .text(WizardRoute.reports.path),
            ])
    }

    static func name(_ holder: KeyHolder) -> SealText {
        switch holder {
        case .trustee: .trusteeKey
        case .register: .registerKey
        }
    }
}
