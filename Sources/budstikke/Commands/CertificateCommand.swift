import ArgumentParser
import CommandOutcome
import Commands
import Foundation
import MunicipalNode
import Store

/// The tenant's own keys and certificates.
struct CertificateCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "certificate", abstract: "The tenant's own keys and certificates.",
        subcommands: [
            CertificateListCommand.self, CertificateImportCommand.self, CertificateRequestCommand.self,
            CertificateActivateCommand.self, CertificateRetireCommand.self,
        ])
    static let examples = [
        Example("budstikke certificate list", "all of them, and how long they last"),
        Example("budstikke certificate import signing.p12", "import one with its key"),
    ]
}

struct CertificateListCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "All keys and certificates, and how long they last.")
    static let examples = [
        Example("budstikke certificate list", "a table"),
        Example("budstikke certificate list --tenant nordvik --json", "for programs"),
    ]
    @OptionGroup var global: GlobalOptions
    @OptionGroup var which: TenantOption

    func run() async throws {
        let reply = try await global.ask(CertificateList(tenant: which.tenant))
        try global.output.show(reply, text: CertificateText.list(reply))
    }
}

struct CertificateImportCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Import a certificate with its key (PKCS #12 or PEM), or the one that answers a request.",
        discussion: "The key is stored only encrypted under the master key. The passphrase is asked for without being "
            + "shown, or read from a file or stdin; never from the command line. An organisation has two: one to sign (key "
            + "usage nonRepudiation) and one to open what comes (digitalSignature, keyEncipherment).")
    static let examples = [
        Example("budstikke certificate import signing.p12", "be asked for the passphrase"),
        Example(
            "budstikke certificate import new.p12 --passphrase-file /run/pass --activate", "take it into use at once"),
    ]
    @OptionGroup var global: GlobalOptions
    @OptionGroup var which: TenantOption
    @OptionGroup var change: ChangeOptions
    @Argument(help: "PKCS #12 or PEM file; - for stdin.") var file: String
    @Option(help: "PEM file with the key, when it is in a file of its own.") var key: String?
    @Option(help: "File whose first line is the passphrase; - for stdin.") var passphraseFile: String?
    @Option(help: "signing or encryption; told by the certificate when left out.") var purpose: KeyRecord.Purpose?
    @Flag(help: "Take it into use at once, instead of the one in use.") var activate = false

    func run() async throws {
        let contents = try InputFile.read(file, limit: CertificateImport.maximumBytes)
        let keyBytes = try key.map { try InputFile.read($0, limit: CertificateImport.maximumBytes) }
        let passphrase = try passphrase(for: contents + (keyBytes ?? []))
        let reply = try await global.ask(
            CertificateImport(
                tenant: which.tenant, contents: Data(contents), key: keyBytes.map { Data($0) },
                passphrase: passphrase.map { Data($0) }, purpose: purpose, activate: activate),
            dryRun: change.dryRun)
        try global.output.show(reply, dryRun: change.dryRun, text: CertificateText.imported(reply, note: change.note))
    }

    private func passphrase(for contents: [UInt8]) throws -> [UInt8]? {
        if let passphraseFile {
            guard passphraseFile != "-" || file != "-" else {
                throw AdministrationError("usage", "Only one of the two can come from stdin.", exit: .usage)
            }
            return try InputFile.passphrase(passphraseFile)
        }
        let text = String(decoding: contents, as: UTF8.self)
        let isOpen = text.contains("-----BEGIN ") && !text.contains("ENCRYPTED")
        return isOpen
            ? nil : try Prompt().secret("Passphrase of \(file): ", else: "Give it with --passphrase-file FILE.")
    }
}

struct CertificateRequestCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "request",
        abstract: "Make a key here and print the request (PKCS #10) to send to the issuer.")
    static let examples = [
        Example("budstikke certificate request signing > signing.csr", "a request to send"),
        Example("budstikke certificate import signing.pem", "afterwards, when the certificate has come"),
    ]
    @OptionGroup var global: GlobalOptions
    @OptionGroup var which: TenantOption
    @OptionGroup var change: ChangeOptions
    @Argument(help: "signing or encryption.") var purpose: KeyRecord.Purpose
    @Option(help: "The name in the certificate; the tenant's when left out.") var commonName: String?

    func run() async throws {
        let reply = try await global.ask(
            CertificateRequest(tenant: which.tenant, purpose: purpose, commonName: commonName),
            dryRun: change.dryRun)
        global.output.say(
            reply.key.map { "Key \($0.id) is made and kept. Send the request to the issuer." }
                ?? "A key would be made and its request printed\(change.note).")
        try global.output.show(reply, dryRun: change.dryRun, text: reply.request)
    }
}

struct CertificateActivateCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "activate", abstract: "Take a certificate into use, instead of the one in use.")
    static let examples = [
        Example("budstikke certificate activate 3fa2", "the first digits of its id are enough"),
        Example("budstikke certificate activate 3fa2 --dry-run", "see what it would take the place of"),
    ]
    @OptionGroup var global: GlobalOptions
    @OptionGroup var which: TenantOption
    @OptionGroup var change: ChangeOptions
    @Argument(help: "The id, as `list` shows it.") var id: String

    func run() async throws {
        let reply = try await global.ask(CertificateActivate(tenant: which.tenant, key: id), dryRun: change.dryRun)
        let instead = reply.superseded.map { " instead of \($0)" } ?? ""
        try global.output.show(
            reply, dryRun: change.dryRun, text: "\(reply.certificate.id) is in use\(instead)\(change.note).\n")
    }
}

struct CertificateRetireCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "retire", abstract: "Take a key out of use for good.")
    static let examples = [
        Example("budstikke certificate retire 91bc", "an old one"),
        Example("budstikke certificate retire 91bc --force --yes", "the one in use, as when it is stolen"),
    ]
    @OptionGroup var global: GlobalOptions
    @OptionGroup var which: TenantOption
    @OptionGroup var change: ChangeOptions
    @Argument(help: "The id, as `list` shows it.") var id: String
    @Flag(help: "Also when it is the one in use.") var force = false

    func run() async throws {
        try change.confirm("The key \(id) will not be used again. Go on?")
        let reply = try await global.ask(
            CertificateRetire(tenant: which.tenant, key: id, force: force), dryRun: change.dryRun)
        try global.output.show(
            reply, dryRun: change.dryRun, text: "\(reply.certificate.id) is retired\(change.note).\n")
    }
}
