import Texts
import Web

/// The words of what needs a hand.
enum TasksText: String, SiteWords {
    case tasks, tasksLead, tasksOpen, tasksAll, tasksNone, tasksCaption, taskTitle, groupTitle
    case columnSince, columnDue, columnWhat, columnOwner, nobodyYet, overdueMark, closedMark, nextTasks
    case groupResendTitle, groupResendLead, groupResendButton, groupResent, groupFailed, groupEmpty, groupChanged,
        groupTooLarge, groupNotResendable
    case taskSince, taskDue, taskOwner, taskEnded, taskDone, notesTitle, noteBy
    case takeButton, changeTitle, noteLabel, noteHint, closeWhat, notDoneYet, saveButton, taskSaved
    case noteNeeded, noteTooLong, noteNamesPatient, noteEmpty, notSentAgain, taskAlreadyClosed, backToTasks

    var phrase: Phrase {
        switch self {
        case .tasks: Phrase("Saker", "Saker", "Matters")
        case .tasksLead:
            Phrase(
                "En sak er en melding som noen må gjøre noe med. Den avsluttes med det som ble gjort.",
                "Ei sak er ei melding som nokon må gjere noko med. Ho blir avslutta med det som vart gjort.",
                "A matter is a message that somebody must see to. It is closed with what was done.")
        case .tasksOpen: Phrase("Bare åpne", "Berre opne", "Open ones only")
        case .tasksAll: Phrase("Avsluttede også", "Avslutta òg", "Closed ones too")
        case .tasksNone:
            Phrase(
                "Ingen melding trenger hjelp. Når en gjør det, står saken her.",
                "Inga melding treng hjelp. Når ei gjer det, står saka her.",
                "No message needs a hand. When one does, the matter stands here.")
        case .tasksCaption: Phrase("Saker, den nyeste først", "Saker, den nyaste først", "Matters, newest first")
        case .taskTitle: Phrase("Sak {number}", "Sak {number}", "Matter {number}")
        case .groupTitle: Phrase("{type}, {party}", "{type}, {party}", "{type}, {party}")
        case .columnSince: Phrase("Siden", "Sidan", "Since")
        case .columnDue: Phrase("Frist", "Frist", "Due")
        case .columnWhat: Phrase("Hva", "Kva", "What")
        case .columnOwner: Phrase("Hvem", "Kven", "Who")
        case .nobodyYet: Phrase("ingen ennå", "ingen enno", "nobody yet")
        case .overdueMark: Phrase("ute", "ute", "overdue")
        case .closedMark: Phrase("avsluttet", "avslutta", "closed")
        case .nextTasks: Phrase("Eldre saker", "Eldre saker", "Older matters")
        case .groupResendTitle: Phrase("Send alle på nytt", "Send alle på nytt", "Send all again")
        case .groupResendLead:
            Phrase(
                "De {count} meldingene sendes en gang til, de som ikke alt er på vei. Kvitteringen avslutter saken. Ingen blir dobbel.",
                "Dei {count} meldingane blir sende ein gong til, dei som ikkje alt er på veg. Kvitteringa avsluttar saka. Ingen blir dobbel.",
                "The {count} messages are sent once more, those that are not on their way already. The receipt closes the matter. "
                    + "None becomes two.")
        case .groupResendButton:
            Phrase("Send {count} meldinger på nytt", "Send {count} meldingar på nytt", "Send {count} messages again")
        case .groupResent:
            Phrase(
                "{count} meldinger er lagt i kø på nytt.", "{count} meldingar er lagde i kø på nytt.",
                "{count} messages are queued again.")
        case .groupFailed:
            Phrase(
                "{count} kunne ikke sendes på nytt: de er besvart imens, eller ble stanset før de var pakket.",
                "{count} kunne ikkje sendast på nytt: dei er svara på imens, eller vart stansa før dei var pakka.",
                "{count} could not be sent again: they have been answered meanwhile, or were stopped before they were packed."
            )
        case .groupEmpty:
            Phrase(
                "Ingen flere saker av dette slaget.", "Ingen fleire saker av dette slaget.",
                "No more matters of this kind.")
        case .groupChanged:
            Phrase(
                "Antallet har endret seg siden du så på det. Se gjennom sakene, og prøv igjen.",
                "Talet har endra seg sidan du såg på det. Sjå gjennom sakene, og prøv igjen.",
                "The number has changed since you looked. Look through the matters, and try again.")
        case .groupTooLarge:
            Phrase(
                "Det er flere enn 500. Så mange sendes ikke på nytt på én gang.",
                "Det er fleire enn 500. Så mange blir ikkje sende på nytt på éin gong.",
                "There are more than 500. So many are not sent again at once.")
        case .groupNotResendable:
            Phrase(
                "Det som har skjedd med disse, blir ikke bedre av å sende dem på nytt.",
                "Det som har hendt med desse, blir ikkje betre av å sende dei på nytt.",
                "What happened to these is not mended by sending them again.")
        case .taskSince: Phrase("Siden", "Sidan", "Since")
        case .taskDue: Phrase("Frist", "Frist", "Due")
        case .taskOwner: Phrase("Hvem som har den", "Kven som har ho", "Who has it")
        case .taskEnded: Phrase("Avsluttet", "Avslutta", "Closed")
        case .taskDone: Phrase("Hva som ble gjort", "Kva som vart gjort", "What was done")
        case .notesTitle: Phrase("Notater", "Notat", "Notes")
        case .noteBy: Phrase("{time}, {who}", "{time}, {who}", "{time}, {who}")
        case .takeButton: Phrase("Ta saken", "Ta saka", "Take it")
        case .noteLabel: Phrase("Notat", "Notat", "Note")
        case .noteHint:
            Phrase(
                "Om arbeidet, aldri om pasienten. Høyst 2 000 tegn.",
                "Om arbeidet, aldri om pasienten. Høgst 2 000 teikn.",
                "About the work, never about the patient. At most 2,000 characters.")
        case .changeTitle: Phrase("Skriv, og avslutt", "Skriv, og avslutt", "Write, and close")
        case .notDoneYet: Phrase("Ikke ferdig ennå", "Ikkje ferdig enno", "Not done yet")
        case .saveButton: Phrase("Lagre", "Lagre", "Save")
        case .taskSaved: Phrase("Det er lagret.", "Det er lagra.", "It is saved.")
        case .notSentAgain:
            Phrase(
                "Meldingen er ikke sendt på nytt etter at saken ble åpnet. Send den på nytt fra dens egen side: "
                    + "kvitteringen avslutter saken.",
                "Meldinga er ikkje send på nytt etter at saka vart opna. Send ho på nytt frå hennar eiga side: "
                    + "kvitteringa avsluttar saka.",
                "The message has not been sent again since the matter was opened. Send it again from its own page: the "
                    + "receipt closes the matter.")
        case .closeWhat: Phrase("Hva ble gjort?", "Kva vart gjort?", "What was done?")
        case .noteNeeded:
            Phrase(
                "Skriv hvorfor det ikke var noe å gjøre.", "Skriv kvifor det ikkje var noko å gjere.",
                "Write why nothing had to be done.")
        case .noteTooLong:
            Phrase(
                "Notatet har mer enn 2 000 tegn.", "Notatet har meir enn 2 000 teikn.",
                "The note has more than 2,000 characters.")
        case .noteNamesPatient:
            Phrase(
                "Notatet ser ut til å ha et fødselsnummer. Ta det bort: fagsystemet vet hvem pasienten er.",
                "Notatet ser ut til å ha eit fødselsnummer. Ta det bort: fagsystemet veit kven pasienten er.",
                "The note seems to hold an identity number. Take it away: the record system knows the patient.")
        case .noteEmpty: Phrase("Skriv noe i notatet.", "Skriv noko i notatet.", "Write something in the note.")
        case .taskAlreadyClosed:
            Phrase(
                "Saken er avsluttet av noen andre imens.", "Saka er avslutta av nokon andre imens.",
                "Somebody else has closed the matter meanwhile.")
        case .backToTasks: Phrase("Til sakene", "Til sakene", "To the matters")
        }
    }
}
