public import ArgumentParser
import CommandOutcome
import Commands
import Foundation
public import SealedSubmission
import ServiceCommands
import TrusteeNode

/// The keys of the year that submissions are sealed to.
struct KeysCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys", abstract: "The keys of the year that submissions are sealed to.",
        subcommands: [KeysNewCommand.self, KeysImportCommand.self, KeysExportCommand.self])
    static let examples = [
        Example("budstikke-trustee keys new --key k.pem --certificate c.pem", "our own key of the year"),
        Example("budstikke-trustee keys import register.p7s", "the register's, as it published it"),
    ]
}

/// The year that a key is for.
struct YearOption: ParsableArguments {
    @Option(help: "The year that is reported with it; that of the configured season when left out.") var year: Int?

    func validate() throws {
        if let year, !(2006...2099).contains(year) { throw ValidationError("A year is from 2006 to 2099.") }
    }
}

extension KeyHolder: ExpressibleByArgument {}

struct KeysNewCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "new", abstract: "Take our own key of the year into use, and publish it.",
        discussion: "The key is kept wrapped by the master key; destroy the file afterwards. Read the fingerprint to"
            + " those who call.")
    static let examples = [
        Example("budstikke-trustee keys new --key k.pem --certificate c.pem", "an unencrypted key"),
        Example("budstikke-trustee keys new --key k.pem --certificate c.pem --passphrase-file -", "asked from stdin"),
    ]
    @OptionGroup var options: TrusteeOptions
    @Option(help: "PEM with the private key.") var key: String
    @Option(help: "PEM with the certificate that was issued for it.") var certificate: String
    @Option(help: "File with the key's passphrase, or - for stdin.") var passphraseFile: String?
    @Option(help: "Days that submissions may be sealed to it.") var days = 300
    @OptionGroup var reported: YearOption

    func run() async throws {
        let passphrase = try passphraseFile.map { try InputFile.passphrase($0) }
        let key = try InputFile.read(key, limit: 65_536)
        let certificate = try InputFile.read(certificate, limit: 65_536)
        let summary = try await options.ask(
            KeyAddition(
                pem: key, passphrase: passphrase, certificate: certificate, year: reported.year, lasting: days))
        try options.output.show(summary, text: KeyText.text(summary))
    }
}

struct KeysImportCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Keep the register's published key of the year.")
    static let examples = [
        Example("budstikke-trustee keys import register.p7s", "then compare the fingerprint on the telephone"),
        Example("budstikke-trustee keys import register.p7s --json", "for a script"),
    ]
    @OptionGroup var options: TrusteeOptions
    @Argument(help: "The signed key, or - for stdin.") var file: String
    @OptionGroup var reported: YearOption

    func run() async throws {
        let signed = try InputFile.read(file, limit: 1 << 20)
        let summary = try await options.ask(RegisterKeyImport(signed, year: reported.year))
        try options.output.show(summary, text: KeyText.text(summary))
    }
}

struct KeysExportCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write a published key of the year to a file that is not there yet.")
    static let examples = [
        Example("budstikke-trustee keys export trustee trustee.p7s", "our own, to hand on"),
        Example("budstikke-trustee keys export register register.p7s", "the register's"),
    ]
    @OptionGroup var options: TrusteeOptions
    @Argument(help: "trustee or register.") var holder: KeyHolder
    @Argument(help: "The file to make.") var file: String
    @OptionGroup var reported: YearOption

    private struct Reply: Encodable {
        let file: String
        let octets: Int
    }

    func run() async throws {
        let signed = try await options.ask(PublishedKeyQuestion(of: holder, year: reported.year)).octets
        do {
            try Data(signed).write(to: URL(fileURLWithPath: file), options: .withoutOverwriting)
        } catch {
            throw AdministrationError(
                "cannot-create", "\(file) is there already or cannot be written.", exit: .cannotCreate)
        }
        try options.output.show(Reply(file: file, octets: signed.count), text: "Written: \(file).\n")
    }
}

enum KeyText {
    static func text(_ key: KeySummary) -> String {
        var sheet = FactSheet()
        sheet.add("Holder", key.holder)
        sheet.add("Year reported", String(key.year))
        sheet.add("Organisation", key.organisation)
        sheet.add("In use", "\(LocalTime.day(key.notBefore)) to \(LocalTime.day(key.notAfter))")
        sheet.add("Fingerprint", key.fingerprint)
        return sheet.text
    }
}
