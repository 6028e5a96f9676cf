import ArgumentParser
import CommandOutcome
import Commands
import Foundation
import Glibc
import Identifiers
import MunicipalNode
import Reporting
import SealedSubmission
import Texts

/// A sealed report, sent; and the trustee's signed receipt for it.
struct ReportSendCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "send",
        abstract: "Send a sealed report to the send module, and keep the signed receipt beside it.",
        discussion:
            "Needs Helsenettet and nothing else. Municipality, district, organisation number, year, season, keys "
            + "and version are checked before anybody logs in. An upload that was cut goes on where it ended: send the "
            + "same folder again. --dry-run does all that comes before the log-in.")
    static let examples = [
        Example(
            "budstikke report send 9901-00-2016-ordinary-1",
            "log in by the organisation certificate, see what it is, and send"),
        Example("budstikke report send 9901-00-2016-ordinary-1 --dry-run", "whether it would be taken now"),
    ]
    @OptionGroup var global: GlobalOptions
    @OptionGroup var which: TenantOption
    @OptionGroup var change: ChangeOptions
    @OptionGroup var way: SendModuleOptions
    @Argument(help: "The folder that `report seal` made.") var folder: String

    private struct Reply: Encodable {
        struct Part: Encodable {
            let name: String
            let octets: Int
            let sha256: String
        }

        let submission: String
        let unit: String
        let year: Int
        let kind: String
        let sequence: Int
        let persons: Int
        let countsAs: String?
        let receivedAt: Date?
        let nextReceiptBy: Date?
        let manifest: String
        let parts: [Part]
        let receiptFile: String?
        /// Whether all of it had arrived before.
        let wasThere: Bool

        init(_ manifest: SubmissionManifest, hash: ContentHash, sent: ReportSending.Sent?) {
            submission = manifest.submission.text
            unit = manifest.unit.description
            year = manifest.year
            kind = manifest.kind.rawValue
            sequence = manifest.sequence
            persons = manifest.personCount
            countsAs = sent?.receipt.kind.rawValue
            receivedAt = sent?.receipt.receivedAt
            nextReceiptBy = sent?.receipt.nextReceiptBy
            self.manifest = hash.description
            parts = manifest.parts.map {
                Part(name: $0.name.description, octets: $0.octets, sha256: $0.sha256.description)
            }
            receiptFile = sent?.receiptFile
            wasThere = sent?.wasThere ?? false
        }
    }

    func run() async throws {
        let output = global.output
        try await ReportLine.open(global, tenant: which.tenant, way) { line in
            let sending = ReportSending(to: line.module, office: line.office, logIn: line.logIn)
            let folder = SubmissionFolder(path: folder)
            let (report, look) = try await sending.rehearse(folder)
            if change.dryRun {
                let reply = Reply(report.manifest, hash: report.hash, sent: nil)
                return try output.show(
                    reply, dryRun: true,
                    text: "Everything is in place to send \(report.manifest.personCount) persons of "
                        + "\(report.manifest.unit), \(report.manifest.year). \(TextTable.clean(look.season.sentence)) Nothing was sent.\n"
                )
            }
            output.say(Self.question(report.manifest, look.season))
            try change.confirm("Shall it be sent?")
            let watcher = SendingWatcher(output, language: line.language)
            let sent = try await sending.run(folder) { watcher.note($0) }
            try output.show(
                Reply(sent.manifest, hash: sent.receipt.manifest, sent: sent), dryRun: false, text: text(sent))
        }
    }

    /// What is sent and who answers for it, shown before it goes (I-004, I-016).
    private static func question(_ manifest: SubmissionManifest, _ season: SeasonNow) -> String {
        let contact = "\(manifest.contact.role): \(manifest.contact.name), \(manifest.contact.email)"
        return "\(manifest.kind.rawValue) number \(manifest.sequence) of \(manifest.unit), \(manifest.year): "
            + "\(manifest.personCount) persons. Receipts go to \(TextTable.clean(contact)). \(TextTable.clean(season.sentence))"
    }

    private func text(_ sent: ReportSending.Sent) -> String {
        let (manifest, receipt) = (sent.manifest, sent.receipt)
        var sheet = FactSheet()
        sheet.add("Submission", manifest.submission.text)
        sheet.add("Received", LocalTime.text(receipt.receivedAt))
        sheet.add("Counts as", "\(receipt.kind.rawValue), number \(receipt.sequence)")
        sheet.add("Manifest", "SHA-256 \(receipt.manifest)")
        sheet.add("Receipt", sent.receiptFile)
        sheet.add(
            "Mail",
            "expected by \(LocalTime.text(receipt.nextReceiptBy)) at \(manifest.contact.email); else telephone the register"
        )
        let head =
            "\(sent.wasThere ? "Had arrived before" : "Sent"): \(manifest.personCount) persons of \(manifest.unit), "
            + "\(manifest.year), \(manifest.parts.count) parts. The receipt is signed by the trusted third party.\n"
        return head + sheet.text
    }
}

/// Tells on stderr how far a sending is: a line a stage, and at a terminal how much has gone.
private final class SendingWatcher: Sendable {
    private let output: Output
    private let language: Language
    private let isTerminal = isatty(2) == 1

    init(_ output: Output, language: Language) {
        self.output = output
        self.language = language
    }

    func note(_ progress: ReportSending.Progress) {
        switch progress {
        case .examined(let persons, let parts, let octets):
            if output.verbose {
                output.say("\(persons) persons in \(parts) parts, \(octets) octets: whole and as signed.")
            }
        case .looked, .received: break
        case .loggedIn: if output.verbose { output.say("Logged in.") }
        case .uploaded(let octets, let all):
            guard isTerminal, !output.quiet, all > 0 else { return }
            let end = octets == all ? "\n" : ""
            FileHandle.standardError.write(Data("\rSent \(octets * 100 / all) %\(end)".utf8))
        case .waiting(let code, let pause):
            output.say(
                "\(SendFault(code).text(language)) (\(code.rawValue)) Next try in \(pause.components.seconds) s.")
        }
    }
}
