/// Reasons that have to do with the partner's or our own entry in the address register.
enum PartnerReasons {
    static let unknown = Reason(
        Phrase(
            "Kommunikasjonsparten med HER-id {her} finnes ikke i adresseregisteret.",
            "Kommunikasjonsparten med HER-id {her} finst ikkje i adresseregisteret.",
            "The communication party with HER-id {her} is not in the address register."),
        meaning: .notSent,
        action: Phrase(
            "Kontroller HER-id-en med parten, og send meldingen på nytt fra fagsystemet. "
                + "Parten kan også registreres for hånd, med begrunnelse.",
            "Kontroller HER-id-en med parten, og send meldinga på nytt frå fagsystemet. "
                + "Parten kan òg registrerast for hand, med grunngiving.",
            "Check the HER-id with the party, and submit the message again from the record system. "
                + "The party can also be entered by hand, with a reason."),
        by: .messageAdministrator)

    static let inactive = Reason(
        Phrase(
            "Kommunikasjonsparten med HER-id {her} er ikke lenger i bruk.",
            "Kommunikasjonsparten med HER-id {her} er ikkje lenger i bruk.",
            "The communication party with HER-id {her} is no longer in use."),
        meaning: .notSent,
        action: Phrase(
            "Finn ut hvilken HER-id som har overtatt, og send meldingen dit fra fagsystemet.",
            "Finn ut kva HER-id som har teke over, og send meldinga dit frå fagsystemet.",
            "Find out which HER-id has taken over, and send the message there from the record system."),
        by: .messageAdministrator)

    static let noEDIAddress = Reason(
        Phrase(
            "Kommunikasjonsparten med HER-id {her} har ingen EDI-adresse i adresseregisteret.",
            "Kommunikasjonsparten med HER-id {her} har inga EDI-adresse i adresseregisteret.",
            "The communication party with HER-id {her} has no EDI address in the address register."),
        meaning: .notSent,
        action: Phrase(
            "Be parten registrere EDI-adressen sin. Haster det, gi opplysningene på annen måte.",
            "Be parten registrere EDI-adressa si. Hastar det, gje opplysningane på annan måte.",
            "Ask the party to register its EDI address. If it is urgent, pass the information on in another way."),
        by: .partner)

    static let registerUnavailable = Reason(
        Phrase(
            "Adresseregisteret svarer ikke, og opplysningene vi har om HER-id {her}, er for gamle.",
            "Adresseregisteret svarer ikkje, og opplysningane vi har om HER-id {her}, er for gamle.",
            "The address register does not answer, and what we know about HER-id {her} is too old."),
        meaning: .held,
        action: Phrase(
            "Vent til registeret svarer. Varer det lenger enn en arbeidsdag, meld fra til registeret.",
            "Vent til registeret svarer. Varer det lenger enn ein arbeidsdag, meld frå til registeret.",
            "Wait until the register answers. If it lasts more than a working day, report it to the register."),
        by: .operations)

    static let ownAddressUnknown = Reason(
        Phrase(
            "HER-id {her} er ikke en av våre egne adresser.",
            "HER-id {her} er ikkje ei av våre eigne adresser.",
            "HER-id {her} is not one of our own addresses."),
        meaning: .notSent,
        action: Phrase(
            "Rett avsenderen i fagsystemet, eller legg inn adressen som vår egen.",
            "Rett avsendaren i fagsystemet, eller legg inn adressa som vår eiga.",
            "Correct the sender in the record system, or enter the address as one of ours."),
        by: .messageAdministrator)

    static let stageNotAllowed = Reason(
        Phrase(
            "Virksomheten er i fase {stage}, og parten er i en annen. Test og produksjon blandes aldri.",
            "Verksemda er i fase {stage}, og parten er i ein annan. Test og produksjon blir aldri blanda.",
            "The organisation is in stage {stage}, and the party is in another. Test and production are never mixed."),
        meaning: .notSent,
        action: Phrase(
            "Bruk en testadresse, eller gjør ferdig det som gjenstår før virksomheten settes i produksjon.",
            "Bruk ei testadresse, eller gjer ferdig det som står att før verksemda blir sett i produksjon.",
            "Use a test address, or finish what remains before the organisation goes into production."),
        by: .messageAdministrator)

    static let agreementUnreadable = Reason(
        Phrase(
            "Avtalen (CPA) med parten kan ikke leses.",
            "Avtala (CPA) med parten kan ikkje lesast.",
            "The agreement (CPA) with the party cannot be read."),
        meaning: .held,
        action: Phrase(
            "Hent avtalen på nytt fra registeret, eller fjern den ødelagte filen.",
            "Hent avtala på nytt frå registeret, eller fjern den øydelagde fila.",
            "Fetch the agreement from the register again, or remove the damaged file."),
        by: .operations)
}
