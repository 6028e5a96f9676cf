import Commands
import Foundation
import Identifiers
import MunicipalNode
import Reporting
import Texts

/// The sheet for the IT department before a season: what must be reachable, and which mails must come through (I-027,
/// I-028, I-029, I-073).
struct SeasonSheet: Encodable {
    struct Line: Encodable {
        let host: String
        let expectedAddress: String?
        let port: Int
    }

    struct Mail: Encodable {
        let kind: String
        let sender: String?
        let subject: String
        let when: String
        let to: String
    }

    let line: Line?
    let mails: [Mail]
    private let language: Language

    private enum CodingKeys: CodingKey { case line, mails }

    init(_ configuration: Configuration, _ language: Language) {
        self.language = language
        line = configuration.reporting?.sendModule.map {
            Line(host: $0.address.host, expectedAddress: $0.expectedAddress, port: $0.address.port)
        }
        let senders = configuration.reporting?.mailSenders
        mails = ExpectedMail.all.map { mail in
            Mail(
                kind: mail.kind, sender: mail.sender == .register ? senders?.register : senders?.portal,
                subject: mail.subject.text(language), when: mail.when.text(language), to: mail.to.text(language))
        }
    }

    func text(_ paint: Paint) -> String {
        func words(_ nb: String, _ nn: String, _ en: String) -> String { Phrase(nb, nn, en).text(language) }
        let unknown = words(
            "ikke oppgitt (reporting.mailSenders)", "ikkje oppgjeve (reporting.mailSenders)",
            "not configured (reporting.mailSenders)")
        var sheet = FactSheet()
        sheet.add(words("Vert", "Vert", "Host"), line?.host ?? "–")
        sheet.add(
            words("Forventet adresse", "Venta adresse", "Expected address"),
            line?.expectedAddress ?? words("se brevet", "sjå brevet", "see the letter"))
        sheet.add(
            words("Åpning i brannmuren", "Opning i brannmuren", "Opening in the firewall"),
            line.map { words("ut, TCP-port \($0.port)", "ut, TCP-port \($0.port)", "outgoing, TCP port \($0.port)") })
        sheet.add(
            words("Nett", "Nett", "Network"),
            words("Helsenettet alene", "Helsenettet åleine", "Helsenettet alone"))
        var text =
            paint.bold(words("Til IT-avdelingen", "Til IT-avdelinga", "For the IT department")) + "\n" + sheet.text
            + "\n"
        text +=
            paint.bold(
                words(
                    "E-post som må slippe gjennom søppelfilteret", "E-post som må sleppe gjennom søppelfilteret",
                    "Mails that must come through the spam filter")) + "\n"
        for mail in mails {
            var facts = FactSheet()
            facts.add(words("Emne", "Emne", "Subject"), mail.subject)
            facts.add(words("Avsender", "Avsendar", "Sender"), mail.sender ?? unknown)
            facts.add(words("Til", "Til", "To"), mail.to)
            facts.add(words("Når", "Når", "When"), mail.when)
            text += facts.text + "\n"
        }
        return text
    }
}
