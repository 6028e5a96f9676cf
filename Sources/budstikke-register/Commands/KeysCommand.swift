import ArgumentParser
import Certificates
import CommandOutcome
import Commands
import Cryptography
import Foundation
import RegisterNode
import ServiceCommands

/// The register's own keys.
struct KeysCommand: ParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys",
        abstract: "The register's own keys: one to sign with, and one for each year's submissions.",
        subcommands: [KeysNewCommand.self, KeysAddCommand.self, KeysPublishCommand.self])
    static let examples = [
        Example("budstikke-register keys new --year 2017", "make next year's key and the request for its certificate"),
        Example("budstikke-register keys publish --year 2017 --output key.p7s", "what municipalities seal to"),
    ]
}

/// Which of the register's keys.
struct KeyChoice: ParsableArguments {
    @Flag(help: "The key that the register signs with.") var signing = false
    @Option(help: "The key that submissions about this year are sealed to.") var year: Int?

    func validate() throws {
        guard signing != (year != nil) else { throw ValidationError("Say either --signing or --year YEAR.") }
        if let year, !(2000...2100).contains(year) { throw ValidationError("A year has four digits.") }
    }

    var name: RegisterKeyFolder.Name { year.map { .encryption(year: $0) } ?? .signing }
}

struct KeysNewCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "new", abstract: "Make a key, and print the request for its certificate (PEM).",
        discussion: "The key never leaves the data directory. A key that is there is never replaced.")
    static let examples = [
        Example("budstikke-register keys new --year 2017 > 2017.csr", "for the issuer of organisation certificates"),
        Example("budstikke-register keys new --signing --json", "the request inside a JSON object"),
    ]
    @OptionGroup var choice: KeyChoice
    @OptionGroup var global: GlobalOptions

    private struct Made: Encodable {
        let key: String
        let request: String
    }

    func run() async throws {
        let configuration = try global.load()
        let request = try RegisterKeys.explained {
            try RegisterKeyFolder.open(configuration).make(
                choice.name, organisation: configuration.name, number: configuration.register)
        }
        _ = try await global.ask(AuditNote(.keyMade, key: choice.name))
        let text = String(decoding: request, as: UTF8.self)
        try global.output.show(Made(key: choice.name.description, request: text), text: text)
    }
}

struct KeysAddCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Take a key's certificate, alone or with its private key, into use.",
        discussion: "A running server takes it into use within ten minutes.")
    static let examples = [
        Example("budstikke-register keys add 2017.pem --year 2017", "the certificate of a key made with `keys new`"),
        Example("budstikke-register keys add signing.pem --signing --key signing.key", "both, made elsewhere"),
    ]
    @Argument(help: "The certificate, PEM.") var certificate: String
    @OptionGroup var choice: KeyChoice
    @Option(help: "The private key, PEM; - for stdin.") var key: String?
    @Option(help: "A file with the passphrase of the private key.") var passphraseFile: String?
    @OptionGroup var global: GlobalOptions

    private struct Added: Encodable {
        let key: String
        let notAfter: Date
    }

    func run() async throws {
        let configuration = try global.load()
        let pem = try InputFile.read(certificate, limit: 64 << 10)
        let secret = try key.map { try InputFile.read($0, limit: 64 << 10) }
        let passphrase = try passphraseFile.map { try InputFile.passphrase($0) }
        let notAfter = try RegisterKeys.explained {
            guard let certificate = try? Certificate(pem: pem) else {
                throw AdministrationError("certificate-unreadable", "This is no certificate in PEM form.", exit: .data)
            }
            let privateKey: PrivateKey?
            do { privateKey = try secret.map { try PrivateKey(pem: $0, passphrase: passphrase) } } catch {
                throw AdministrationError(
                    "key-unreadable", "This is no private key in PEM form, or the passphrase is another.", exit: .data)
            }
            try RegisterKeyFolder.open(configuration).add(
                certificate, key: privateKey, as: choice.name, of: configuration.register)
            return certificate.notAfter
        }
        _ = try await global.ask(AuditNote(.keyAdded, key: choice.name))
        try global.output.show(
            Added(key: choice.name.description, notAfter: notAfter),
            text: "`\(choice.name)` is in use until \(LocalTime.day(notAfter)).\n")
    }
}

struct KeysPublishCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "publish", abstract: "Write this year's public key, signed by the register, to be published.")
    static let examples = [
        Example("budstikke-register keys publish --year 2017 --output key.p7s", "for the send module to hand out"),
        Example("budstikke-register keys publish --year 2017 --output key.p7s --json", "with the fingerprint as data"),
    ]
    @Option(help: "The year that is reported.") var year: Int
    @Option(help: "Where to write it.") var output: String
    @Option(help: "Days that submissions may be sealed to it; until the end of the year after when left out.")
    var days: Int?
    @OptionGroup var global: GlobalOptions

    func validate() throws {
        if let days, !(1...1_000).contains(days) { throw ValidationError("--days is from 1 to 1000.") }
    }

    private struct Written: Encodable {
        let file: String
        let fingerprint: [String]
        let notAfter: Date
    }

    func run() async throws {
        let configuration = try global.load()
        let published = try RegisterKeys.explained {
            try KeyPublication.make(
                year: year, lasting: days, keys: RegisterKeyFolder.open(configuration), configuration: configuration,
                now: Date())
        }
        guard !FileManager.default.fileExists(atPath: output) else {
            throw AdministrationError("exists", "There is a file \(output) already.", exit: .cannotCreate)
        }
        guard FileManager.default.createFile(atPath: output, contents: Data(published.signed)) else {
            throw AdministrationError("cannot-create", "\(output) cannot be written.", exit: .cannotCreate)
        }
        _ = try await global.ask(AuditNote(.keyPublished, key: .encryption(year: year)))
        try global.output.show(
            Written(file: output, fingerprint: published.fingerprint, notAfter: published.notAfter),
            text: "\(output) is the key for \(year). To be read aloud on the telephone:\n  "
                + published.fingerprint.joined(separator: " ") + "\n")
    }
}

/// What the commands about keys have in common.
enum RegisterKeys {
    /// Turns what goes wrong into what it means to the person at the command.
    static func explained<Value>(_ work: () throws -> Value) throws -> Value {
        do { return try work() } catch { throw AdministrationError(register: error) }
    }
}
