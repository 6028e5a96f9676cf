import ArgumentParser
import CommandOutcome
import Commands
import Foundation
import Identifiers
import MunicipalNode
import Store

/// Leads a person through adding a tenant, step by step; each step is kept when it is answered, so that the same
/// command goes on where it was left. With all options given it asks nothing.
struct TenantAddCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Add a tenant: organisation, HER-ids, certificates, record systems, a test message. Can be resumed.")
    static let examples = [
        Example("budstikke tenant add", "be asked for everything, or go on where you left"),
        Example(
            "budstikke tenant add nordvik --name 'Nordvik kommune' --organisation-number 999… --controller Rådmannen --yes",
            "the organisation only, in a script"),
    ]
    @OptionGroup var global: GlobalOptions
    @OptionGroup var change: ChangeOptions
    @Argument(help: "A short name: lower-case letters, digits, hyphens.") var id: TenantID?
    @Option(help: "The organisation's name.") var name: String?
    @Option(help: "Nine digits, the last a check digit.", transform: OrganisationNumberArgument.read)
    var organisationNumber: OrganisationNumber?
    @Option(help: "The data controller (dataansvarlig): a person or role.") var controller: String?

    func run() async throws {
        let output = global.output
        let script = "Use --yes with all options in a script, and the single commands for the rest."
        // Before anything is written: what cannot be asked to the end is not begun.
        if !change.yes, !change.dryRun { try Prompt().requireTerminal(script) }
        try await global.connected { connection in
            let dialog = TenantDialog(connection: connection, output: output, dryRun: change.dryRun)
            let reply = try await dialog.organisation(
                id: id, name: name, number: organisationNumber, controller: controller)
            output.say(
                reply.created
                    ? "Added `\(reply.tenant.id)` in stage test\(change.note)."
                    : "`\(reply.tenant.id)` is there already.")
            if !change.yes, !change.dryRun { try await dialog.goOn(with: reply.tenant.id) }
            let after =
                change.dryRun
                ? reply : reply.with(try await connection.perform(TenantShow(tenant: reply.tenant.id)))
            try output.show(after, dryRun: change.dryRun, text: TenantText.show(after.setup))
        }
    }
}

/// The questions of `tenant add`.
struct TenantDialog {
    let connection: AdministrationConnection
    let output: Output
    let dryRun: Bool
    private let prompt = Prompt()

    init(connection: AdministrationConnection, output: Output, dryRun: Bool) {
        self.connection = connection
        self.output = output
        self.dryRun = dryRun
    }

    /// The organisation itself; what is not given is asked, unless the tenant is there already.
    func organisation(
        id: TenantID?, name: String?, number: OrganisationNumber?, controller: String?
    ) async throws -> TenantAdd.Reply {
        let begun = id == nil ? try await unfinished() : nil
        let id =
            try id
            ?? prompt.value(
                "Short name of the tenant, such as nordvik", suggestion: begun?.name,
                else: "Give it as the first argument.",
                hint: "Lower-case letters, digits and hyphens, beginning with a letter."
            ) { TenantID($0) }
        let existing = try await connection.perform(TenantList()).tenants.first { $0.id == id }
        let displayName = try name ?? existing?.name ?? ask("The organisation's name", "--name")
        let organisation =
            try number ?? existing?.organisationNumber
            ?? prompt.value(
                "Organisation number", else: "Give it with --organisation-number.",
                hints: OrganisationNumberArgument.fault
            ) { try? OrganisationNumberArgument.read($0) }
        let responsible =
            try controller ?? existing?.controller
            ?? ask("Data controller (dataansvarlig), a person or role", "--controller")
        return try await connection.perform(
            TenantAdd(
                id: id, displayName: displayName, organisationNumber: organisation, controller: responsible),
            dryRun: dryRun)
    }

    /// The tenant that somebody began with and did not finish, if there is just one.
    private func unfinished() async throws -> TenantID? {
        var found: [TenantID] = []
        for tenant in try await connection.perform(TenantList()).tenants where tenant.stage == .test {
            let shown = try await connection.perform(TenantShow(tenant: tenant.id))
            if shown.addresses.isEmpty || shown.recordSystems.isEmpty || shown.certificates.isEmpty {
                found.append(tenant.id)
            }
        }
        return found.count == 1 ? found[0] : nil
    }

    /// Everything after the organisation that is still missing.
    func goOn(with id: TenantID) async throws {
        output.say("You can stop at any question with Ctrl-C and go on later with `budstikke tenant add \(id)`.")
        try await addresses(of: id)
        try await certificates(of: id)
        try await recordSystems(of: id)
        try await test(id)
    }

    private func ask(_ question: String, _ option: String) throws -> String {
        try prompt.value(question, else: "Give it with \(option).", hint: "Something must be written here.") {
            $0.isEmpty ? nil : $0
        }
    }

    private let script = "Use the single commands in a script, and `tenant add` with --yes."

    private func addresses(of id: TenantID) async throws {
        var known = try await connection.perform(TenantShow(tenant: id)).addresses
        while try known.isEmpty || prompt.yes("Add another HER-id?", else: script) {
            let answer = try prompt.value(
                "HER-id of the service, empty for later", else: script, hint: "A number, 1 to 9 digits."
            ) { $0.isEmpty || HERId($0) != nil ? $0 : nil }
            guard let her = HERId(answer) else { return }
            do {
                let reply = try await address(her, of: id)
                reply.remarks.forEach(output.say)
                known.append(reply.address)
                output.say("HER-id \(her): \(reply.address.name), \(reply.address.ediAddress).")
            } catch let error as AdministrationError {
                output.say(ErrorText.text(error))
            }
        }
    }

    private func address(_ her: HERId, of id: TenantID) async throws -> AddressAdd.Reply {
        do {
            return try await connection.perform(AddressAdd(tenant: id, her: her))
        } catch let error where ["edi-address-needed", "register-unavailable"].contains(error.code) {
            output.say(error.sentence)
            let edi: EDIAddress = try prompt.value("Its EDI address", else: script, hint: "As in name@edi.example.") {
                EDIAddress($0)
            }
            return try await connection.perform(AddressAdd(tenant: id, her: her, ediAddress: edi))
        }
    }

    private func certificates(of id: TenantID) async throws {
        for purpose in [KeyRecord.Purpose.signing, .encryption] {
            var certificates = try await connection.perform(CertificateList(tenant: id)).certificates
            while !certificates.contains(where: { $0.purpose == purpose && $0.state == .active }) {
                let path = try prompt.value(
                    "File with the \(purpose.rawValue) certificate and key (PKCS #12 or PEM), empty for later",
                    else: script, hint: ""
                ) { $0 }
                if path.isEmpty { break }
                do {
                    let passphrase = try prompt.secret("Passphrase of the file: ", else: script)
                    let reply = try await connection.perform(
                        CertificateImport(
                            tenant: id, contents: Data(try InputFile.read(path, limit: CertificateImport.maximumBytes)),
                            passphrase: Data(passphrase), purpose: purpose, activate: true))
                    output.say(CertificateText.imported(reply, note: ""))
                } catch let error as AdministrationError {
                    output.say(ErrorText.text(error))
                }
                certificates = try await connection.perform(CertificateList(tenant: id)).certificates
            }
        }
    }

    private func recordSystems(of id: TenantID) async throws {
        while try await connection.perform(RecordSystemList(tenant: id)).recordSystems.isEmpty {
            let name = try prompt.value(
                "Name of the record system, such as journal, empty for later", else: script,
                hint: "Lower-case letters, digits and hyphens."
            ) { $0.isEmpty || TenantID($0) != nil ? $0 : nil }
            if name.isEmpty { return }
            let folder = try prompt.value("Its folder, absolute", else: script, hint: "A path beginning with /.") {
                $0.hasPrefix("/") ? $0 : nil
            }
            let own = try await connection.perform(TenantShow(tenant: id)).addresses.map(\.her)
            do {
                let reply = try await connection.perform(
                    RecordSystemAdd(tenant: id, systemName: name, folder: folder, herIDs: own))
                reply.remarks.forEach(output.say)
            } catch {
                output.say(ErrorText.text(error))
            }
        }
    }

    private func test(_ id: TenantID) async throws {
        guard connection.isServed else {
            return output.say("Start the server and send a test message with `budstikke tenant test --tenant \(id)`.")
        }
        guard try prompt.yes("Send a test message from the tenant to itself now?", else: script) else { return }
        do {
            let reply = try await connection.perform(SendTest(tenant: id))
            output.say(MessageText.testSent(reply, note: "", tenant: id))
        } catch {
            output.say(ErrorText.text(error))
        }
    }
}
