import Foundation
import OsloCalendar
import Texts
import Web

/// What an empty list says: why nothing is here, and what happens next and when (I-068, I-077).
enum EmptyList {
    static func sentence(_ season: SeasonCalendar?, now: Date, _ language: Language) -> String {
        guard let season else { return unknown.text(language) }
        let values = [
            "year": "\(season.yearReported)", "opens": PortalTime.day(season.opens, language),
            "last": PortalTime.day(season.lastDay, language), "from": PortalTime.day(season.feedbackFrom, language),
            "before": PortalTime.day(season.correctionsBefore, language),
            "final": PortalTime.day(season.finallyPublished, language),
        ]
        let phrase =
            switch season.phase(at: now) {
            case .notOpen: notOpen
            case .ordinary, .late: beforeFeedback
            case .correction: late
            case .closed: closed
            }
        return phrase.text(language, values: values)
    }

    private static let unknown = Phrase(
        "Her er ingen filer ennå. Når feillister er klare, får kommunens fellesadresse e-post, og de ligger her.",
        "Her er ingen filer enno. Når feillister er klare, får fellesadressa til kommunen e-post, og dei ligg her.",
        "There are no files here yet. When error lists are ready, the shared address gets a mail, and they are here.")
    private static let notOpen = Phrase(
        "Her er ingen filer ennå. Innsendingen for {year} åpner {opens} og varer til {last}. Feillister legges ut fra "
            + "{from}, og da får kommunens fellesadresse e-post.",
        "Her er ingen filer enno. Innsendinga for {year} opnar {opens} og varer til {last}. Feillister blir lagde ut "
            + "frå {from}, og då får fellesadressa til kommunen e-post.",
        "There are no files here yet. Submission for {year} opens on {opens} and lasts until {last}. Error lists come "
            + "from {from} on, and the shared address then gets a mail.")
    private static let beforeFeedback = Phrase(
        "Her er ingen filer ennå. Feillister for {year} legges ut fra {from}, og da får kommunens fellesadresse "
            + "e-post. "
            + "Om innsendingen er mottatt, ser dere i sendemodulen på Helsenettet.",
        "Her er ingen filer enno. Feillister for {year} blir lagde ut frå {from}, og då får fellesadressa til kommunen "
            + "e-post. Om innsendinga er motteken, ser de i sendemodulen på Helsenettet.",
        "There are no files here yet. Error lists for {year} come from {from} on, and the shared address then gets a "
            + "mail. The send module on Helsenettet shows whether the submission has arrived.")
    private static let late = Phrase(
        "Her er ingen filer. Feillister for {year} er sendt ut fra {from}. Er deres ikke her, er innsendingen ikke "
            + "mottatt eller ikke ferdig kontrollert: se status i sendemodulen på Helsenettet. Rettelser tas imot "
            + "til og "
            + "med dagen før {before}.",
        "Her er ingen filer. Feillister for {year} er sende ut frå {from}. Er dykkar ikkje her, er innsendinga ikkje "
            + "motteken eller ikkje ferdig kontrollert: sjå status i sendemodulen på Helsenettet. Rettingar blir tekne "
            + "imot til og med dagen før {before}.",
        "There are no files here. Error lists for {year} have been sent since {from}. If yours is not here, the "
            + "submission has not arrived or is not controlled yet: see its state in the send module on Helsenettet. "
            + "Corrections are taken until the day before {before}.")
    private static let closed = Phrase(
        "Her er ingen filer. Innsendingen for {year} er avsluttet, og endelige tall publiseres {final}.",
        "Her er ingen filer. Innsendinga for {year} er avslutta, og endelege tal blir publiserte {final}.",
        "There are no files here. Submission for {year} is closed, and the final figures are published on {final}.")
}
