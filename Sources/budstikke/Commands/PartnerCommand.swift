import ArgumentParser
import Commands
import Foundation
import Identifiers
import MunicipalNode

/// Partners: what a person has entered, beside what the register says.
struct PartnerCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "partner",
        abstract: "Communication partners: what was entered by hand, and what the register says.",
        subcommands: [
            PartnerListCommand.self, PartnerShowCommand.self, PartnerAddCommand.self, PartnerEditCommand.self,
            PartnerDisableCommand.self, PartnerEnableCommand.self, PartnerExceptionCommand.self,
            PartnerPingCommand.self,
        ])
    static let examples = [
        Example("budstikke partner show 8094866", "all that is known about one"),
        Example("budstikke partner list --organisation 999…", "an organisation's HER-ids"),
    ]
}

struct PartnerListCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Partners entered by hand, or an organisation's in the register.")
    static let examples = [
        Example("budstikke partner list", "those entered by hand"),
        Example("budstikke partner list --organisation 999…", "an organisation's, from the register too"),
    ]
    @OptionGroup var global: GlobalOptions
    @OptionGroup var which: TenantOption
    @Option(help: "Only this organisation's, the register's too.", transform: OrganisationNumberArgument.read)
    var organisation: OrganisationNumber?

    func run() async throws {
        let reply = try await global.ask(PartnerList(tenant: which.tenant, organisation: organisation))
        try global.output.show(reply, text: PartnerText.list(reply))
    }
}

struct PartnerShowCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "All that is known about one partner, and where hand and register differ.")
    static let examples = [
        Example("budstikke partner show 8094866", "in words"),
        Example("budstikke partner show 8094866 --json", "for programs"),
    ]
    @OptionGroup var global: GlobalOptions
    @OptionGroup var which: TenantOption
    @Argument(help: "The partner's HER-id.") var her: HERId

    func run() async throws {
        let reply = try await global.ask(PartnerShow(tenant: which.tenant, her: her))
        try global.output.show(reply, text: PartnerText.show(reply))
    }
}

/// What can be said about a partner by hand.
struct PartnerFacts: ParsableArguments {
    @Option(help: "Its name.") var name: String?
    @Option(help: "Its organisation number.", transform: OrganisationNumberArgument.read)
    var organisationNumber: OrganisationNumber?
    @Option(help: "The organisation's HER-id above it.") var parent: HERId?
    @Option(help: "Its mailbox address.") var ediAddress: EDIAddress?
    @Option(help: "Its HTTP address, to which messages are posted instead of mailed.") var httpURL: HTTPAddress?
    @Flag(help: "Take its HTTP address away: messages are mailed again.") var byMail = false
    @Option(help: "PEM file with its signing certificate.") var signingCertificate: String?
    @Option(help: "PEM file with its encryption certificate.") var encryptionCertificate: String?
    @Option(help: "Why this is done by hand.") var reason: String

    func request(_ tenant: TenantID?, _ her: HERId, _ mode: PartnerSet.Mode) throws -> PartnerSet {
        var request = PartnerSet(tenant: tenant, her: her, mode: mode, reason: reason)
        request.displayName = name
        request.organisationNumber = organisationNumber
        request.parent = parent
        request.ediAddress = ediAddress
        request.httpAddress = httpURL
        request.byMail = byMail
        request.signingCertificate = try signingCertificate.map(pem)
        request.encryptionCertificate = try encryptionCertificate.map(pem)
        return request
    }

    private func pem(_ path: String) throws -> String {
        String(decoding: try InputFile.read(path, limit: CertificateImport.maximumBytes), as: UTF8.self)
    }
}

struct PartnerAddCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Enter a partner by hand; it goes before the register and is never overwritten.")
    static let examples = [
        Example("budstikke partner add 8094866 --edi-address lege@edi.example --reason 'register is late'", "one fact"),
        Example("budstikke partner add 8094866 --encryption-certificate new.pem --reason 'new certificate'", "another"),
    ]
    @OptionGroup var global: GlobalOptions
    @OptionGroup var which: TenantOption
    @OptionGroup var change: ChangeOptions
    @OptionGroup var facts: PartnerFacts
    @Argument(help: "The partner's HER-id.") var her: HERId

    func run() async throws {
        let reply = try await global.ask(try facts.request(which.tenant, her, .add), dryRun: change.dryRun)
        try global.output.show(reply, dryRun: change.dryRun, text: "HER-id \(her) is entered by hand\(change.note).\n")
    }
}

struct PartnerEditCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit", abstract: "Change what was entered by hand.")
    static let examples = [
        Example(
            "budstikke partner edit 8094866 --http-url https://msh.lege.example/ebxml --reason agreed",
            "post messages to it"),
        Example("budstikke partner edit 8094866 --signing-certificate new.pem --reason 'renewed'", "a certificate"),
    ]
    @OptionGroup var global: GlobalOptions
    @OptionGroup var which: TenantOption
    @OptionGroup var change: ChangeOptions
    @OptionGroup var facts: PartnerFacts
    @Argument(help: "The partner's HER-id.") var her: HERId

    func run() async throws {
        let reply = try await global.ask(try facts.request(which.tenant, her, .edit), dryRun: change.dryRun)
        try global.output.show(
            reply, dryRun: change.dryRun, text: "What was entered about HER-id \(her) is changed\(change.note).\n")
    }
}

struct PartnerDisableCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "disable", abstract: "Stop all traffic with a partner.")
    static let examples = [
        Example("budstikke partner disable 8094866 --reason 'answers with others’ messages'", "after being asked"),
        Example("budstikke partner disable 8094866 --reason 'closed down' --yes", "in a script"),
    ]
    @OptionGroup var global: GlobalOptions
    @OptionGroup var which: TenantOption
    @OptionGroup var change: ChangeOptions
    @Argument(help: "The partner's HER-id.") var her: HERId
    @Option(help: "Why.") var reason: String

    func run() async throws {
        try change.confirm("Nothing will be sent to or taken from HER-id \(her). Go on?")
        let reply = try await global.ask(
            PartnerDisable(tenant: which.tenant, her: her, disabled: true, reason: reason), dryRun: change.dryRun)
        try global.output.show(reply, dryRun: change.dryRun, text: "HER-id \(her) is disabled\(change.note).\n")
    }
}

struct PartnerEnableCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "enable", abstract: "Let traffic with a disabled partner go on.")
    static let examples = [
        Example("budstikke partner enable 8094866 --reason 'corrected there'", "from now on"),
        Example("budstikke partner enable 8094866 --reason 'corrected there' --dry-run", "change nothing"),
    ]
    @OptionGroup var global: GlobalOptions
    @OptionGroup var which: TenantOption
    @OptionGroup var change: ChangeOptions
    @Argument(help: "The partner's HER-id.") var her: HERId
    @Option(help: "Why.") var reason: String

    func run() async throws {
        let reply = try await global.ask(
            PartnerDisable(tenant: which.tenant, her: her, disabled: false, reason: reason), dryRun: change.dryRun)
        try global.output.show(reply, dryRun: change.dryRun, text: "HER-id \(her) is enabled\(change.note).\n")
    }
}

struct PartnerExceptionCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "exception", abstract: "Allow a partner a named departure from the rules until a date.")
    static let examples = [
        Example(
            "budstikke partner exception 8094866 read-sha1 --until 2026-12-31 --reason 'old server'", "allow it"),
        Example("budstikke partner exception 8094866 read-sha1 --revoke --reason 'new server'", "take it back"),
    ]
    @OptionGroup var global: GlobalOptions
    @OptionGroup var which: TenantOption
    @OptionGroup var change: ChangeOptions
    @Argument(help: "The partner's HER-id.") var her: HERId
    @Argument(help: "\(PartnerException.known.keys.sorted().joined(separator: ", ")).") var exception: String
    @Option(help: "The last day it is allowed.") var until: TimeArgument?
    @Flag(help: "Take the exception back.") var revoke = false
    @Option(help: "Why.") var reason: String

    func validate() throws {
        if revoke == (until != nil) { throw ValidationError("Give either --until DATE or --revoke.") }
    }

    func run() async throws {
        let end = until.map { LocalTime.endOfDay($0.date(from: Date())) }
        let reply = try await global.ask(
            PartnerException(tenant: which.tenant, her: her, exception: exception, until: end, reason: reason),
            dryRun: change.dryRun)
        let what = end.map { "is allowed until \(LocalTime.day($0))" } ?? "is no longer allowed"
        try global.output.show(
            reply, dryRun: change.dryRun, text: "`\(exception)` for HER-id \(her) \(what)\(change.note).\n")
    }
}
