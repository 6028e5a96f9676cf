import Texts

/// Troubles of making an extract by a mapping.
extension DeskTrouble {
    var makingPhrase: Phrase {
        switch code {
        case .mappingNotThere:
            Phrase(
                "Oppskriften ligger ikke der lenger. Velg en annen, eller last opp uttrekket.",
                "Oppskrifta ligg ikkje der lenger. Vel ei anna, eller last opp uttrekket.",
                "The mapping is not there any more. Choose another one, or upload the extract.")
        case .mappingUnusable:
            Phrase(
                "Oppskriften har en feil. Kommunens IT retter den; linjen står i parentes.",
                "Oppskrifta har ein feil. IT i kommunen rettar ho; linja står i parentes.",
                "The mapping has a fault. The municipality's IT corrects it; the line stands in brackets.")
        case .sourceUnusable:
            Phrase(
                "Fagsystemets database eller filer kan ikke leses nå. Kommunens IT ser etter hvorfor.",
                "Databasen eller filene til fagsystemet kan ikkje lesast no. IT i kommunen ser etter kvifor.",
                "The record system's database or files cannot be read now. The municipality's IT finds out why.")
        case .extractFailed:
            Phrase(
                "Uttrekket ble ikke laget: oppskriften passer ikke med det som ligger i fagsystemet. Kommunens IT retter den.",
                "Uttrekket vart ikkje laga: oppskrifta passar ikkje med det som ligg i fagsystemet. IT i kommunen rettar ho.",
                "The extract was not made: the mapping does not fit what is in the record system. The municipality's IT "
                    + "corrects it.")
        case .unitNotOurs:
            Phrase(
                "Kommunen er ikke satt opp med denne enheten. Kommunens IT setter det opp.",
                "Kommunen er ikkje sett opp med denne eininga. IT i kommunen set det opp.",
                "The municipality is not set up with this unit. The municipality's IT sets it up.")
        default:
            Phrase(
                "Året må være fra 2006 til 2021: formatet har ikke andre.",
                "Året må vere frå 2006 til 2021: formatet har ikkje andre.",
                "The year must be from 2006 to 2021: the format has no other.")
        }
    }
}
