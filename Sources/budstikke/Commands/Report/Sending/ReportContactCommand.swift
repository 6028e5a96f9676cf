import ArgumentParser
import CommandOutcome
import Commands
import Foundation
import Identifiers
import MunicipalNode
import Reporting
import SealedSubmission

/// Who answers for a submission: shown, or changed after it was sent.
struct ReportContactCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "contact", abstract: "Show or change who answers for a submission, and their deputy.",
        discussion: "Without an option it shows both. What is not named stays as it is. The register sends what is not "
            + "sent yet to the new contact, and tells the old one and the new one by mail. It takes the organisation "
            + "certificate; or, to change, the PIN, the submission's receipt, and all four facts of the contact.")
    static let examples = [
        Example("budstikke report contact 0b5e0e5c-7a44-4f0e-9c58-0d1f6a3b2c11", "who it is now"),
        Example(
            "budstikke report contact 0b5e0e5c-7a44-4f0e-9c58-0d1f6a3b2c11 --contact-name Testmoen "
                + "--contact-email testmoen@nordvik.example --yes", "somebody else in the same role"),
    ]
    @OptionGroup var global: GlobalOptions
    @OptionGroup var which: TenantOption
    @OptionGroup var change: ChangeOptions
    @OptionGroup var way: SendModuleOptions
    @OptionGroup var unit: UnitOption
    @OptionGroup var proof: ReceiptOption
    @Argument(help: "The submission, as `report status` lists it.") var submission: SubmissionID
    @Option(help: "The role of whoever answers for it, such as IPLOS-kontakt.") var contactRole: String?
    @Option(help: "Their name.") var contactName: String?
    @Option(help: "The address that mails are sent to.") var contactEmail: String?
    @Option(help: "Their telephone number.") var contactPhone: String?
    @Option(
        help: ArgumentHelp(
            "A deputy: role, name, address and telephone number, with semicolons.", valueName: "role;name;email;phone"))
    var deputy: String?
    @Flag(help: "There is no deputy any more.") var noDeputy = false

    private struct Reply: Encodable {
        let submission: String
        let contact: Contact
        let deputy: Contact?
        let changes: Int?
        let changedAt: Date?
    }

    func validate() throws {
        guard deputy == nil || !noDeputy else {
            throw ValidationError("--deputy and --no-deputy contradict each other.")
        }
    }

    private var changesSomething: Bool {
        noDeputy || [contactRole, contactName, contactEmail, contactPhone, deputy].contains { $0 != nil }
    }

    func run() async throws {
        let output = global.output
        try await ReportLine.open(global, tenant: which.tenant, way) { line in
            let receipt = try proof.verified(line, for: submission)
            let claim = try await line.claim(of: submission, receipt, unit, tenant: which.tenant)
            let now = try await current(line, claim)
            guard changesSomething else {
                guard let now else { throw SendFault(.proofNeeded) }
                return try output.show(reply(now.contact, now.deputy, now), text: text(now.contact, now.deputy))
            }
            let contact = try merged(with: now?.contact)
            let second = try noDeputy ? nil : deputy.map(Contact.init(deputy:)) ?? now?.deputy
            if change.dryRun {
                return try output.show(
                    reply(contact, second, nil), dryRun: true,
                    text: text(contact, second) + "Nothing was changed.\n")
            }
            output.say(text(contact, second))
            try change.confirm("Shall these answer for \(submission) from now on?")
            let changed = try await line.desk.change(
                submission, claim: claim, contact: contact, deputy: second, receipt: receipt)
            try output.show(
                reply(changed.contact, changed.deputy, changed), dryRun: false,
                text: "Changed. The register tells the old contact and the new one by mail.\n"
                    + text(changed.contact, changed.deputy))
        }
    }

    /// As it is now; nil with a PIN, which is not shown it.
    private func current(_ line: ReportLine, _ claim: LogInClaim) async throws -> ContactState? {
        guard !way.isByPIN else { return nil }
        return try await line.desk.contact(of: submission, claim: claim)
    }

    private func merged(with now: Contact?) throws -> Contact {
        guard let name = contactName ?? now?.name, let email = contactEmail ?? now?.email,
            let phone = contactPhone ?? now?.phone, let role = contactRole ?? now?.role
        else {
            throw AdministrationError(
                "contact-incomplete", "With a PIN the contact as it is now is not shown, so all of it must be given.",
                remedy: "Give --contact-role, --contact-name, --contact-email and --contact-phone, and the deputy.",
                exit: .usage)
        }
        if now == nil, deputy == nil, !noDeputy {
            throw AdministrationError(
                "deputy-needed", "With a PIN the deputy must be given too, or that there is none.",
                remedy: "Add --deputy or --no-deputy.", exit: .usage)
        }
        let contact = Contact(name: name, email: email, phone: phone, role: role)
        try contact.check("--contact")
        return contact
    }

    private func reply(_ contact: Contact, _ deputy: Contact?, _ state: ContactState?) -> Reply {
        Reply(
            submission: submission.text, contact: contact, deputy: deputy, changes: state?.number,
            changedAt: state?.changedAt)
    }

    private func text(_ contact: Contact, _ deputy: Contact?) -> String {
        var sheet = FactSheet()
        sheet.add("Contact", "\(contact.role): \(contact.name), \(contact.email), \(contact.phone)")
        sheet.add("Deputy", deputy.map { "\($0.role): \($0.name), \($0.email), \($0.phone)" } ?? "none")
        return sheet.text
    }
}
