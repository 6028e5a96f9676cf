import ControlReport
import IplosContent

/// Controls of the submission as a whole against the one that counted last year.
///
/// The limits are ours: no source gives any. Small municipalities change by chance, so a change must also be of some
/// persons.
struct ChangeControls: Sendable {
    /// Recipients: percent, and persons.
    private static let recipients = (percent: 20, persons: 20)
    /// One service: percent, and persons.
    private static let service = (percent: 50, persons: 10)
    /// Percentage points that the share with a diagnosis may fall, among at least so many persons.
    private static let diagnosis = (points: 10, persons: 20)

    let now: Tally
    let before: Tally
    let year: Int

    func rows() -> [ErrorRow] { recipientRows() + serviceRows() + diagnosisRows() }

    private func recipientRows() -> [ErrorRow] {
        let (old, new) = (before[.recipients], now[.recipients])
        guard Self.isGreat(from: old, to: new, Self.recipients) else { return [] }
        let message = ControlText(
            "Rett hvis noe mangler. Fant \(new) mottakere, ventet omtrent \(old) som i \(year - 1).",
            "Rett om noko manglar. Fann \(new) mottakarar, venta omtrent \(old) som i \(year - 1).",
            "Correct if something is missing. Found \(new) recipients, expected about \(old) as in \(year - 1).")
        return [RegisterControl.recipientsChanged.row(message, found: String(new))]
    }

    private func serviceRows() -> [ErrorRow] {
        Set(now.serviceTypes + before.serviceTypes).sorted().compactMap { type in
            let (old, new) = (before[.service(type)], now[.service(type)])
            guard Self.isGreat(from: old, to: new, Self.service) else { return nil }
            let name = ServiceNames.text(type, in: year)
            let message = ControlText(
                "Rett hvis koden er feil. Fant \(new) med \(name), ventet omtrent \(old) som i \(year - 1).",
                "Rett om koden er feil. Fann \(new) med \(name), venta omtrent \(old) som i \(year - 1).",
                "Correct if the code is wrong. Found \(new) with \(name), expected about \(old) as in \(year - 1).")
            return RegisterControl.serviceChanged.row(
                message, kind: "TJENESTE", field: "tjTjenType", found: String(type))
        }
    }

    private func diagnosisRows() -> [ErrorRow] {
        Set(now.serviceTypes).intersection(before.serviceTypes).sorted().compactMap { type in
            let (persons, earlier) = (now[.service(type)], before[.service(type)])
            guard persons >= Self.diagnosis.persons, earlier >= Self.diagnosis.persons else { return nil }
            let new = now[.diagnosed(type)] * 100 / persons
            let old = before[.diagnosed(type)] * 100 / earlier
            guard old - new >= Self.diagnosis.points else { return nil }
            let name = ServiceNames.text(type, in: year)
            let message = ControlText(
                "Rett diagnosene. Fant \(new) % med diagnose blant mottakere av \(name), ventet omtrent \(old) %.",
                "Rett diagnosane. Fann \(new) % med diagnose blant mottakarar av \(name), venta omtrent \(old) %.",
                "Correct diagnoses. Found \(new) % with one among recipients of \(name), expected about \(old) %.")
            return RegisterControl.diagnosisShareFell.row(message, kind: "DIAGNOSE", found: "\(new) %")
        }
    }

    private static func isGreat(from old: Int, to new: Int, _ limit: (percent: Int, persons: Int)) -> Bool {
        let change = abs(new - old)
        return change >= limit.persons && change * 100 >= limit.percent * max(old, 1)
    }
}

/// The names of service types, as the format's list has them.
enum ServiceNames {
    static func text(_ type: Int, in year: Int) -> String {
        CodeList.serviceType.meaning(of: String(type), in: year) ?? "tjeneste \(type)"
    }
}
