import ArgumentParser
import CommandOutcome
import Commands
import Foundation
import Identifiers
import MunicipalNode
import Reporting
import SealedSubmission

/// The receipt as proof beside a PIN.
struct ReceiptOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "With a PIN: the submission's receipt, which `report send` put beside the sealed folder.",
            valueName: "file"))
    var receipt: String?

    /// The receipt, signed by the trustee; nil when none was named.
    /// - Throws: `AdministrationError` for another document or another submission's.
    func verified(_ line: ReportLine, for submission: SubmissionID) throws -> SubmissionReceipt? {
        guard let receipt else { return nil }
        let signed = try InputFile.read(receipt, limit: SubmissionReceipt.maximumBytes)
        do {
            let document = try line.office.signers().open(
                signed, as: SubmissionReceipt.self, from: line.office.trustee
            ).document
            guard document.submission == submission else { throw SubmissionFault(.receiptOfOtherSubmission) }
            return document
        } catch let fault as SubmissionFault { throw SendFault(.receiptForged, cause: fault.code) }
    }
}

/// The archive's password, for whoever opens it with 7-Zip or WinZip.
struct ReportPasswordCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "password",
        abstract: "Show the feedback archive's password, from the send module.",
        discussion:
            "For whoever opens the archive with 7-Zip or WinZip. The send module shows it for a quarter of an hour "
            + "and then destroys it. It takes the organisation certificate, or the PIN and the submission's receipt. Text "
            + "output is the password alone.")
    static let examples = [
        Example("budstikke report password 0b5e0e5c-7a44-4f0e-9c58-0d1f6a3b2c11", "by the organisation certificate"),
        Example(
            "budstikke report password 0b5e0e5c-7a44-4f0e-9c58-0d1f6a3b2c11 --pin-file pin.txt "
                + "--receipt 9901-00-2016-ordinary-1.receipt.p7s", "by the letter's PIN and the receipt"),
    ]
    @OptionGroup var global: GlobalOptions
    @OptionGroup var which: TenantOption
    @OptionGroup var way: SendModuleOptions
    @OptionGroup var unit: UnitOption
    @OptionGroup var proof: ReceiptOption
    @Argument(help: "The submission, as `report status` lists it.") var submission: SubmissionID

    private struct Reply: Encodable {
        let submission: String
        let password: String
        let shownAt: Date
        let destroyedAt: Date
    }

    func run() async throws {
        let output = global.output
        try await ReportLine.open(global, tenant: which.tenant, way) { line in
            let receipt = try proof.verified(line, for: submission)
            let claim = try await line.claim(of: submission, receipt, unit, tenant: which.tenant)
            let shown = try await line.desk.password(of: submission, claim: claim, receipt: receipt)
            output.say("The send module has it until \(LocalTime.text(shown.destroyedAt)), and not afterwards.")
            try output.show(
                Reply(
                    submission: shown.submission.text, password: shown.password, shownAt: shown.shownAt,
                    destroyedAt: shown.destroyedAt), text: TextTable.clean(shown.password) + "\n")
        }
    }
}
