import ArgumentParser
import CommandOutcome
import Commands
import Foundation
import Identifiers
import MunicipalNode
import NationalIdentity
import Reporting
import SealedSubmission
import Store

/// The extract, sealed to the two national parties and signed by the municipality.
struct ReportSealCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "seal",
        abstract: "Seal an extract for sending: identities to the trustee, contents to the register.",
        discussion: "Needs no network. The extract is read and never copied; what is written can be opened by the two "
            + "parties only. Compare the keys' digits on the telephone with what their holders say: `report key`.")
    static let examples = [
        Example(
            "budstikke report seal extract.xml --trustee-key trustee.p7s --register-key register.p7s "
                + "--contact-role IPLOS-kontakt --contact-name Prøvesen --contact-email iplos@nordvik.example "
                + "--contact-phone 68050001",
            "the year's report"),
        Example(
            "budstikke report seal prove.xml --kind test --dry-run --trustee-key trustee.p7s --register-key register.p7s "
                + "--contact-role IPLOS-kontakt --contact-name Prøvesen --contact-email iplos@nordvik.example "
                + "--contact-phone 68050001",
            "whether everything is in place for a test"),
    ]
    @OptionGroup var global: GlobalOptions
    @OptionGroup var which: TenantOption
    @OptionGroup var change: ChangeOptions
    @OptionGroup var input: ExtractOptions
    @OptionGroup var keys: ReportKeyOptions
    @Option(help: "ordinary, correction, or test: a test goes the whole way, with invented persons, and never counts.")
    var kind: SubmissionKind = .ordinary
    @OptionGroup var people: ContactOptions
    @Option(help: ArgumentHelp("Where the submission's folder is made.", valueName: "directory")) var output = "."
    @Option(
        help: ArgumentHelp(
            "A sequence number that the report must not be below, as a refused `report send` by PIN names it.",
            valueName: "number"))
    var leastNumber: Int?
    @Option(help: ArgumentHelp("Cut parts at this size before compression.", valueName: "MiB")) var partSize = 16

    private struct Reply: Encodable {
        let submission: String?
        let folder: String?
        let unit: String
        let year: Int
        let kind: String
        let sequence: Int?
        let persons: Int
        let parts: Int?
        let withheld: Int?
        let verdict: String
    }

    func validate() throws {
        guard !output.isEmpty else { throw ValidationError("--output names a directory.") }
        guard leastNumber.map({ (1...1_000_000).contains($0) }) ?? true else {
            throw ValidationError("--least-number is from 1 to 1000000.")
        }
        guard (1...60).contains(partSize) else { throw ValidationError("--part-size is from 1 to 60.") }
    }

    func run() async throws {
        do { try await seal() } catch { throw AdministrationError(reporting: error) ?? error }
    }

    private func seal() async throws {
        let (people, configuration) = (try people.read(), try global.load())
        let verification = try keys.verification(configuration, now: Date())
        let (trusteeKey, registerKey) = (try keys.trustee(), try keys.register())
        try await global.connected { connection in
            let stage = try await connection.perform(TenantShow(tenant: which.tenant)).tenant.stage
            let realm: IdentityRealm = kind == .test || stage == .test ? .test : .production
            let check = input.check(realm: realm, examples: 0)
            let order = ReportSealing.Order(
                kind: kind, contact: people.contact, deputy: people.deputy, client: try ReportKeyOptions.client(),
                keys: { try verification($0).verify(trustee: trusteeKey, register: registerKey) },
                partSize: partSize << 20)
            let keeper = InstallationKeeper(connection, tenant: which.tenant)
            let sealing = ReportSealing(order, check: check, keeper: keeper.sealing(least: leastNumber))
            if change.dryRun { return try await look(sealing, order, connection) }
            let sealed = try await sealing.run(input.file, companion: try input.companion()) { unit, year, sequence in
                SubmissionFolder(path: "\(output)/\(unit)-\(year)-\(kind.rawValue)-\(sequence)")
            }
            try show(sealed)
            if let words = input.needlessCompanion(sealed.summary) { global.output.say(words) }
            let verified = try verification(sealed.manifest.year).verify(trustee: trusteeKey, register: registerKey)
            for key in [verified.trustee, verified.register] {
                if let warning = KeyEnd.warning(key, now: Date()) { global.output.say(warning) }
            }
        }
    }

    /// Everything but the sealing.
    private func look(
        _ sealing: ReportSealing, _ order: ReportSealing.Order, _ connection: AdministrationConnection
    ) async throws {
        let (summary, unit, year) = try sealing.accepted(input.file, companion: try input.companion())
        _ = try order.keys(year)
        let begun = try await connection.perform(
            ReportBegin(tenant: which.tenant, unit: unit, year: year, kind: kind, least: leastNumber),
            dryRun: true)
        let reply = Reply(
            submission: nil, folder: nil, unit: unit.description, year: year, kind: kind.rawValue,
            sequence: begun.sequence, persons: summary.persons, parts: nil, withheld: nil,
            verdict: summary.verdict.rawValue)
        try global.output.show(
            reply, dryRun: true,
            text: "Everything is in place to seal \(summary.persons) persons of \(unit), \(year), "
                + "as \(kind.rawValue) number \(begun.sequence). Nothing was written.\n")
    }

    private func show(_ sealed: ReportSealing.Sealed) throws {
        let manifest = sealed.manifest
        let reply = Reply(
            submission: manifest.submission.text, folder: sealed.folder.path, unit: manifest.unit.description,
            year: manifest.year, kind: manifest.kind.rawValue, sequence: manifest.sequence,
            persons: manifest.personCount, parts: manifest.parts.count, withheld: sealed.withheld,
            verdict: sealed.summary.verdict.rawValue)
        let octets = manifest.parts.map(\.octets).reduce(0, +)
        var text = "Sealed \(manifest.personCount) persons of \(manifest.unit), \(manifest.year), as "
        text += "\(manifest.kind.rawValue) number \(manifest.sequence).\n"
        text += "\(manifest.parts.count) parts, \(octets) octets: \(sealed.folder.path)\n"
        text += "Submission \(manifest.submission)\n"
        if sealed.withheld > 0 {
            text +=
                "\(sealed.withheld) values that could be identity numbers stood in other fields and were left out.\n"
        }
        if sealed.summary.verdict == .losses {
            text += "Some rows or persons will not be counted: `budstikke report check` says which.\n"
        }
        try global.output.show(reply, dryRun: false, text: text)
    }
}
