public import Store
public import Texts

/// The first sentence of all: whether everything is all right.
public enum OverviewText {
    /// - Parameters:
    ///   - tasks: open ones; they need a hand.
    ///   - held: messages that are held back here.
    ///   - clocks: what is said of deviations whose authority's clock runs.
    ///   - certificates: whether those that are needed are there and in force.
    public static func sentence(
        _ verdict: Overview.Verdict, tasks: Int, held: Int = 0, certificates: Bool = true, clocks: [String] = [],
        _ language: Language
    ) -> String {
        let hasOnlyOtherTrouble = tasks == 0 && (held > 0 || !certificates || !clocks.isEmpty)
        var sentences = hasOnlyOtherTrouble ? [] : [sentence(verdict, tasks, language)]
        if held > 0 {
            let phrase =
                held == 1
                ? Phrase("Én melding er holdt tilbake.", "Éi melding er halden tilbake.", "One message is held back.")
                : Phrase(
                    "{count} meldinger er holdt tilbake.", "{count} meldingar er haldne tilbake.",
                    "{count} messages are held back.")
            sentences.append(phrase.text(language, values: ["count": "\(held)"]))
        }
        if !certificates {
            sentences.append(
                Phrase(
                    "Et sertifikat mangler eller er gått ut: meldinger kan ikke signeres eller åpnes.",
                    "Eit sertifikat manglar eller er gått ut: meldingar kan ikkje signerast eller opnast.",
                    "A certificate is missing or has expired: messages cannot be signed or opened."
                ).text(language))
        }
        return (sentences + clocks).joined(separator: " ")
    }

    private static func sentence(_ verdict: Overview.Verdict, _ tasks: Int, _ language: Language) -> String {
        let phrase: Phrase =
            switch (verdict, tasks) {
            case (.allRight, _):
                Phrase(
                    "Alt er i orden: ingen melding trenger hjelp.", "Alt er i orden: inga melding treng hjelp.",
                    "All is well: no message needs a hand.")
            case (.needsHand, 1):
                Phrase("Én sak trenger hjelp.", "Éi sak treng hjelp.", "One matter needs a hand.")
            case (.needsHand, _):
                Phrase("{count} saker trenger hjelp.", "{count} saker treng hjelp.", "{count} matters need a hand.")
            case (.overdue, 1):
                Phrase(
                    "Én sak trenger hjelp, og fristen er ute.", "Éi sak treng hjelp, og fristen er ute.",
                    "One matter needs a hand, and its time is up.")
            case (.overdue, _):
                Phrase(
                    "{count} saker trenger hjelp, og fristen er ute for minst én.",
                    "{count} saker treng hjelp, og fristen er ute for minst éi.",
                    "{count} matters need a hand, and for at least one the time is up.")
            }
        return phrase.text(language, values: ["count": "\(tasks)"])
    }

    /// What was done when a task was closed.
    public static func closing(_ closing: MessageTask.Closing, _ language: Language) -> String {
        let phrase =
            switch closing {
            case .sentAgain: Phrase("Sendt på nytt", "Vart send på nytt", "Sent again")
            case .corrected:
                Phrase(
                    "Rettet og sendt fra fagsystemet", "Retta og send frå fagsystemet",
                    "Corrected and sent by the record system")
            case .otherMeans:
                Phrase(
                    "Mottakeren har fått beskjed på annen måte", "Mottakaren har fått beskjed på annan måte",
                    "The receiver was told by other means")
            case .notNeeded: Phrase("Ingenting å gjøre", "Ingenting å gjere", "Nothing to do")
            case .solvedItself:
                Phrase("Det som manglet, kom", "Det som mangla, kom", "What was missing came")
            }
        return phrase.text(language)
    }
}
