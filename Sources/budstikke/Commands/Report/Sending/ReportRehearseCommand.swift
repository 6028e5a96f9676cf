import ArgumentParser
import CommandOutcome
import Commands
import Cryptography
import Foundation
import Identifiers
import MunicipalNode
import Reporting
import SealedSubmission
import Texts

/// The whole walk before the season, with invented persons.
struct ReportRehearseCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "rehearse",
        abstract: "Go the whole way with invented persons, to the real send module, as a test that never counts.",
        discussion:
            "Gets this year's keys, invents an extract, checks it, seals it as a test, sends it and looks how far "
            + "it has come: what would fail in the season fails now. At its end it says what will be different then.")
    static let examples = [
        Example(
            "budstikke report rehearse --contact-role IPLOS-kontakt --contact-name Prøvesen "
                + "--contact-email iplos@nordvik.example --contact-phone 68050001", "some time before 2 January"),
        Example(
            "budstikke report rehearse --persons 830 --keep prove --unit 9901-00 --contact-role IPLOS-kontakt "
                + "--contact-name Prøvesen --contact-email iplos@nordvik.example --contact-phone 68050001 --json",
            "as many as a median municipality has, and keep what was made"),
    ]
    @OptionGroup var global: GlobalOptions
    @OptionGroup var which: TenantOption
    @OptionGroup var change: ChangeOptions
    @OptionGroup var unit: UnitOption
    @OptionGroup var people: ContactOptions
    @Option(help: "How many invented persons, at most 100000.") var persons = 20
    @Option(
        help: ArgumentHelp(
            "Keep the extract, the sealed folder and the receipt in this new directory.", valueName: "directory"))
    var keep: String?
    @Option(help: "The language of the sentences: nb, nn or en; the configuration's when left out.")
    var language: Language?

    private struct Reply: Encodable {
        struct Difference: Encodable {
            let code: String
            let sentence: String
        }

        let submission: String
        let unit: String
        let year: Int
        let sequence: Int
        let persons: Int
        let verdict: String
        let countsAs: String
        let receivedAt: Date
        let keys: [String: String]
        let timeline: [SubmissionTimeline.Entry]
        let differences: [Difference]
        let folder: String?
    }

    func validate() throws {
        guard (1...100_000).contains(persons) else { throw ValidationError("--persons is from 1 to 100000.") }
        guard keep?.isEmpty != true else { throw ValidationError("--keep names a directory.") }
    }

    func run() async throws {
        let (output, people) = (global.output, try people.read())
        let way = try SendModuleOptions.parse(language.map { ["--language", $0.rawValue] } ?? [])
        try await ReportLine.open(global, tenant: which.tenant, way) { line in
            guard let installation = line.installation else { return }
            let claim = try await line.claim(unit, tenant: which.tenant)
            if change.dryRun {
                let look = try await ModuleLook(line.module, office: line.office)
                _ = try look.bothKeys()
                return try output.show(
                    ["unit": claim.unit.description], dryRun: true,
                    text: "Everything is in place to rehearse for \(claim.unit). "
                        + "\(TextTable.clean(look.season.sentence)) Nothing was made or sent.\n")
            }
            let folder = try RehearsalFolder(keep)
            defer { folder.remove() }
            let rehearsal = Rehearsal(
                Rehearsal.Order(
                    persons: persons, claim: claim, contact: people.contact, deputy: people.deputy,
                    client: try ReportKeyOptions.client(),
                    keeper: InstallationKeeper(installation, tenant: which.tenant).sealing()),
                at: line.module, office: line.office, logIn: line.logIn)
            let seed = SecureRandom.bytes(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            let outcome = try await rehearsal.run(in: folder.path, seed: seed) { stage in
                output.say("\(stage.rawValue) …")
            }
            try show(outcome, line, output)
        }
    }

    private func show(_ outcome: Rehearsal.Outcome, _ line: ReportLine, _ output: Output) throws {
        let (manifest, receipt) = (outcome.sent.manifest, outcome.sent.receipt)
        let differences = SeasonDifference.allCases.map {
            Reply.Difference(code: $0.rawValue, sentence: $0.phrase.text(line.language, values: outcome.season.days))
        }
        let keys = ["trustee": outcome.keys.trustee, "register": outcome.keys.register]
        let reply = Reply(
            submission: manifest.submission.text, unit: manifest.unit.description, year: manifest.year,
            sequence: manifest.sequence, persons: manifest.personCount, verdict: outcome.check.verdict.rawValue,
            countsAs: receipt.kind.rawValue, receivedAt: receipt.receivedAt,
            keys: keys.mapValues(\.fingerprint.description), timeline: outcome.timeline.entries,
            differences: differences, folder: keep)
        let head = Phrase(
            "Prøven gikk bra: {persons} oppdiktede personer ble kontrollert, forseglet, sendt og kvittert for.",
            "Prøva gjekk bra: {persons} oppdikta personar blei kontrollerte, forsegla, sende og kvitterte for.",
            "The rehearsal went well: {persons} invented persons were checked, sealed, sent and receipted.")
        let then = Phrase("I sesongen blir dette annerledes:", "I sesongen blir dette annleis:", "In the season:")
        var text = output.paint.green(head.text(line.language, values: ["persons": "\(manifest.personCount)"])) + "\n"
        text += TimelineText(language: line.language, paint: output.paint).lines(outcome.timeline.entries)
        for (holder, key) in keys.sorted(by: { $0.key > $1.key }) { text += "  \(holder): \(key.fingerprint)\n" }
        text += "\n" + output.paint.bold(then.text(line.language)) + "\n"
        text += differences.map { "  • \($0.sentence)\n" }.joined()
        try output.show(reply, dryRun: false, text: text)
        for key in [outcome.keys.trustee, outcome.keys.register] {
            if let warning = KeyEnd.warning(key, now: Date()) { output.say(warning) }
        }
    }
}

/// Where a rehearsal's files lie: a directory of the person's, or one that goes away with it.
private struct RehearsalFolder {
    let path: String
    private let isKept: Bool

    init(_ keep: String?) throws {
        isKept = keep != nil
        path = keep ?? NSTemporaryDirectory() + "budstikke-rehearsal-" + UUID().uuidString.lowercased()
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        } catch {
            throw AdministrationError(
                "cannot-create", "\(path) cannot be made, or is there already.",
                remedy: "Name a new directory with --keep.", exit: .cannotCreate)
        }
    }

    func remove() {
        if !isKept { try? FileManager.default.removeItem(atPath: path) }
    }
}
