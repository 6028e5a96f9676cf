import ArgumentParser
import CommandOutcome
import Commands
import Foundation
import Identifiers
import MunicipalNode
import Texts

/// Agreements with partners: what was brought in, what the register has, and which one counts.
struct AgreementCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "agreement",
        abstract: "Agreements (CPA) with partners: import, list, show, check, remove.",
        discussion:
            "One that is imported goes before the register's for as long as it is in force. Where there is none, the "
            + "national rule for parties without agreement holds.",
        subcommands: [
            AgreementImportCommand.self, AgreementListCommand.self, AgreementShowCommand.self,
            AgreementCheckCommand.self, AgreementRemoveCommand.self,
        ])
    static let examples = [
        Example("budstikke agreement check cpa.xml", "what is wrong with one, before it is used"),
        Example("budstikke agreement list --partner 8094866", "all with one partner, and which one counts"),
    ]
}

struct AgreementImportCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Bring an agreement in; it goes before the register's while it is in force.")
    static let examples = [
        Example("budstikke agreement import cpa.xml", "from now on"),
        Example("budstikke agreement import cpa.xml --dry-run", "only look what would happen"),
    ]
    @OptionGroup var global: GlobalOptions
    @OptionGroup var which: TenantOption
    @OptionGroup var change: ChangeOptions
    @Argument(help: "The agreement's XML, as it was issued; `-` is stdin.") var file: String

    func run() async throws {
        let xml = Data(try InputFile.read(file, limit: AgreementImport.maximumBytes))
        let reply = try await global.ask(AgreementImport(tenant: which.tenant, xml: xml), dryRun: change.dryRun)
        let text = AgreementText(language: .en, paint: global.output.paint)
        try global.output.show(reply, dryRun: change.dryRun, text: text.imported(reply, note: change.note))
    }
}

struct AgreementListCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Imported agreements, and the register's with those partners.")
    static let examples = [
        Example("budstikke agreement list", "with all partners that a person has entered"),
        Example("budstikke agreement list --partner 8094866", "with one partner, the register's too"),
    ]
    @OptionGroup var global: GlobalOptions
    @OptionGroup var which: TenantOption
    @Option(help: "Only those with this HER-id.") var partner: HERId?

    func run() async throws {
        let reply = try await global.ask(AgreementList(tenant: which.tenant, partner: partner))
        try global.output.show(lines: reply.agreements, text: AgreementText.list(reply.agreements))
    }
}

struct AgreementShowCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "One agreement: its parties, period, contents, and what the check finds.")
    static let examples = [
        Example("budstikke agreement show nav:qass:35065", "an imported one"),
        Example(
            "budstikke agreement show 4f1c0a52-7b11-4c7e-9d0e-0f3f4f3d2a10 --partner 8094866", "the register's"),
    ]
    @OptionGroup var global: GlobalOptions
    @OptionGroup var which: TenantOption
    @OptionGroup var words: AgreementWords
    @Argument(help: "The agreement's id (CPAId).") var cpaID: String
    @Option(help: "The partner, for one of the register's.") var partner: HERId?

    func run() async throws {
        let reply = try await global.ask(AgreementShow(tenant: which.tenant, cpaID: cpaID, partner: partner))
        let text = AgreementText(language: words.language, paint: global.output.paint)
        try global.output.show(reply, text: text.show(reply))
    }
}

struct AgreementCheckCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Check an agreement strictly, against the register and the trust store too.",
        discussion: "Ends with 1 when something is found that stops exchange. Nothing is changed.")
    static let examples = [
        Example("budstikke agreement check cpa.xml", "a file, before it is imported"),
        Example("budstikke agreement check nav:qass:35065", "an imported one"),
    ]
    @OptionGroup var global: GlobalOptions
    @OptionGroup var which: TenantOption
    @OptionGroup var words: AgreementWords
    @Argument(help: "A file, or the id (CPAId) of an agreement; a file of that name goes first.") var agreement: String
    @Option(help: "The partner, for one of the register's.") var partner: HERId?

    func run() async throws {
        let isFile = agreement == "-" || FileManager.default.fileExists(atPath: agreement)
        let xml = isFile ? Data(try InputFile.read(agreement, limit: AgreementImport.maximumBytes)) : nil
        let reply = try await global.ask(
            AgreementCheck(tenant: which.tenant, xml: xml, cpaID: isFile ? nil : agreement, partner: partner))
        let text = AgreementText(language: words.language, paint: global.output.paint)
        try global.output.show(reply, text: text.check(reply))
        if reply.stops { throw ExitCode(ExitStatus.negative.rawValue) }
    }
}

struct AgreementRemoveCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Remove an imported agreement; the register's counts again, where it has one.")
    static let examples = [
        Example("budstikke agreement remove nav:qass:35065", "after being asked"),
        Example("budstikke agreement remove nav:qass:35065 --dry-run", "only look what would happen"),
    ]
    @OptionGroup var global: GlobalOptions
    @OptionGroup var which: TenantOption
    @OptionGroup var change: ChangeOptions
    @Argument(help: "The agreement's id (CPAId).") var cpaID: String

    func run() async throws {
        try change.confirm("The agreement \(cpaID) will no longer be used. Go on?")
        let reply = try await global.ask(AgreementRemove(tenant: which.tenant, cpaID: cpaID), dryRun: change.dryRun)
        try global.output.show(reply, dryRun: change.dryRun, text: AgreementText.removed(reply, note: change.note))
    }
}
