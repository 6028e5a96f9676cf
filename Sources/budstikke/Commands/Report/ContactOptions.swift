import ArgumentParser
import CommandOutcome
import Foundation
import SealedSubmission

/// Who answers for a report, and who does when they are away.
struct ContactOptions: ParsableArguments {
    @Option(help: "The role of whoever answers for it, such as IPLOS-kontakt.") var contactRole: String
    @Option(help: "Their name.") var contactName: String
    @Option(help: "The address that the receipt is sent to.") var contactEmail: String
    @Option(help: "Their telephone number.") var contactPhone: String
    @Option(
        help: ArgumentHelp(
            "A deputy: role, name, address and telephone number, with semicolons.", valueName: "role;name;email;phone"))
    var deputy: String?

    func read() throws -> (contact: Contact, deputy: Contact?) {
        let contact = Contact(name: contactName, email: contactEmail, phone: contactPhone, role: contactRole)
        try contact.check("--contact")
        return (contact, try deputy.map(Contact.init(deputy:)))
    }
}

extension Contact {
    /// Reads `role;name;email;phone`.
    init(deputy: String) throws {
        let fields = deputy.split(separator: ";", omittingEmptySubsequences: false).map {
            $0.trimmingCharacters(in: .whitespaces)
        }
        guard fields.count == 4 else {
            throw AdministrationError(
                "deputy-incomplete", "A deputy is role;name;email;phone, in quotes.", exit: .usage)
        }
        self.init(name: fields[1], email: fields[2], phone: fields[3], role: fields[0])
        try check("--deputy")
    }

    func check(_ option: String) throws {
        guard let fault else { return }
        throw AdministrationError(fault.rawValue, "\(option): \(SubmissionFault(fault).description)", exit: .usage)
    }
}
