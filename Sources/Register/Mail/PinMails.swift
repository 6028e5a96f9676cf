public import Foundation
import Identifiers
import Letters
import SQLiteAccess
public import SealedSubmission

extension RegisterStore {
    /// Keeps the trustee's word about wrong PINs until the mails about it are in the queue (T-086).
    /// - Parameter notice: verified by `PinNotice.verify` before.
    /// - Returns: false for a municipality that is not known here, which nobody can write to.
    public func keep(_ notice: PinNotice, now: Date) throws -> Bool {
        try database.write { connection in
            let isKnown = try Self.municipalities(in: connection).contains {
                $0.unit.municipality == notice.municipality
            }
            guard isKnown else { return false }
            try connection.run(
                "INSERT OR IGNORE INTO pin_notices (municipality, season, wrong, most, at) VALUES (?, ?, ?, ?, ?)",
                [notice.municipality.digits, notice.season, notice.wrong, notice.most, notice.at.microseconds])
            return true
        }
    }
}

/// Mails to a municipality for which wrong PINs were given: to the shared mailbox of each of its units.
struct PinMails: Sendable {
    let queue: MailQueue

    /// The same word again gets no second mail: each has its reference.
    func write(now: Date, in connection: Connection) throws {
        let notices = try connection.all("SELECT municipality, season, wrong, most, at FROM pin_notices ORDER BY at") {
            row in
            PinNotice(
                municipality: try row.required(row.text(0).flatMap { MunicipalityNumber($0) }),
                season: try row.required(row.count(1)), wrong: try row.required(row.count(2)),
                most: try row.required(row.count(3)), at: try row.required(row.date(4)))
        }
        guard !notices.isEmpty else { return }
        let municipalities = try RegisterStore.municipalities(in: connection)
        for notice in notices {
            for municipality in municipalities where municipality.unit.municipality == notice.municipality {
                let texts = MailTexts(settings: queue.settings, language: municipality.language)
                let order = MailOrder(
                    reference: "pin/\(notice.season)/\(notice.wrong)/\(municipality.unit)", kind: .pinWrong,
                    unit: municipality.unit, to: municipality.sharedAddress,
                    text: texts.pinWrong(for: municipality, notice))
                _ = try queue.add(order, now: now, to: connection)
            }
        }
        try connection.run("DELETE FROM pin_notices")
    }
}

extension MailTexts {
    /// It says how often, and neither the PIN nor who typed it: that is known to nobody here.
    func pinWrong(for municipality: Municipality, _ notice: PinNotice) -> MailText {
        let name = MailText.foreign(municipality.name)
        let (wrong, most) = (notice.wrong, notice.most)
        let subject = Phrase(
            "Til IPLOS-kontakten: feil PIN-kode er brukt for \(name)",
            "Til IPLOS-kontakten: feil PIN-kode er brukt for \(name)",
            "For the IPLOS contact: a wrong PIN was used for \(name)")
        let passOn = Phrase(
            "Til postmottak: send dette videre til IPLOS-kontakten i kommunen.",
            "Til postmottak: send dette vidare til IPLOS-kontakten i kommunen.",
            "To the shared mailbox: pass this on to the municipality's IPLOS contact.")
        let what =
            switch wrong {
            case most...:
                Phrase(
                    "Feil PIN-kode er brukt \(most) ganger for kommunen i sendemodulen. PIN-koden kan ikke brukes mer "
                        + "før neste innsending. Logg inn med virksomhetssertifikatet.",
                    "Feil PIN-kode er brukt \(most) gonger for kommunen i sendemodulen. PIN-koden kan ikkje brukast meir "
                        + "før neste innsending. Logg inn med verksemdssertifikatet.",
                    "A wrong PIN was used \(most) times for the municipality in the send module. The PIN cannot be used "
                        + "any more before the next season. Log in with the organisation certificate.")
            case 1:
                Phrase(
                    "Feil PIN-kode er brukt for kommunen i sendemodulen. Etter \(most) ganger kan PIN-koden ikke brukes "
                        + "mer før neste innsending.",
                    "Feil PIN-kode er brukt for kommunen i sendemodulen. Etter \(most) gonger kan PIN-koden ikkje "
                        + "brukast meir før neste innsending.",
                    "A wrong PIN was used for the municipality in the send module. After \(most) times the PIN cannot be "
                        + "used any more before the next season.")
            default:
                Phrase(
                    "Feil PIN-kode er brukt minst \(wrong) ganger for kommunen i sendemodulen. Etter \(most) ganger kan "
                        + "PIN-koden ikke brukes mer før neste innsending.",
                    "Feil PIN-kode er brukt minst \(wrong) gonger for kommunen i sendemodulen. Etter \(most) gonger kan "
                        + "PIN-koden ikkje brukast meir før neste innsending.",
                    "A wrong PIN was used at least \(wrong) times for the municipality in the send module. After \(most) "
                        + "times the PIN cannot be used any more before the next season.")
            }
        let action = Phrase(
            "Var det noen hos dere som tastet feil, er alt i orden. Har ingen hos dere prøvd, ta kontakt med oss.",
            "Var det nokon hos dykk som tasta feil, er alt i orden. Har ingen hos dykk prøvd, ta kontakt med oss.",
            "If somebody of yours mistyped it, all is well. If nobody of yours has tried, contact us.")
        return MailText(
            language: language, subject: subject[language],
            blocks: [.paragraph(passOn[language]), .paragraph(what[language]), .paragraph(action[language])] + footer)
    }
}
