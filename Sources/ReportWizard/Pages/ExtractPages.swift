import Foundation
import HTTPTypes
import IplosContent
import Reporting
import Store
import Texts
import Web

/// Step 1: bringing in the extract, and the file of identity numbers beside it.
struct ExtractPages: Sendable {
    let desk: any WizardDesk
    let report: DeskReport

    func respond(to call: WebCall<WizardRoute>, _ guest: ReportGuest) async throws -> WebReply {
        if case .extract = call.route {
            if report.sealed != nil { return .redirect(to: WizardRoute.seal(report.id)) }
            return .page(try await page(call, guest, []))
        }
        // Nothing is read for a report that cannot take it.
        if report.sealed != nil { return try await refused(.init(.sealedAlready), nil, call, guest) }
        if report.work != nil { return try await refused(.init(.busy), nil, call, guest) }
        switch call.route {
        case .choose: return try await choose(call, guest)
        case .make: return try await make(call, guest)
        case .identities: return try await take("identities", call, guest)
        default: return try await take("extract", call, guest)
        }
    }

    /// Puts what arrives into the spool, and has it checked.
    private func take(_ field: String, _ call: WebCall<WizardRoute>, _ guest: ReportGuest) async throws -> WebReply {
        guard let upload = call.upload, upload.field == field, !upload.name.isEmpty else {
            let error = FieldError(field, ExtractText.fileMissing.text(call.language))
            return .page(try await page(call, guest, [error]))
        }
        let file: SpoolFile
        do {
            let intake = try ExtractIntake(desk.spool)
            while let octets = try await upload.next() { try intake.take(octets) }
            file = try intake.finish()
        } catch is Spool.Fault {
            return try await refused(.init(.spoolFull), field, call, guest)
        }
        guard file.octets > 0 else {
            let error = FieldError(field, ExtractText.fileMissing.text(call.language))
            return .page(try await page(call, guest, [error]))
        }
        let trouble =
            field == "extract"
            ? try await desk.take(file, extractNamed: upload.name, of: report.id, for: guest)
            : try await desk.take(file, identitiesNamed: upload.name, of: report.id, for: guest)
        if let trouble { return try await refused(trouble, field, call, guest) }
        return .redirect(to: WizardRoute.work(report.id))
    }

    private func choose(_ call: WebCall<WizardRoute>, _ guest: ReportGuest) async throws -> WebReply {
        guard let name = call.form["ready"] else {
            let error = FieldError("ready", ExtractText.readyNone.text(call.language))
            return .page(try await page(call, guest, [error]))
        }
        if let trouble = try await desk.take(ready: name, of: report.id, for: guest) {
            return try await refused(trouble, "ready", call, guest)
        }
        return .redirect(to: WizardRoute.work(report.id))
    }

    private func make(_ call: WebCall<WizardRoute>, _ guest: ReportGuest) async throws -> WebReply {
        let form = MakingForm(try await desk.extractMaking(for: guest), call.form)
        switch form.read(call.language) {
        case .fault(let error): return .page(try await page(call, guest, [error], made: form))
        case .wish(let wish):
            if let trouble = try await desk.make(wish, of: report.id, for: guest) {
                let error = FieldError(MakingForm.field(of: trouble), trouble.text(call.language))
                return .page(try await page(call, guest, [error], made: form))
            }
            return .redirect(to: WizardRoute.work(report.id))
        }
    }

    private func refused(
        _ trouble: DeskTrouble, _ field: String?, _ call: WebCall<WizardRoute>, _ guest: ReportGuest
    ) async throws -> WebReply {
        .page(try await page(call, guest, [FieldError(field, trouble.text(call.language))]))
    }

    // MARK: - The page

    private func page(
        _ call: WebCall<WizardRoute>, _ guest: ReportGuest, _ errors: [FieldError], made form: MakingForm? = nil
    ) async throws -> Page {
        let language = call.language
        let making: MakingForm
        if let form { making = form } else { making = MakingForm(try await desk.extractMaking(for: guest)) }
        let ready = try await desk.readyExtracts(for: guest)
        let mayBring = guest.rights.contains(.extract) && report.sealed == nil
        let needsIdentities = report.check?.lacksIdentities == true && report.identities == nil
        let showsIdentities = mayBring && report.extract != nil && report.check?.revision?.rawValue != "3.0"
        return Page(
            "extract", title: StepText.stepExtract.text(language), topic: .procedure,
            status: errors.isEmpty ? .ok : .unprocessableContent,
            model: [
                "steps": StepList.value(report, at: .extract, language),
                "trouble": report.trouble.map { .text($0.text(language)) } ?? false,
                "held": .list(held(language)), "hasHeld": .flag(report.extract != nil),
                "work": report.work == nil ? false : .text(WizardRoute.work(report.id).path),
                "findings": report.check == nil ? false : .text(WizardRoute.findings(report.id).path),
                "needsIdentities": .flag(needsIdentities),
                "made": report.made.map { MakingForm.outcome($0, language) } ?? false,
                "make": mayBring ? making.value(report.id, language, errors) : false,
                "upload": mayBring ? upload(language).value(errors: errors) : false,
                "ready": mayBring && !ready.isEmpty ? choice(ready, language).value(errors: errors) : false,
                "identities": showsIdentities ? identities(language).value(errors: errors) : false,
                "discard": mayBring ? .text(WizardRoute.askDiscard(report.id).path) : false,
            ], errors: errors)
    }

    private func held(_ language: Language) -> [PageValue] {
        [(ExtractText.heldExtract, report.extract), (.heldIdentities, report.identities)].compactMap { word, file in
            guard let file else { return nil }
            let values = [
                "name": file.name, "size": SizeText.text(file.octets, language),
                "time": PageTime.moment(file.at, language), "person": file.by,
            ]
            return .fields([
                "fact": .text(word.text(language)), "value": .text(ExtractText.heldBy.text(language, values)),
            ])
        }
    }

    private func upload(_ language: Language) -> FormView {
        FormView(
            to: WizardRoute.upload(report.id),
            fields: [
                InputView(
                    "extract", .file, label: ExtractText.extractField.text(language),
                    hint: ExtractText.extractHint.text(language))
            ], button: ExtractText.uploadButton.text(language))
    }

    private func identities(_ language: Language) -> FormView {
        FormView(
            to: WizardRoute.identities(report.id),
            fields: [
                InputView(
                    "identities", .file, label: ExtractText.identitiesField.text(language),
                    hint: ExtractText.identitiesHint.text(language))
            ], button: ExtractText.uploadButton.text(language))
    }

    private func choice(_ ready: [ReadyExtract], _ language: Language) -> FormView {
        FormView(
            to: WizardRoute.choose(report.id),
            fields: [
                InputView(
                    "ready", .radio, label: ExtractText.readyField.text(language),
                    options: ready.map {
                        .init($0.name, label: "\($0.name) (\(SizeText.text($0.octets, language)))")
                    })
            ], button: ExtractText.readyButton.text(language))
    }
}
