import ArgumentParser
import CommandOutcome
import Commands
import Foundation
import Identifiers
import MunicipalNode
import Reporting
import SealedSubmission

/// This year's public keys of the two parties.
struct ReportKeyOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The trusted third party's published key.", valueName: "file")) var trusteeKey: String
    @Option(help: ArgumentHelp("The register's published key.", valueName: "file")) var registerKey: String

    func trustee() throws -> [UInt8] { try Self.read(trusteeKey) }
    func register() throws -> [UInt8] { try Self.read(registerKey) }

    private static func read(_ path: String) throws -> [UInt8] { try InputFile.read(path, limit: 64 << 10) }

    /// Judges keys of a year by the installation's trust store.
    func verification(
        _ configuration: Configuration, now: Date
    ) throws -> @Sendable (Int) throws -> PublishedKeyVerification {
        guard let parties = configuration.reporting else {
            throw AdministrationError.reportingNotSet
        }
        let signers: SignerVerification
        do { signers = try ReportingTrust.signers(configuration, now: now) } catch {
            throw AdministrationError.trustUnreadable
        }
        let client = try Self.client().version
        return {
            PublishedKeyVerification(
                signers: signers, year: $0, client: client, trustee: parties.trustee, register: parties.register)
        }
    }

    /// This program, as manifests name it.
    static func client() throws -> SealingClient {
        guard let version = ClientVersion(Configuration.product.version) else {
            throw AdministrationError("internal", "The program's version is no version.", exit: .software)
        }
        return SealingClient(name: "budstikke", version: version)
    }
}

/// "Are these the right keys?"
struct ReportKeyCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "key", abstract: "Judge this year's two published keys and show their digits for the telephone.")
    static let examples = [
        Example(
            "budstikke report key --year 2016 --trustee-key trustee.p7s --register-key register.p7s",
            "compare the digits with what the holders say"),
        Example(
            "budstikke report key --year 2016 --trustee-key t.p7s --register-key r.p7s --json", "for a script"),
    ]
    @OptionGroup var global: GlobalOptions
    @OptionGroup var keys: ReportKeyOptions
    @Option(help: "The year that is reported, not the one it is sent in.") var year: Int

    private struct Key: Encodable {
        let holder: String
        let organisation: String
        let year: Int
        let notAfter: Date
        let fingerprint: String
    }

    private struct Reply: Encodable {
        let keys: [Key]
    }

    func run() async throws {
        let now = Date()
        let verification = try keys.verification(try global.load(), now: now)
        let verified: VerifiedKeys
        do {
            verified = try verification(year).verify(trustee: try keys.trustee(), register: try keys.register())
        } catch { throw AdministrationError(reporting: error) ?? error }
        let both = [verified.trustee, verified.register]
        let reply = Reply(
            keys: both.map {
                Key(
                    holder: $0.key.holder.rawValue, organisation: $0.organisation.digits, year: $0.key.year,
                    notAfter: $0.key.notAfter, fingerprint: $0.fingerprint.description)
            })
        var sheet = FactSheet()
        for key in both {
            sheet.add(key.key.holder.rawValue, "organisation \(key.organisation), year \(key.key.year)")
            sheet.add("  digits", key.fingerprint.description)
            sheet.add("  good until", LocalTime.day(key.key.notAfter))
        }
        try global.output.show(reply, text: sheet.text)
        for key in both {
            if let warning = KeyEnd.warning(key, now: now) { global.output.say(warning) }
        }
    }
}

/// When a year's key ends, said in good time.
enum KeyEnd {
    /// From so many days before its end a key is warned of.
    static let days = 30

    /// Nil while its end is far away.
    static func warning(_ key: VerifiedKey, now: Date) -> String? {
        let left = Int((key.key.notAfter.timeIntervalSince(now) / 86_400).rounded(.down))
        guard left < days else { return nil }
        let when = left < 1 ? "in less than a day" : left == 1 ? "in one day" : "in \(left) days"
        return "The \(key.key.holder.rawValue)'s key of \(key.key.year) ends \(when), at "
            + "\(LocalTime.text(key.key.notAfter)): what is not sealed by then needs a new one."
    }
}

/// The reports that were begun here.
struct ReportListCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "The submissions that were begun here, newest first.")
    static let examples = [
        Example("budstikke report list", "the only tenant's"),
        Example("budstikke report list --tenant nordvik --json", "for a script"),
    ]
    @OptionGroup var global: GlobalOptions
    @OptionGroup var which: TenantOption

    func run() async throws {
        let reply = try await global.ask(ReportList(tenant: which.tenant))
        var table = TextTable("BEGUN", "UNIT", "YEAR", "KIND", "NO.", "SEALED", "SUBMISSION")
        for item in reply.submissions {
            table.row(
                LocalTime.text(item.begunAt), item.unit.description, String(item.year), item.kind,
                String(item.sequence), item.signedAt.map(LocalTime.text) ?? "never", item.submission.text)
        }
        try global.output.show(lines: reply.submissions, text: table.text(empty: "Nothing has been sealed yet."))
    }
}
