import Foundation
import Letters
import Texts
import Web

/// Mails about persons who log in under names of their own. They go to the shared address like all others, which passes
/// them on.
extension PortalMailTexts {
    /// The invitation of a person.
    func invitation(
        _ token: LinkToken, person: String, _ unit: PortalUnit, until: Date, now: Date
    ) -> PortalMail {
        let subject = Phrase(
            "Til postmottak: gi invitasjonen til {who} før {until}, {place}",
            "Til postmottak: gje invitasjonen til {who} før {until}, {place}",
            "To the shared mailbox: pass the invitation to {who} before {until}, {place}")
        let passOn = Phrase(
            "Til postmottak: send dette videre til {who}. Noen som var logget inn som {account}, har invitert til en egen "
                + "bruker i filslusen. Invitasjonen virker til {until}, én gang.",
            "Til postmottak: send dette vidare til {who}. Nokon som var logga inn som {account}, har invitert til ein "
                + "eigen brukar i filslusa. Invitasjonen verkar til {until}, éin gong.",
            "To the shared mailbox: pass this on to {who}. Somebody who was logged in as {account} has invited to a user "
                + "of one's own at the file exchange. The invitation works until {until}, once.")
        let stray = Phrase(
            "Er invitasjonen feil, logg inn som {account} og trekk den tilbake under «Personer».",
            "Er invitasjonen feil, logg inn som {account} og trekk han tilbake under «Personar».",
            "If the invitation is wrong, log in as {account} and take it back under “People”.")
        let values = ["who": Letter.foreign(person), "until": PortalTime.moment(until, unit.language)]
        return mail(
            .invitation, unit, subject, values, now: now, expires: until,
            [.phrase(passOn), .link(origin.address(of: PortalRoute.invitation(token))), .phrase(stray)])
    }

    /// The link by which a person's password is set.
    func link(_ link: Accounts.LinkMail, _ unit: PortalUnit, to user: NamedUser, now: Date) -> PortalMail {
        let subject = Phrase(
            "Til postmottak: gi lenken om passord til {who} før {until}, {place}",
            "Til postmottak: gje lenkja om passord til {who} før {until}, {place}",
            "To the shared mailbox: pass the link about a password to {who} before {until}, {place}")
        let passOn = Phrase(
            "Til postmottak: send dette videre til {who} med en gang. Lenken virker til {until}, én gang, og lager et "
                + "passord for {user}.",
            "Til postmottak: send dette vidare til {who} med ein gong. Lenkja verkar til {until}, éin gong, og lagar eit "
                + "passord for {user}.",
            "To the shared mailbox: pass this on to {who} at once. The link works until {until}, once, and makes a "
                + "password for {user}.")
        let stray = Phrase(
            "Har {who} ikke bedt om dette, kan dere se bort fra e-posten.",
            "Har ikkje {who} bedt om dette, kan de sjå bort frå e-posten.",
            "If {who} did not ask for this, the mail can be ignored.")
        let values = [
            "who": Letter.foreign(user.person), "user": user.name.text,
            "until": PortalTime.moment(link.until, unit.language),
        ]
        return mail(
            .userLink, unit, subject, values, now: now, expires: link.until,
            [.phrase(passOn), .link(origin.address(of: AccountRoute.password(link.token))), .phrase(stray)])
    }
}
