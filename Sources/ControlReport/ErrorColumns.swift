import IplosContent

/// The columns of the error list, in the order they are written, with what they mean.
enum ErrorColumns {
    struct Column: Sendable {
        let title: ControlText
        let meaning: ControlText
    }

    static let control = Column(
        title: ControlText("Kontroll", "Kontroll", "Control"),
        meaning: ControlText("Kontrollens nummer", "Nummeret på kontrollen", "The control's number"))
    static let controlTitle = Column(
        title: ControlText("Hva", "Kva", "What"),
        meaning: ControlText("Hva kontrollen gjelder", "Kva kontrollen gjeld", "What the control is about"))
    static let severity = Column(
        title: ControlText("Alvor", "Alvor", "Severity"),
        meaning: ControlText(
            "Hvor mye feilen betyr", "Kor mykje feilen har å seie", "How much the error matters"))
    static let consequence = Column(
        title: ControlText("Følge", "Følgje", "Consequence"),
        meaning: ControlText(
            "Hva som er gjort med dataene", "Kva som er gjort med dataa", "What was done to the data"))
    static let mender = Column(
        title: ControlText("Hvem retter", "Kven rettar", "Who mends"),
        meaning: ControlText("Hvem som kan rette feilen", "Kven som kan rette feilen", "Who can mend the error"))
    static let rows = Column(
        title: ControlText("Antall rader", "Tal rader", "Rows"),
        meaning: ControlText("Antall feil", "Talet på feil", "How many errors"))
    static let persons = Column(
        title: ControlText("Antall personer", "Tal personar", "Persons"),
        meaning: ControlText(
            "Antall forskjellige personer", "Talet på ulike personar", "How many different persons"))
    static let action = Column(
        title: ControlText("Hva gjøres", "Kva ein gjer", "What to do"),
        meaning: ControlText("Hvordan feilen rettes", "Korleis feilen blir retta", "How the error is mended"))
    static let recordKind = Column(
        title: ControlText("Post", "Post", "Record"),
        meaning: ControlText("Hva slags rad i uttrekket", "Kva slag rad i uttrekket", "The kind of row in the extract"))
    static let localNumber = Column(
        title: ControlText("Løpenummer", "Løpenummer", "Local number"),
        meaning: ControlText(
            "Personens lokale nummer (pePeID) i uttrekket", "Det lokale nummeret til personen (pePeID) i uttrekket",
            "The person's local number (pePeID) in the extract"))
    static let rowID = Column(
        title: ControlText("Rad", "Rad", "Row"),
        meaning: ControlText(
            "Radens nummer hos personen", "Nummeret på rada hos personen", "The row's number within the person"))
    static let field = Column(
        title: ControlText("Felt", "Felt", "Field"),
        meaning: ControlText("Feltets navn i formatet", "Namnet på feltet i formatet", "The field's name in the format")
    )
    static let found = Column(
        title: ControlText("Fant", "Fann", "Found"),
        meaning: ControlText("Det som sto i feltet", "Det som stod i feltet", "What stood in the field"))
    static let message = Column(
        title: ControlText("Melding", "Melding", "Message"),
        meaning: ControlText(
            "Hva som er feil, og hva som var ventet", "Kva som er feil, og kva som var venta",
            "What is wrong, and what was expected"))

    static let ofCounts = [control, controlTitle, severity, consequence, mender, rows, persons, action]
    static let ofRows = [
        control, severity, consequence, mender, recordKind, localNumber, rowID, field, found, message,
    ]

    static let fileTitle = Column(
        title: ControlText("Fil", "Fil", "File"),
        meaning: ControlText("Filen kolonnen står i", "Fila kolonnen står i", "The file the column is in"))
    static let columnTitle = Column(
        title: ControlText("Kolonne", "Kolonne", "Column"),
        meaning: ControlText("Kolonnens overskrift", "Overskrifta til kolonnen", "The column's heading"))
    static let meaning = Column(
        title: ControlText("Betydning", "Tyding", "Meaning"),
        meaning: ControlText("Hva kolonnen inneholder", "Kva kolonnen inneheld", "What the column holds"))

    static let ofColumns = [fileTitle, columnTitle, meaning]
}
