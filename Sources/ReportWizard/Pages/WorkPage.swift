import Texts
import Web

/// What is going on, and how far it has come. It loads itself again until the work is done, unless that is turned off.
struct WorkPage: Sendable {
    static let seconds = 5
    let report: DeskReport

    func respond(to call: WebCall<WizardRoute>) -> WebReply {
        guard let work = report.work else { return .redirect(to: next) }
        let isStill = call.route == .stillWork(report.id)
        let language = call.language
        let (title, step): (String, StepList.Step) =
            switch work.kind {
            case .making: (MakingText.making.text(language), .extract)
            case .checking: (StepText.checking.text(language), .findings)
            case .sealing: (StepText.sealing.text(language), .seal)
            case .sending: (StepText.sending.text(language), .send)
            }
        let (done, total) = (SizeText.text(work.done, language), SizeText.text(work.total, language))
        let share =
            work.isMeasured
            ? StepText.workShare.text(language, ["percent": "\(work.percent)", "done": done, "total": total])
            : MakingText.workSoFar.text(language, ["done": done])
        return .page(
            Page(
                "work", title: title, topic: .procedure,
                model: [
                    "steps": StepList.value(report, at: step, language),
                    "isMeasured": .flag(work.isMeasured), "percent": .text("\(work.percent)"),
                    "share": .text(share), "isStill": .flag(isStill),
                    "still": .text(WizardRoute.stillWork(report.id).path),
                    "again": .text(WizardRoute.work(report.id).path),
                ], refresh: isStill ? nil : .attended(seconds: Self.seconds)))
    }

    /// Where the outcome stands.
    private var next: WizardRoute {
        if report.sent != nil || (report.sealed != nil && report.trouble != nil) { return .send(report.id) }
        if report.sealed != nil { return .seal(report.id) }
        guard report.check != nil else { return .extract(report.id) }
        // A sealing that came to nothing tells why where it was asked for.
        return report.trouble == nil ? .findings(report.id) : .seal(report.id)
    }
}
