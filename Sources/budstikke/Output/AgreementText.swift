import ArgumentParser
import Commands
import Foundation
import Identifiers
import MunicipalNode
import Texts

/// In which language findings are told.
struct AgreementWords: ParsableArguments {
    @Option(help: "The language of the findings: nb, nn or en.") var language: Language = .en
}

/// Agreements in words and tables.
struct AgreementText {
    let language: Language
    let paint: Paint

    static func list(_ agreements: [AgreementSummary]) -> String {
        var table = TextTable("CPA", "OWN", "PARTNER", "FROM", "GOT", "ENDS", "COUNTS")
        for agreement in agreements {
            table.row(
                agreement.cpaID, agreement.own.description, agreement.partner.description, source(agreement),
                LocalTime.day(agreement.gotAt), agreement.end.map(LocalTime.day) ?? "open",
                agreement.counts ? "yes" : "no: \(agreement.reason)")
        }
        return table.text(empty: "No agreement is imported; the rule for parties without agreement holds.")
    }

    func show(_ reply: AgreementShow.Reply) -> String {
        var sheet = FactSheet()
        let agreement = reply.agreement
        sheet.add("CPA", agreement.cpaID)
        sheet.add("Between", "\(agreement.own) and \(agreement.partner) \(agreement.partnerName ?? "")")
        sheet.add("From", "\(Self.source(agreement)), \(LocalTime.day(agreement.gotAt))")
        sheet.add("Begins", agreement.start.map(LocalTime.day))
        sheet.add("Ends", agreement.end.map(LocalTime.day) ?? "open")
        sheet.add("Counts", "\(agreement.counts ? "yes" : "no"). \(agreement.reason)")
        for (her, actions) in reply.sends.sorted(by: { $0.key < $1.key }) {
            sheet.add("\(her) may send", actions.joined(separator: ", "))
        }
        sheet.add(
            "Sent again",
            "\(reply.retries) times, \(Self.span(reply.retryInterval)) apart, given up after "
                + Self.span(reply.persistDuration))
        return sheet.text + findings(reply.findings)
    }

    func imported(_ reply: AgreementImport.Reply, note: String) -> String {
        let done = reply.replaced ? "replaces the one that was there" : "is imported"
        return "The agreement \(reply.agreement.cpaID) \(done)\(note). \(reply.agreement.reason)\n"
            + findings(reply.findings)
    }

    func check(_ reply: AgreementCheck.Reply) -> String {
        let verdict = reply.stops ? paint.red("cannot be used as it is") : paint.green("can be used")
        return findings(reply.findings) + "The agreement \(TextTable.clean(reply.cpaID)) \(verdict).\n"
    }

    static func removed(_ reply: AgreementRemove.Reply, note: String) -> String {
        let next = reply.next.map { "\($0.cpaID) counts from now on" } ?? "the rule for parties without agreement holds"
        return TextTable.clean("The agreement \(reply.cpaID) is removed\(note); \(next).") + "\n"
    }

    private func findings(_ lines: [AgreementRemarkLine]) -> String {
        lines.map { line in
            let mark =
                switch line.consequence {
                case .stops: paint.red("stops")
                case .warns: paint.yellow("warns")
                case .tells: "tells"
                }
            let what = line.what[language.rawValue] ?? line.code
            let action = line.action[language.rawValue] ?? ""
            return "\(mark)  \(line.code): \(TextTable.clean(what))\n       \(TextTable.clean(action))\n"
        }.joined()
    }

    private static func source(_ agreement: AgreementSummary) -> String {
        agreement.importedBy.map { "imported by \($0)" } ?? "register"
    }

    private static func span(_ seconds: Double) -> String {
        let whole = Int(seconds)
        if whole % 86_400 == 0 { return "\(whole / 86_400) days" }
        if whole % 3_600 == 0 { return "\(whole / 3_600) hours" }
        return "\(whole) s"
    }
}
