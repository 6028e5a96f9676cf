import Foundation
import HTTPTypes
import Identifiers
import Reporting
import SealedSubmission
import Store
import Texts
import Web

/// Step 4, sending, with its proof; and step 5, how far the report has come since.
struct SendPages: Sendable {
    let desk: any WizardDesk
    let report: DeskReport

    func respond(to call: WebCall<WizardRoute>, _ guest: ReportGuest) async throws -> WebReply {
        guard report.sealed != nil else { return .redirect(to: WizardRoute.seal(report.id)) }
        switch call.route {
        case .sendNow:
            if let trouble = try await desk.send(report.id, for: guest) {
                return .page(sending(call.language, guest, trouble))
            }
            return .redirect(to: WizardRoute.work(report.id))
        case .receipt:
            guard let sent = report.sent else { return .fault(.notFound) }
            return .download(
                Download(
                    name: "kvittering-\(report.sealed?.submission.text ?? "").p7s", mediaType: "application/pkcs7-mime",
                    octets: sent.receipt))
        case .way: return .page(way(call.language, guest, nil))
        case .askTheWay:
            if let trouble = try await desk.askTheWay(of: report.id, for: guest) {
                return .page(way(call.language, guest, trouble))
            }
            return .redirect(to: WizardRoute.way(report.id))
        default:
            if report.work != nil { return .redirect(to: WizardRoute.work(report.id)) }
            return .page(sending(call.language, guest, nil))
        }
    }

    // MARK: - Sending

    private func sending(_ language: Language, _ guest: ReportGuest, _ trouble: DeskTrouble?) -> Page {
        let told = trouble ?? report.trouble
        let maySend = guest.rights.contains(.send) && report.sent == nil
        let button: SendText = report.trouble == nil ? .sendButton : .sendAgain
        return Page(
            "send", title: SendText.sendTitle.text(language), topic: .procedure,
            status: trouble == nil ? .ok : .unprocessableContent,
            model: [
                "steps": StepList.value(report, at: .send, language), "isSent": .flag(report.sent != nil),
                "facts": .list(facts(language)),
                "form": maySend
                    ? FormView(to: WizardRoute.sendNow(report.id), button: button.text(language)).value : false,
                "receipt": report.sent == nil || !guest.rights.contains(.send)
                    ? false : .text(WizardRoute.receipt(report.id).path),
                "way": .text(WizardRoute.way(report.id).path),
            ], errors: told.map { [FieldError(nil, $0.text(language))] } ?? [])
    }

    private func facts(_ language: Language) -> [PageValue] {
        var facts: [(String, String)] = []
        if let sealed = report.sealed {
            let kind = ReportsText.kind(sealed.kind.rawValue, language)
            facts += [
                (SealText.sealedFacts.text(language), "\(sealed.unit), \(sealed.year), \(kind) \(sealed.sequence)"),
                (SealText.sealedSubmission.text(language), sealed.submission.text),
                (SealText.sealedPersons.text(language), "\(sealed.persons)"),
                (SealText.sealedParts.text(language), "\(sealed.parts) (\(SizeText.text(sealed.octets, language)))"),
            ]
        }
        if let sent = report.sent {
            facts.append((SendText.receivedAt.text(language), PageTime.moment(sent.receivedAt, language)))
            if let by = sent.nextReceiptBy {
                let line = SendText.mailAt.text(language, ["time": PageTime.moment(by, language)])
                facts.append((SendText.mailBy.text(language), line))
            }
        }
        return facts.map { .fields(["fact": .text($0.0), "value": .text($0.1)]) }
    }

    // MARK: - The way

    private func way(_ language: Language, _ guest: ReportGuest, _ trouble: DeskTrouble?) -> Page {
        let entries = report.way?.timeline.entries ?? []
        let columns: [SendText] = [.stepColumn, .stateColumn, .timeColumn]
        let table = TableView(
            caption: SendText.followTitle.text(language), columns: columns.map { $0.text(language) },
            rows: entries.map { Self.row($0, language) }, empty: "")
        let asked =
            report.way?.askedAt.map { SendText.askedAt.text(language, ["time": PageTime.moment($0, language)]) }
            ?? SendText.neverAsked.text(language)
        let isReady = report.way?.timeline.has(.fileReady) == true && report.feedback == nil
        return Page(
            "way", title: SendText.followTitle.text(language), topic: .procedure,
            status: trouble == nil ? .ok : .unprocessableContent,
            model: [
                "steps": StepList.value(report, at: .follow, language), "table": table.value, "asked": .text(asked),
                "form": guest.rights.isDisjoint(with: [.send, .fetch])
                    ? false
                    : FormView(to: WizardRoute.askTheWay(report.id), button: SendText.askButton.text(language)).value,
                "send": report.sent == nil ? .text(WizardRoute.send(report.id).path) : false,
                "ready": isReady ? .text(WizardRoute.feedback(.list).path) : false,
                "feedback": report.feedback.map { .text(WizardRoute.feedback(.one($0)).path) } ?? false,
            ], errors: trouble.map { [FieldError(nil, $0.text(language))] } ?? [])
    }

    private static func row(_ entry: SubmissionTimeline.Entry, _ language: Language) -> [String] {
        let time = entry.by.map { moment -> [String: String] in
            ["date": PageTime.day(of: moment, language), "time": PageTime.clock(moment, language)]
        }
        let remark = entry.remark?.text(language, values: time ?? [:])
        return [
            entry.step.phrase.text(language), remark ?? entry.state.phrase.text(language),
            entry.at.map { PageTime.moment($0, language) } ?? "",
        ]
    }
}
