import Foundation
import Letters
import OsloCalendar
import Texts
import Web

/// Writes the portal's mails. Subject and first line tell the clerk at the shared address whom to pass the mail to, the
/// role first, and before when (I-049).
struct PortalMailTexts: Sendable {
    let settings: PortalMailSettings
    let origin: WebOrigin

    /// The link by which a password is set.
    /// - Parameter user: the person whose password it is; nil for the shared account's.
    func link(_ link: Accounts.LinkMail, _ unit: PortalUnit, for user: NamedUser? = nil, now: Date) -> PortalMail {
        if let user { return self.link(link, unit, to: user, now: now) }
        let until = PortalTime.moment(link.until, unit.language)
        let subject = Phrase(
            "Til IPLOS-kontakten{name}: lag passord før {until}, {place}",
            "Til IPLOS-kontakten{name}: lag passord før {until}, {place}",
            "For the IPLOS contact{name}: make a password before {until}, {place}")
        let passOn = Phrase(
            "Til postmottak: send dette videre til IPLOS-kontakten i kommunen med en gang. Lenken virker til "
                + "{until}, én gang.",
            "Til postmottak: send dette vidare til IPLOS-kontakten i kommunen med ein gong. Lenkja verkar til {until}, "
                + "éin gong.",
            "To the shared mailbox: pass this on to the municipality's IPLOS contact at once. The link works until "
                + "{until}, once.")
        let press = Phrase(
            "Trykk på lenken, eller lim den inn i adressefeltet, og lag et passord for {account}. Rakk dere det ikke, "
                + "kan dere få en ny lenke på samme side.",
            "Trykk på lenkja, eller lim ho inn i adressefeltet, og lag eit passord for {account}. Rakk de det ikkje, "
                + "kan de få ei ny lenkje på same sida.",
            "Press the link, or paste it into the address field, and make a password for {account}. If it was too "
                + "late, a new link can be had on the same page.")
        let stray = Phrase(
            "Har ingen hos dere bedt om dette, kan dere se bort fra e-posten.",
            "Har ingen hos dykk bedt om dette, kan de sjå bort frå e-posten.",
            "If nobody of yours asked for this, the mail can be ignored.")
        let address = origin.address(of: AccountRoute.password(link.token))
        let values = ["until": until]
        return mail(
            link.purpose == .newUser ? .newUser : .forgotten, unit, subject, values, now: now, expires: link.until,
            [.phrase(passOn), .phrase(press), .link(address), .phrase(stray)])
    }

    /// The question whether the shared address is read.
    func confirmation(_ token: LinkToken, _ unit: PortalUnit, before: CivilDate, now: Date) -> PortalMail {
        let subject = Phrase(
            "Til postmottak: bekreft denne adressen før {before}, {place}",
            "Til postmottak: stadfest denne adressa før {before}, {place}",
            "To the shared mailbox: confirm this address before {before}, {place}")
        let why = Phrase(
            "Til postmottak: beskjed om feillister fra IPLOS sendes hit. Trykk på lenken før {before} for å "
                + "bekrefte at "
                + "noen leser e-posten og vet hvem som er IPLOS-kontakt i kommunen{name}.",
            "Til postmottak: beskjed om feillister frå IPLOS blir send hit. Trykk på lenkja før {before} for å "
                + "stadfeste "
                + "at nokon les e-posten og veit kven som er IPLOS-kontakt i kommunen{name}.",
            "To the shared mailbox: notices about error lists of IPLOS are sent here. Press the link before "
                + "{before} to "
                + "confirm that somebody reads the mail and knows who the municipality's IPLOS contact is{name}.")
        let address = origin.address(of: PortalRoute.confirmation(token))
        let values = ["before": PortalTime.day(before, unit.language)]
        return mail(
            .confirmAddress, unit, subject, values, now: now, expires: OsloTime.instant(of: before),
            [.phrase(why), .link(address)])
    }

    /// A file lies there and nobody has fetched it.
    func waiting(_ file: PortalFile, _ unit: PortalUnit, before: CivilDate?, now: Date) -> PortalMail {
        let end = before ?? OsloTime.day(at: file.ends)
        let subject = Phrase(
            "Til IPLOS-kontakten{name}: hent lister for {year} før {before}, {place}",
            "Til IPLOS-kontakten{name}: hent lister for {year} før {before}, {place}",
            "For the IPLOS contact{name}: fetch the lists for {year} before {before}, {place}")
        let passOn = Phrase(
            "Til postmottak: send dette videre til IPLOS-kontakten i kommunen.",
            "Til postmottak: send dette vidare til IPLOS-kontakten i kommunen.",
            "To the shared mailbox: pass this on to the municipality's IPLOS contact.")
        let waits = Phrase(
            "Feillister og kontrolltabeller for {year} er lagt ut, og ingen har hentet dem. Logg inn med {account}. "
                + "Har "
                + "dere ikke passord, velg «Glemt passord»; det virker også om dere aldri har hatt et.",
            "Feillister og kontrolltabellar for {year} er lagde ut, og ingen har henta dei. Logg inn med {account}. "
                + "Har "
                + "de ikkje passord, vel «Gløymt passord»; det verkar òg om de aldri har hatt eit.",
            "Error lists and control tables for {year} are ready, and nobody has fetched them. Log in as {account}. If "
                + "you have no password, choose “Forgotten password”; that also works if you never had one.")
        let values = ["before": PortalTime.day(end, unit.language), "year": "\(file.year)"]
        return mail(.fileWaiting, unit, subject, values, now: now, [.phrase(passOn), .phrase(waits)])
    }

    /// The account has another address; said to the old one too, so that nobody can take a municipality's files over
    /// unseen.
    func addressChanged(_ unit: PortalUnit, from old: SharedAddress, to reader: SharedAddress, now: Date) -> PortalMail
    {
        let subject = Phrase(
            "Til postmottak: ny adresse for feillister, {place}", "Til postmottak: ny adresse for feillister, {place}",
            "To the shared mailbox: new address for error lists, {place}")
        let what = Phrase(
            "Til postmottak: beskjed om feillister for {place} sendes fra nå av til {account}, ikke til {old}. To "
                + "personer i registeret har godkjent endringen. Innlogging er med den nye adressen; velg «Ny bruker» "
                + "for å lage passord.",
            "Til postmottak: beskjed om feillister for {place} blir frå no av send til {account}, ikkje til {old}. To "
                + "personar i registeret har godkjent endringa. Innlogging er med den nye adressa; vel «Ny brukar» for "
                + "å lage passord.",
            "To the shared mailbox: notices about error lists for {place} now go to {account} and not to {old}. Two "
                + "persons at the register have approved the change. Log in with the new address; choose “New user” to "
                + "make a password.")
        let wrong = Phrase(
            "Er dette feil, ring oss med en gang: {phone}.", "Er dette feil, ring oss med ein gong: {phone}.",
            "If this is wrong, call us at once: {phone}.")
        return mail(
            .addressChanged, unit, subject, ["old": old.text], now: now, to: reader, [.phrase(what), .phrase(wrong)])
    }

    enum Part {
        case phrase(Phrase)
        case link(String)
    }

    func mail(
        _ kind: PortalMail.Kind, _ unit: PortalUnit, _ subject: Phrase, _ values: [String: String], now: Date,
        expires: Date? = nil, to reader: SharedAddress? = nil, _ parts: [Part]
    ) -> PortalMail {
        let language = unit.language
        let name = unit.contact.map { " (\(Letter.foreign($0)))" } ?? ""
        let all = values.merging(
            [
                "name": name, "place": "\(Letter.foreign(unit.name)) (\(unit.unit))", "account": unit.account.text,
                "site": "\(origin)", "help": settings.helpAddress, "phone": settings.helpPhone,
            ]) { $1 }
        let footer = Phrase(
            "Innlogging: {site}. Spørsmål: {help}, telefon {phone}. E-poster herfra har aldri vedlegg, passord eller "
                + "opplysninger om personer.",
            "Innlogging: {site}. Spørsmål: {help}, telefon {phone}. E-postar herifrå har aldri vedlegg, passord eller "
                + "opplysningar om personar.",
            "Log-in: {site}. Questions: {help}, telephone {phone}. Mails from here never have attachments, "
                + "passwords or "
                + "data about persons.")
        let letter = Letter(
            language: language.rawValue, subject: subject.text(language, values: all),
            blocks: (parts + [.phrase(footer)]).map { part in
                switch part {
                case .phrase(let phrase): .paragraph(phrase.text(language, values: all))
                case .link(let address): .link(address)
                }
            })
        return PortalMail(
            kind: kind, to: reader ?? unit.account, date: now, subject: letter.subject, plain: letter.plain,
            html: letter.html, expires: expires)
    }
}
