/// Somebody who is not heard of as usual.
enum SilenceReasons {
    static let partner = Reason(
        Phrase(
            "Kommunikasjonsparten har ikke sendt noe på uvanlig lenge.",
            "Kommunikasjonsparten har ikkje sendt noko på uvanleg lenge.",
            "The communication partner has sent nothing for unusually long."),
        meaning: .wasLast,
        action: Phrase(
            "Ring parten og spør om meldingene går ut. Er alt som det skal, lukkes saken med et notat.",
            "Ring parten og spør om meldingane går ut. Er alt som det skal, blir saka lukka med eit notat.",
            "Ring the partner and ask whether messages go out. If all is as it should be, close the task with a note."),
        by: .messageAdministrator)

    static let recordSystem = Reason(
        Phrase(
            "Fagsystemet har verken sendt eller hentet noe på uvanlig lenge.",
            "Fagsystemet har verken sendt eller henta noko på uvanleg lenge.",
            "The record system has neither sent nor taken anything for unusually long."),
        meaning: .wasLast,
        action: Phrase(
            "Kontroller at fagsystemets meldingsutveksling er i gang, og at mappen eller tilgangen virker.",
            "Kontroller at meldingsutvekslinga i fagsystemet er i gang, og at mappa eller tilgangen verkar.",
            "Check that the record system's exchange of messages runs, and that its folder or access works."),
        by: .recordSystem)
}
