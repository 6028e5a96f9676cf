/// Reasons that have to do with the agreement (CPA) between us and the partner.
enum AgreementReasons {
    static let expired = Reason(
        Phrase(
            "Avtalen {cpa} med HER-id {her} er gått ut.",
            "Avtala {cpa} med HER-id {her} er gått ut.",
            "The agreement {cpa} with HER-id {her} has ended."),
        meaning: .held, action: renewed, by: .operations)

    static let notInForce = Reason(
        Phrase(
            "Avtalen {cpa} med HER-id {her} gjelder ikke ennå, eller har en status som ingen gyldig avtale har.",
            "Avtala {cpa} med HER-id {her} gjeld ikkje enno, eller har ein status som inga gyldig avtale har.",
            "The agreement {cpa} with HER-id {her} is not in force yet, or has the status of no agreement in force."),
        meaning: .held, action: renewed, by: .operations)

    static let forOthers = Reason(
        Phrase(
            "Avtalen {cpa} er ikke mellom oss og HER-id {her}.",
            "Avtala {cpa} er ikkje mellom oss og HER-id {her}.",
            "The agreement {cpa} is not between us and HER-id {her}."),
        meaning: .held,
        action: Phrase(
            "Legg inn riktig avtale, eller fjern den som ligger der.",
            "Legg inn rett avtale, eller fjern den som ligg der.",
            "Put the right agreement in its place, or remove the one that is there."),
        by: .operations)

    static let forbids = Reason(
        Phrase(
            "Avtalen {cpa} med HER-id {her} dekker ikke denne meldingen ({rule}).",
            "Avtala {cpa} med HER-id {her} dekkjer ikkje denne meldinga ({rule}).",
            "The agreement {cpa} with HER-id {her} does not cover this message ({rule})."),
        meaning: .notSent,
        action: Phrase(
            "Spør parten om meldingstypen kan tas med i profilen, eller gi opplysningene på annen måte.",
            "Spør parten om meldingstypen kan takast med i profilen, eller gje opplysningane på annan måte.",
            "Ask the party whether its profile can have the message type, or pass the information on in another way."),
        by: .messageAdministrator)

    static let notAgreed = Reason(
        Phrase(
            "Avtalen som meldingen viser til, dekker den ikke ({rule}).",
            "Avtala som meldinga viser til, dekkjer ho ikkje ({rule}).",
            "The agreement that the message names does not cover it ({rule})."),
        meaning: .notHandedOver,
        action: Phrase(
            "Avklar med avsenderen hvilken avtale som gjelder. Avsenderen har fått en feilmelding.",
            "Avklar med avsendaren kva avtale som gjeld. Avsendaren har fått ei feilmelding.",
            "Find out with the sender which agreement holds. The sender has been told by an error."),
        by: .messageAdministrator)

    private static let renewed = Phrase(
        "Hent gjeldende avtale fra registeret eller parten, og importer den. Meldingen går da videre.",
        "Hent gjeldande avtale frå registeret eller parten, og importer ho. Meldinga går då vidare.",
        "Get the agreement in force from the register or the party, and import it. The message then goes on.")
}
