import IplosContent

/// The words around the figures, in bokmål, nynorsk and English.
enum ReportWords {
    /// On each page, file and mail (I-043).
    static let marking = ControlText(
        "Personsensitiv informasjon, unntatt offentlighet", "Personsensitiv informasjon, unnateke offentlegheita",
        "Sensitive personal information, exempt from public disclosure")
    static let test = ControlText(
        "TEST – ikke en ordinær innsending", "TEST – ikkje ei ordinær innsending", "TEST – not an ordinary submission")

    static let errorList = ControlText("Feilliste", "Feilliste", "Error list")
    static let controlTables = ControlText("Kontrolltabeller", "Kontrolltabellar", "Control tables")
    static let columnList = ControlText("Kolonner", "Kolonnar", "Columns")
    static let countsPerControl = ControlText("Antall per kontroll", "Tal per kontroll", "Counts per control")
    static let errorRows = ControlText("Feil", "Feil", "Errors")
    static let noErrors = ControlText("Ingen feil ble funnet.", "Ingen feil vart funne.", "No errors were found.")

    static let definition = ControlText("Definisjon", "Definisjon", "Definition")
    static let source = ControlText("Kilde", "Kjelde", "Source")
    static let change = ControlText("Endring i prosent", "Endring i prosent", "Change in per cent")
    static let changeMeaning = ControlText(
        "Endring fra året før, i prosent av antallet da", "Endring frå året før, i prosent av talet då",
        "Change from the year before, in per cent of the count then")
    static let countOfYear = ControlText("Antall i året", "Talet i året", "Count in the year")

    static func hiddenNote(_ threshold: Int) -> ControlText {
        ControlText(
            "Tall under \(threshold), og tall som ville røpe dem, er erstattet med kolon (:).",
            "Tal under \(threshold), og tal som ville røpe dei, er erstatta med kolon (:).",
            "Figures below \(threshold), and figures that would give them away, are replaced by a colon (:).")
    }

    static func shortened(_ shown: Int, of all: Int) -> ControlText {
        ControlText(
            "Her vises de første \(shown) av \(all) feil. Alle står i CSV-filen.",
            "Her er dei første \(shown) av \(all) feil. Alle står i CSV-fila.",
            "The first \(shown) of \(all) errors are shown here. All are in the CSV file.")
    }

    static let municipality = ControlText("Kommune", "Kommune", "Municipality")
    static let year = ControlText("År", "År", "Year")
    static let submission = ControlText("Innsending", "Innsending", "Submission")
    static let received = ControlText("Mottatt", "Motteke", "Received")

    static func kind(_ kind: ReportHead.Kind) -> ControlText {
        switch kind {
        case .ordinary: ControlText("ordinær", "ordinær", "ordinary")
        case .correction: ControlText("rettelse", "retting", "correction")
        case .test: ControlText("test", "test", "test")
        }
    }

    static func severity(_ severity: Severity) -> ControlText {
        switch severity {
        case .note: ControlText("Merknad", "Merknad", "Note")
        case .warning: ControlText("Advarsel", "Åtvaring", "Warning")
        case .strongWarning: ControlText("Må rettes", "Må rettast", "Must be mended")
        case .stop: ControlText("Stopper filen", "Stoppar fila", "Stops the file")
        }
    }

    static func consequence(_ consequence: Consequence) -> ControlText {
        switch consequence {
        case .report: ControlText("Bare melding", "Berre melding", "Reported only")
        case .setNull: ControlText("Verdien brukes ikke", "Verdien blir ikkje brukt", "The value is not used")
        case .dropRow: ControlText("Raden telles ikke", "Rada blir ikkje teld", "The row is not counted")
        case .rejectSubmission:
            ControlText("Innsendingen avvises", "Innsendinga blir avvist", "The submission is rejected")
        }
    }

    static func mender(_ mender: Mender) -> ControlText {
        switch mender {
        case .registration: ControlText("Den som registrerer", "Den som registrerer", "Whoever registers")
        case .extract: ControlText("Den som tar ut data", "Den som tek ut data", "Whoever makes the extract")
        case .vendor: ControlText("Leverandøren", "Leverandøren", "The vendor")
        }
    }
}
