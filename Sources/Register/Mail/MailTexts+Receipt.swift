import Foundation
import Identifiers
import Letters
import OsloCalendar

/// The words of the register's mails.
struct MailTexts: Sendable {
    let settings: MailSettings
    let language: RegisterLanguage

    /// One submission in a receipt.
    struct Arrival: Sendable, Equatable {
        let id: SubmissionID
        let year: Int
        let label: SubmissionLabel
        let sequence: Int
        let persons: Int
        let arrivedAt: Date
        /// Whether it turned out that it cannot be read.
        let isRefused: Bool
    }

    /// The receipt for everything that arrived from one unit and one contact before a round (I-036).
    /// - Parameter feedbackFrom: from which day lists are sent; nil when the season's dates are not set.
    func receipt(
        for municipality: Municipality, unit: ReportingUnit, arrivals: [Arrival], feedbackFrom: CivilDate?
    ) -> MailText {
        let name = MailText.foreign(municipality.name)
        let subject = Phrase(
            "Kvittering: data er mottatt fra \(name) (\(unit))", "Kvittering: data er mottekne frå \(name) (\(unit))",
            "Receipt: data have arrived from \(name) (\(unit))")
        var blocks: [MailText.Block] = [
            .paragraph(
                Phrase(
                    "\(settings.registerName) har mottatt dette fra \(name):",
                    "\(settings.registerName) har motteke dette frå \(name):",
                    "\(settings.registerName) has received this from \(name):")[language])
        ]
        blocks += arrivals.map { .facts(facts(of: $0)) }
        if arrivals.contains(where: { $0.label == .test }) { blocks.append(.paragraph(testNeverCounts[language])) }
        if arrivals.contains(where: { $0.label == .late }) { blocks.append(.paragraph(wasLate[language])) }
        blocks.append(.paragraph(whatNext(address: municipality.sharedAddress, feedbackFrom: feedbackFrom)))
        return MailText(language: language, subject: subject[language], blocks: blocks + footer)
    }

    private func facts(of arrival: Arrival) -> [MailText.Fact] {
        let label: Phrase =
            switch arrival.label {
            case .ordinary: Phrase("ordinær", "ordinær", "ordinary")
            case .correction: Phrase("rettelse", "retting", "correction")
            case .late: Phrase("kom etter fristen", "kom etter fristen", "arrived after the last day")
            case .test: Phrase("TEST", "TEST", "TEST")
            }
        let names = [
            Phrase("Mottatt", "Motteke", "Arrived"), Phrase("Gjelder året", "Gjeld året", "About the year"),
            Phrase("Type", "Type", "Kind"), Phrase("Innsending nummer", "Innsending nummer", "Submission number"),
            Phrase("Antall personer", "Tal på personar", "Number of persons"),
            Phrase("Innsendingens id", "Id-en til innsendinga", "Id of the submission"),
            Phrase("Status", "Status", "State"),
        ]
        let state =
            arrival.isRefused
            ? Phrase(
                "kunne ikke leses, må sendes på nytt", "kunne ikkje lesast, må sendast på nytt",
                "could not be read, must be sent again") : Phrase("mottatt", "motteke", "received")
        let values = [
            time(arrival.arrivedAt), "\(arrival.year)", label[language], "\(arrival.sequence)", "\(arrival.persons)",
            arrival.id.text, state[language],
        ]
        return zip(names, values).map { MailText.Fact(name: $0[language], value: $1) }
    }

    private func whatNext(address: String, feedbackFrom: CivilDate?) -> String {
        let when =
            feedbackFrom.map {
                Phrase("Fra \(day($0)) sendes", "Frå \(day($0)) blir det sendt", "From \(day($0)) on,")[language]
            } ?? Phrase("Etter kontrollen sendes", "Etter kontrollen blir det sendt", "After the controls,")[language]
        return Phrase(
            "\(when) varsel om feillister og kontrolltabeller til \(address).",
            "\(when) varsel om feillister og kontrolltabellar til \(address).",
            "\(when) a notice of error lists and control tables goes to \(address).")[language]
    }

    private var testNeverCounts: Phrase {
        Phrase(
            "En test blir kontrollert som andre innsendinger, men teller aldri i statistikken.",
            "Ein test blir kontrollert som andre innsendingar, men tel aldri i statistikken.",
            "A test is controlled like other submissions and never counts in the statistics.")
    }

    private var wasLate: Phrase {
        Phrase(
            "Det som kom etter fristen, blir kontrollert, men er ikke sikret plass i den første publiseringen.",
            "Det som kom etter fristen, blir kontrollert, men er ikkje sikra plass i den første publiseringa.",
            "What arrived after the last day is controlled, but is not certain to be in the first publication.")
    }

    // MARK: - Common to all

    /// Who to ask, and where the files are (I-066, I-069).
    var footer: [MailText.Block] {
        let question = Phrase(
            "Spørsmål om innsending og lister: \(settings.helpAddress), telefon \(settings.helpPhone).",
            "Spørsmål om innsending og lister: \(settings.helpAddress), telefon \(settings.helpPhone).",
            "Questions about submissions and lists: \(settings.helpAddress), telephone \(settings.helpPhone).")
        let place = Phrase(
            "Filene hentes på \(settings.portal). Registeret sender aldri passord eller personopplysninger i e-post.",
            "Filene blir henta på \(settings.portal). Registeret sender aldri passord eller personopplysningar i e-post.",
            "Files are fetched at \(settings.portal). The register never sends passwords or personal data by mail.")
        return [.paragraph(question[language]), .paragraph(place[language]), .paragraph(settings.registerName)]
    }

    /// Such as `15.01.2017`; in English `2017-01-15`.
    func day(_ date: CivilDate) -> String {
        guard language != .english else { return date.description }
        return "\(Self.two(date.day)).\(Self.two(date.month)).\(date.year)"
    }

    /// A time of day on the Norwegian clock, with seconds.
    func time(_ instant: Date) -> String {
        let utc = Int(instant.timeIntervalSince1970.rounded(.down))
        let seconds = (utc + OsloTime.offset(atUTC: utc)) % 86_400
        let clock = [seconds / 3_600, seconds / 60 % 60, seconds % 60].map(Self.two)
        let date = day(OsloTime.day(at: instant))
        return Phrase(
            "\(date) kl. \(clock.joined(separator: "."))", "\(date) kl. \(clock.joined(separator: "."))",
            "\(date) \(clock.joined(separator: ":")) Norwegian time")[language]
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
