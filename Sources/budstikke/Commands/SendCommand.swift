import ArgumentParser
import Commands
import Foundation
import MunicipalNode

/// Submits a document as a record system does.
struct SendCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "send", abstract: "Submit a document as one of the tenant's record systems.",
        discussion: "The document says itself whom it is from and for. It is stored before this command ends.")
    static let examples = [
        Example("budstikke send referral.xml", "as the only record system"),
        Example("budstikke send - --record-system journal < referral.xml", "from stdin, as one of several"),
    ]
    @OptionGroup var global: GlobalOptions
    @OptionGroup var which: TenantOption
    @OptionGroup var change: ChangeOptions
    @Option(help: "As which record system; not needed when there is only one.") var recordSystem: String?
    @Argument(help: "The document, XML; - for stdin.") var file: String

    func run() async throws {
        let document = Data(try InputFile.read(file, limit: SendDocument.maximumBytes))
        let reply = try await global.ask(
            SendDocument(tenant: which.tenant, recordSystem: recordSystem, document: document),
            dryRun: change.dryRun)
        try global.output.show(
            reply, dryRun: change.dryRun, text: MessageText.sent(reply, note: change.note, tenant: which.tenant))
    }
}
