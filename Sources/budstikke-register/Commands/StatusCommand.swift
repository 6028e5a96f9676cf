public import ArgumentParser
import Commands
import Identifiers
import Register
public import RegisterNode
import ServiceCommands

/// Who has sent, and who has not.
struct StatusCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "All municipalities: not sent, sent, late, corrected, refused; and addresses that are not confirmed.",
        discussion: "With --json one line for each.")
    static let examples = [
        Example("budstikke-register status", "the newest season"),
        Example("budstikke-register status --year 2016 --standing notSent", "whom to remind"),
    ]
    @Option(help: "The year that the data are about.") var year: Int?
    @Option(help: "Only these: notSent, sent, late, corrected, refused.") var standing: StatusQuestion.Standing?
    @Flag(help: "Only those whose shared address nobody has confirmed, or whose mail comes back.")
    var unconfirmed = false
    @OptionGroup var global: GlobalOptions

    func run() async throws {
        let reply = try await global.ask(StatusQuestion(year: year))
        let units = reply.units.filter {
            (standing == nil || $0.standing == standing) && (!unconfirmed || $0.needsAddress)
        }
        try global.output.show(lines: units, text: text(reply, units))
    }

    private func text(_ reply: StatusQuestion.Reply, _ units: [StatusQuestion.Unit]) -> String {
        var table = TextTable("UNIT", "NAME", "STANDING", "ARRIVED", "PERSONS", "REMARKS", "STEP", "FETCHED", "ADDRESS")
        for unit in units {
            let counting = unit.inForce
            table.row(
                unit.unit.description, unit.name, unit.standing.rawValue, counting.map { LocalTime.text($0.arrivedAt) },
                counting.map { String($0.persons) }, counting?.findings.map(String.init), counting.map(Self.step),
                counting?.file?.fetchedAt.map(LocalTime.text),
                Self.address(unit))
        }
        let counts = StatusQuestion.Standing.allCases.map { standing in
            "\(standing.rawValue) \(reply.units.count { $0.standing == standing })"
        }
        var text = table.text(empty: "There are none.") + "\nYear \(reply.year): \(counts.joined(separator: ", ")).\n"
        text += PortalWords.text(reply.portal)
        if !reply.withoutReceipt.isEmpty { text += "Receipts that are late: \(reply.withoutReceipt.count).\n" }
        return text
    }

    /// The shared address with what is wrong with it, and contacts that mail does not reach.
    private static func address(_ unit: StatusQuestion.Unit) -> String {
        let remark = unit.addressConfirmed == false ? " (not confirmed)" : ""
        let words = unit.undelivered.map { mail in
            let what = "\(mail.state.rawValue)\(mail.code.map { " \($0)" } ?? "")"
            return mail.isSharedAddress ? " (undeliverable: \(what))" : "; contact \(mail.to) undeliverable: \(what)"
        }
        return unit.sharedAddress + remark + words.joined()
    }

    /// The last that is known of it.
    private static func step(_ counting: StatusQuestion.Counting) -> String {
        guard let file = counting.file else { return counting.state }
        if let refusal = file.refusal { return "refused by the portal: \(refusal)" }
        guard file.pushedAt != nil else { return "released, on its way" }
        if file.deletedAt != nil { return "deleted" }
        if file.forwardedAt != nil { return "forwarded" }
        return file.fetchedAt != nil ? "fetched" : "at the portal"
    }
}

extension StatusQuestion.Standing: ExpressibleByArgument {}
