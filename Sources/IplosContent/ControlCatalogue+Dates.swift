extension ControlCatalogue {
    private static let mendDate = ControlText(
        "Rett den av datoene som er feil.", "Rett den av datoane som er feil.", "Correct whichever date is wrong.")

    /// Dates against each other and against the year.
    static let dates: [Control] = [
        Control(
            .decisionBeforeApplication, .warning, mend: .registration, from: .schema,
            title: ControlText("Vedtak før søknad", "Vedtak før søknad", "Decision before application"),
            action: mendDate),
        Control(
            .complaintBeforeDecision, .warning, mend: .registration, from: .schema,
            title: ControlText("Klage før vedtak", "Klage før vedtak", "Complaint before decision"), action: mendDate),
        Control(
            .answerBeforeComplaint, .warning, mend: .registration, from: .schema,
            title: ControlText("Svar før klage", "Svar før klage", "Answer before complaint"), action: mendDate),
        Control(
            .stopBeforeStart, .warning, mend: .registration, from: .schema,
            title: ControlText("Slutt før start", "Slutt før start", "Stop before start"), action: mendDate),
        Control(
            .startAfterYear, .warning, mend: .extract, from: .practice,
            title: ControlText("Start etter året", "Start etter året", "Start after the year"),
            action: ControlText(
                "Ta ut rader som begynner etter året.", "Ta ut rader som byrjar etter året.",
                "Take out rows that begin after the year.")),
        Control(
            .stopBeforeYear, .warning, mend: .extract, from: .practice,
            title: ControlText("Slutt før året", "Slutt før året", "Stop before the year"),
            action: ControlText(
                "Ta ut rader som sluttet før året.", "Ta ut rader som slutta før året.",
                "Take out rows that ended before the year.")),
        Control(
            .startBeforeBirth, .warning, mend: .registration, from: .practice,
            title: ControlText("Start før fødselsåret", "Start før fødselsåret", "Start before the year of birth"),
            action: mendDate),
        Control(
            .deadBeforeYear, .warning, mend: .registration, from: .practice,
            title: ControlText("Død før året", "Død før året", "Dead before the year"),
            action: ControlText(
                "Avslutt tjenestene til den døde.", "Avslutt tenestene til den døde.",
                "End the services of the deceased.")),
        Control(
            .startAfterDeath, .warning, mend: .registration, from: .practice,
            title: ControlText("Start etter død", "Start etter død", "Start after death"), action: mendDate),
    ]
}
