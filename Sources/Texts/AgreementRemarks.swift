/// What is said of an agreement itself, its parties, and what may be sent under it. Each says what was found, and what to do.
enum AgreementRemarks {
    static let expired = AgreementRemark(
        Phrase(
            "Avtalen gikk ut {detail}.",
            "Avtala gjekk ut {detail}.",
            "The agreement ended on {detail}."),
        action: Phrase(
            "Hent den nye avtalen fra registeret eller parten, og importer den.",
            "Hent den nye avtala frå registeret eller parten, og importer ho.",
            "Get the new agreement from the register or the party, and import it."))

    static let notYetInForce = AgreementRemark(
        Phrase(
            "Avtalen gjelder først fra {detail}.",
            "Avtala gjeld først frå {detail}.",
            "The agreement is not in force before {detail}."),
        action: Phrase(
            "Vent, eller bruk den forrige avtalen til da.",
            "Vent, eller bruk den førre avtala til då.",
            "Wait, or keep the former agreement until then."))

    static let endsSoon = AgreementRemark(
        Phrase(
            "Avtalen går ut {detail}.",
            "Avtala går ut {detail}.",
            "The agreement ends on {detail}."),
        action: Phrase(
            "Hent en ny avtale før den dagen; etter den holdes meldinger tilbake.",
            "Hent ei ny avtale før den dagen; etter den blir meldingar haldne tilbake.",
            "Get a new agreement before that day; after it messages are held back."))

    static let periodMissing = AgreementRemark(
        Phrase(
            "Avtalen sier ikke når den begynner eller slutter.",
            "Avtala seier ikkje når ho byrjar eller sluttar.",
            "The agreement does not say when it begins or ends."),
        action: Phrase(
            "Be den som utstedte den, om en avtale med begge datoene.",
            "Be den som skreiv ho ut, om ei avtale med begge datoane.",
            "Ask whoever issued it for an agreement with both dates."))

    static let statusUnknown = AgreementRemark(
        Phrase(
            "Statusen «{detail}» har ingen gyldig avtale.",
            "Statusen «{detail}» har inga gyldig avtale.",
            "The status “{detail}” is that of no agreement in force."),
        action: Phrase(
            "Hent avtalen på nytt; gyldige verdier er proposed, agreed og signed.",
            "Hent avtala på nytt; gyldige verdiar er proposed, agreed og signed.",
            "Get the agreement again; valid values are proposed, agreed and signed."))

    static let statusProposed = AgreementRemark(
        Phrase(
            "Statusen er proposed; registeret skriver det også i avtaler som gjelder.",
            "Statusen er proposed; registeret skriv det òg i avtaler som gjeld.",
            "The status is proposed; the register writes that into agreements in force too."),
        action: Phrase(
            "Ingenting å gjøre.",
            "Ingenting å gjere.",
            "Nothing needs doing."))

    static let cpaIDForm = AgreementRemark(
        Phrase(
            "Id-en «{detail}» er verken en UUID eller på formen opphav:id.",
            "Id-en «{detail}» er verken ein UUID eller på forma opphav:id.",
            "The id “{detail}” is neither a UUID nor of the form creator:id."),
        action: Phrase(
            "Ingenting å gjøre; den brukes slik den står.",
            "Ingenting å gjere; han blir brukt slik han står.",
            "Nothing needs doing; it is used as it stands."))

    static let oldCopy = AgreementRemark(
        Phrase(
            "Kopien ble hentet {detail}. En kopi av registerets avtaler skal være høyst 12 timer gammel.",
            "Kopien vart henta {detail}. Ein kopi av avtalene i registeret skal vere høgst 12 timar gammal.",
            "The copy was got on {detail}. A copy of the register's agreements should be at most 12 hours old."),
        action: Phrase(
            "Hent den på nytt når sertifikater eller meldingstyper endres hos en av partene.",
            "Hent ho på nytt når sertifikat eller meldingstypar blir endra hos ein av partane.",
            "Get it again whenever certificates or message types change at either party."))

    static let ownPartyMissing = AgreementRemark(
        Phrase(
            "Ingen av partene er en av våre HER-id-er.",
            "Ingen av partane er ein av HER-id-ane våre.",
            "Neither party is one of our own HER-ids."),
        action: Phrase(
            "Kontroller at avtalen er vår, og at HER-id-en er lagt inn som vår egen adresse.",
            "Kontroller at avtala er vår, og at HER-id-en er lagd inn som vår eiga adresse.",
            "Check that the agreement is ours, and that the HER-id is entered as our own address."))

    static let sameParty = AgreementRemark(
        Phrase(
            "HER-id {party} er part på begge sider.",
            "HER-id {party} er part på begge sider.",
            "HER-id {party} is a party on both sides."),
        action: Phrase(
            "Be den som utstedte avtalen, rette den.",
            "Be den som skreiv ut avtala, rette ho.",
            "Ask whoever issued the agreement to correct it."))

    static let partnerUnknown = AgreementRemark(
        Phrase(
            "HER-id {party} finnes ikke i adresseregisteret.",
            "HER-id {party} finst ikkje i adresseregisteret.",
            "HER-id {party} is not in the address register."),
        action: Phrase(
            "Kontroller HER-id-en med parten.",
            "Kontroller HER-id-en med parten.",
            "Check the HER-id with the party."))

    static let partnerInactive = AgreementRemark(
        Phrase(
            "HER-id {party} er ikke lenger i bruk.",
            "HER-id {party} er ikkje lenger i bruk.",
            "HER-id {party} is no longer in use."),
        action: Phrase(
            "Finn ut hvilken HER-id som har overtatt, og hent avtalen med den.",
            "Finn ut kva HER-id som har teke over, og hent avtala med den.",
            "Find out which HER-id has taken over, and get the agreement with that one."))

    static let organisationDiffers = AgreementRemark(
        Phrase(
            "HER-id {party} har organisasjonsnummer {detail} i avtalen, men et annet i registeret.",
            "HER-id {party} har organisasjonsnummer {detail} i avtala, men eit anna i registeret.",
            "HER-id {party} has organisation number {detail} in the agreement and another in the register."),
        action: Phrase(
            "Avklar med parten hvilken virksomhet som står bak HER-id-en.",
            "Avklar med parten kva verksemd som står bak HER-id-en.",
            "Find out from the party which organisation is behind the HER-id."))

    static let nothingAgreed = AgreementRemark(
        Phrase(
            "Partene har ingen meldingstype felles.",
            "Partane har ingen meldingstype felles.",
            "The parties have no message type in common."),
        action: Phrase(
            "Få meldingstypene inn i begge parters profil, og hent avtalen på nytt.",
            "Få meldingstypane inn i profilen til begge partar, og hent avtala på nytt.",
            "Have the message types entered in both parties' profiles, and get the agreement again."))

    static let oneSided = AgreementRemark(
        Phrase(
            "HER-id {party} kan sende {detail}, men den andre parten kan ikke motta det.",
            "HER-id {party} kan sende {detail}, men den andre parten kan ikkje ta imot det.",
            "HER-id {party} may send {detail}, but the other party cannot receive it."),
        action: Phrase(
            "Skal typen brukes, må mottakerens profil få den.",
            "Skal typen brukast, må profilen til mottakaren få han.",
            "If the type is needed, the receiver's profile must have it."))

    static let receiptMissing = AgreementRemark(
        Phrase(
            "HER-id {party} kan motta {detail}, men det er ikke avtalt at applikasjonskvitteringen går tilbake.",
            "HER-id {party} kan ta imot {detail}, men det er ikkje avtalt at applikasjonskvitteringa går tilbake.",
            "HER-id {party} may receive {detail}, but no AppRec is agreed to go back."),
        action: Phrase(
            "Be parten ta med APPREC i profilen sin.",
            "Be parten ta med APPREC i profilen sin.",
            "Ask the party to have APPREC in its profile."))

    static let roleMissing = AgreementRemark(
        Phrase(
            "HER-id {party} har prosesser uten rolle eller tjeneste: {detail}.",
            "HER-id {party} har prosessar utan rolle eller teneste: {detail}.",
            "HER-id {party} has processes without role or service: {detail}."),
        action: Phrase(
            "Be den som utstedte avtalen, rette den.",
            "Be den som skreiv ut avtala, rette ho.",
            "Ask whoever issued the agreement to correct it."))

    static let serviceDiffers = AgreementRemark(
        Phrase(
            "Tjenester til HER-id {party} heter ikke S- og meldingstypen: {detail}.",
            "Tenester til HER-id {party} heiter ikkje S- og meldingstypen: {detail}.",
            "Services of HER-id {party} are not named S- and the message type: {detail}."),
        action: Phrase(
            "Ingenting å gjøre; S- foran navnet sammenlignes ikke.",
            "Ingenting å gjere; S- framfor namnet blir ikkje samanlikna.",
            "Nothing needs doing; S- before the name is not compared."))
}
