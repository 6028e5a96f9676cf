extension ControlCatalogue {
    /// Fields and rows of a person against each other.
    static let contents: [Control] = [
        Control(
            .receivesWithoutNeed, .warning, mend: .registration, from: .schema,
            title: ControlText("Mottar uten behov", "Mottek utan behov", "Receives without need"),
            message: ControlText(
                "Rett {field} eller behovet. Fant {found} uten at behovet er ja (1), ventet ingen verdi når behovet ikke er ja.",
                "Rett {field} eller behovet. Fann {found} utan at behovet er ja (1), venta ingen verdi når behovet ikkje er ja.",
                "Correct {field} or the need. Found {found} where the need is not yes (1), expected no value unless the need is yes."
            ),
            action: ControlText(
                "Mottatt bistand gis bare når behovet er ja.", "Motteken bistand vert gjeven berre når behovet er ja.",
                "What is received is given only when the need is yes.")),
        Control(
            .overlappingLongTerm, .warning, mend: .registration, from: .practice,
            title: ControlText(
                "Langtidsopphold som overlapper", "Langtidsopphald som overlappar", "Long-term stays that overlap"),
            message: ControlText(
                "Rett {field}, eller avslutt oppholdet før. Fant at oppholdet begynner {found}, ventet {expected}, når det forrige slutter.",
                "Rett {field}, eller avslutt opphaldet før. Fann at opphaldet byrjar {found}, venta {expected}, når det førre sluttar.",
                "Correct {field}, or end the earlier stay. Found that the stay begins {found}, expected {expected}, when the one before ends."
            ),
            action: ControlText(
                "Avslutt det første oppholdet.", "Avslutt det første opphaldet.", "End the first stay.")),
        Control(
            .homeDuringLongTerm, .warning, mend: .registration, from: .own,
            title: ControlText(
                "Hjemmetjeneste under langtidsopphold", "Heimeteneste under langtidsopphald",
                "Home service during long-term stay"),
            action: ControlText(
                "Se etter om tjenesten er avsluttet.", "Sjå etter om tenesta er avslutta.",
                "See whether the service has ended.")),
        Control(
            .noFunction, .note, mend: .registration, from: .practice,
            title: ControlText("Mottaker uten funksjon", "Mottakar utan funksjon", "Recipient without function"),
            action: ControlText(
                "Kartlegg funksjon. Ellers blir bistandsbehovet uoppgitt.",
                "Kartlegg funksjon. Elles vert bistandsbehovet uoppgjeve.",
                "Assess function. The need for assistance is else not stated.")),
        Control(
            .decisionWithoutFunction, .note, mend: .registration, from: .practice,
            title: ControlText(
                "Nytt vedtak uten gyldig kartlegging", "Nytt vedtak utan gyldig kartlegging",
                "New decision without valid assessment"),
            action: ControlText(
                "Funksjon skal kartlegges ved nytt vedtak.", "Funksjon skal kartleggjast ved nytt vedtak.",
                "Function is to be assessed at a new decision.")),
        Control(
            .grantedWithoutStart, .note, mend: .registration, from: .practice,
            title: ControlText("Innvilget uten startdato", "Innvilga utan startdato", "Granted without start"),
            action: ControlText(
                "Registrer når tjenesten begynte. Uten telles den ikke.",
                "Registrer når tenesta byrja. Utan vert ho ikkje tald.",
                "Register when it began. Without, it is not counted.")),
        Control(
            .refusedWithStart, .warning, mend: .registration, from: .own,
            title: ControlText("Avslag med startdato", "Avslag med startdato", "Refused with start"),
            action: ControlText(
                "Rett vedtaket eller fjern datoen.", "Rett vedtaket eller fjern datoen.",
                "Correct the decision or remove the date.")),
        Control(
            .diagnosisIncomplete, .warning, mend: .registration, from: .schema,
            title: ControlText(
                "Diagnose uten kode eller kodeverk", "Diagnose utan kode eller kodeverk",
                "Diagnosis without code or code system"),
            action: ControlText(
                "Oppgi både kode og kodeverk.", "Oppgje både kode og kodeverk.", "State both code and code system.")),
        Control(
            .unknownDiagnosisSystem, .warning, mend: .extract, from: .schema,
            title: ControlText("Ukjent kodeverk", "Ukjent kodeverk", "Unknown code system"),
            action: ControlText("Bruk ICPC-2 eller ICD-10.", "Bruk ICPC-2 eller ICD-10.", "Use ICPC-2 or ICD-10.")),
        Control(
            .diagnosisCodeForm, .warning, mend: .registration, from: .own,
            title: ControlText(
                "Diagnosekode i feil form", "Diagnosekode i feil form", "Diagnosis code of wrong form"),
            action: ControlText(
                "Velg en kode fra kodeverket som er oppgitt.", "Vel ein kode frå kodeverket som er oppgjeve.",
                "Choose a code of the system stated.")),
        Control(
            .diagnosisDespiteReservation, .warning, mend: .extract, from: .own,
            title: ControlText(
                "Diagnose trass i reservasjon", "Diagnose trass i reservasjon", "Diagnosis despite reservation"),
            action: ControlText(
                "Ta diagnosen ut av uttrekket, eller rett reservasjonen.",
                "Ta diagnosen ut av uttrekket, eller rett reservasjonen.",
                "Take the diagnosis out of the extract, or correct the reservation.")),
    ]
}
