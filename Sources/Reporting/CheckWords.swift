import Identifiers
public import IplosContent
public import Texts

/// The words in which the outcome of a check is told, the same at the command line and on a page.
extension CheckSummary {
    /// Whether the extract can be sent, in one sentence.
    public var sentence: ControlText {
        switch verdict {
        case .losses where persons == 0:
            ControlText(
                "Det er ingen personer i uttrekket: sendes det slik, blir ingen talt. Lag uttrekket på nytt.",
                "Det er ingen personar i uttrekket: blir det sendt slik, blir ingen talde. Lag uttrekket på nytt.",
                "There are no persons in the extract: sent like this, nobody is counted. Extract anew.")
        case .losses where personsLeftOut == persons:
            ControlText(
                "Sendes det slik, blir ingen talt: alle personene faller ut. Rett og lag uttrekket på nytt.",
                "Blir det sendt slik, blir ingen talde: alle personane fell ut. Rett og lag uttrekket på nytt.",
                "Sent like this, nobody is counted: every person is left out. Correct and extract anew.")
        case .clean:
            ControlText(
                "Klart til å sendes. Ingen feil.", "Klart til å sendast. Ingen feil.", "Ready to send. No faults.")
        case .findings:
            ControlText(
                "Kan sendes. Alt blir tatt imot, men noe bør rettes.",
                "Kan sendast. Alt blir teke imot, men noko bør rettast.",
                "Can be sent. All of it will be taken, but something should be corrected.")
        case .losses:
            ControlText(
                "Kan sendes, men noen rader eller personer blir ikke talt med. Rett og lag uttrekket på nytt om du kan.",
                "Kan sendast, men nokre rader eller personar blir ikkje talde med. Rett og lag uttrekket på nytt om du kan.",
                "Can be sent, but some rows or persons will be left out. Correct and extract anew if you can.")
        case .stopped: stopped
        }
    }

    private var stopped: ControlText {
        let words = ControlText("Kan ikke sendes.", "Kan ikkje sendast.", "Cannot be sent.")
        guard let why = unreadable?.sentence else { return words }
        return ControlText("\(words.nb) \(why.nb)", "\(words.nn) \(why.nn)", "\(words.en) \(why.en)")
    }

    /// Who and how many it is about; nil when the head does not say.
    public var extent: ControlText? {
        guard let unit, let year else { return nil }
        return ControlText(
            "Kommune \(unit.municipality), bydel \(unit.district), år \(year): \(persons) personer, "
                + "\(personsLeftOut) blir ikke talt med.",
            "Kommune \(unit.municipality), bydel \(unit.district), år \(year): \(persons) personar, "
                + "\(personsLeftOut) blir ikkje talde med.",
            "Municipality \(unit.municipality), district \(unit.district), year \(year): \(persons) "
                + "persons, \(personsLeftOut) will not be counted.")
    }
}

extension Mender {
    /// In the order in which lists are read: who can mend the most first.
    public static let inOrder: [Mender] = [.registration, .extract, .vendor]

    /// The heading over what they can mend.
    public var heading: ControlText {
        switch self {
        case .registration:
            ControlText(
                "Rettes i fagsystemet, av den som registrerer", "Rettast i fagsystemet, av den som registrerer",
                "To correct in the record system, by whoever registers")
        case .extract:
            ControlText(
                "Rettes i uttrekket, av den som lager det", "Rettast i uttrekket, av den som lagar det",
                "To correct in the extract, by whoever makes it")
        case .vendor: ControlText("Rettes av leverandøren", "Rettast av leverandøren", "To correct by the vendor")
        }
    }
}

extension ControlText {
    public subscript(_ language: Language) -> String {
        switch language {
        case .nb: nb
        case .nn: nn
        case .en: en
        }
    }
}
