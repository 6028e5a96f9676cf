import ArgumentParser
import CommandOutcome
import Commands
import Foundation
import Identifiers
import MunicipalNode
import Reporting
import SealedSubmission
import Texts

/// How to log in to the send module.
struct SendModuleOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Log in by the letter's PIN, which is in this file or comes from stdin as `-`; without it the organisation "
                + "certificate logs in. A PIN gives sending and the status alone.", valueName: "file"))
    var pinFile: String?
    @Flag(help: "Log in by the letter's PIN, asked for at the terminal.") var askPin = false
    @Option(help: "The language of the sentences: nb, nn or en; the configuration's when left out.")
    var language: Language?

    func validate() throws {
        guard pinFile == nil || !askPin else {
            throw ValidationError("--pin-file and --ask-pin are two ways to one PIN.")
        }
    }

    var isByPIN: Bool { pinFile != nil || askPin }

    func language(_ configuration: Configuration) -> Language {
        language ?? Language(rawValue: configuration.language) ?? .nb
    }

    fileprivate func pin() throws -> String {
        let octets =
            try pinFile.map(InputFile.passphrase)
            ?? Prompt().secret("PIN: ", else: "Put it in a file that only you can read, and name it with --pin-file.")
        guard let pin = String(validating: octets, as: UTF8.self)?.trimmingCharacters(in: .whitespaces),
            !pin.isEmpty
        else { throw AdministrationError("pin-empty", "There is no PIN in what was given.", exit: .data) }
        return pin
    }
}

/// Which unit's submissions are meant.
struct UnitOption: ParsableArguments {
    @Option(help: ArgumentHelp("The unit, as 9901-00; not needed when only one is reported for.", valueName: "unit"))
    var unit: ReportingUnit?
    @Option(
        help: ArgumentHelp(
            "The municipality's organisation number, with a PIN where the configuration does not have it.",
            valueName: "number"), transform: OrganisationNumberArgument.read)
    var organisation: OrganisationNumber?
}

/// A way to the send module for one command: the configuration, what is known here, how to log in, and with a certificate
/// the installation that keeps it.
struct ReportLine: Sendable {
    let configuration: Configuration
    let office: SendingOffice
    let module: SendModuleClient
    let logIn: LogInWay
    let language: Language
    /// Nil with a PIN.
    let installation: AdministrationConnection?

    var desk: ReportDesk { ReportDesk(at: module, office: office, logIn: logIn) }

    /// Opens it for as long as `body` takes; faults are told in the language asked for.
    static func open<Value: Sendable>(
        _ global: GlobalOptions, tenant: TenantID?, _ options: SendModuleOptions,
        _ body: (ReportLine) async throws -> Value
    ) async throws -> Value {
        let configuration = try global.load()
        let language = options.language(configuration)
        do {
            let settings = try SendModuleClient.Settings(configuration)
            let client = try ReportKeyOptions.client()
            let pin = options.isByPIN ? try options.pin() : nil
            let module = try SendModuleClient(settings)
            do {
                let value: Value
                if let pin {
                    let office = try SendingOffice(configuration, organisation: nil, version: client.version)
                    value = try await body(
                        ReportLine(
                            configuration: configuration, office: office, module: module, logIn: .pin(pin),
                            language: language, installation: nil))
                } else {
                    value = try await global.connected { connection in
                        let own = try await connection.perform(TenantShow(tenant: tenant)).tenant.organisationNumber
                        let office = try SendingOffice(configuration, organisation: own, version: client.version)
                        return try await body(
                            ReportLine(
                                configuration: configuration, office: office, module: module,
                                logIn: .certificate(InstallationKeeper(connection, tenant: tenant)),
                                language: language, installation: connection))
                    }
                }
                await module.close()
                return value
            } catch {
                await module.close()
                throw error
            }
        } catch {
            throw AdministrationError(reporting: error, language) ?? error
        }
    }

    /// The units that are asked about: the one named, else those that are reported for.
    func claims(_ which: UnitOption, tenant: TenantID?) async throws -> [LogInClaim] {
        let own = office.agreed.filter { office.organisation == nil || $0.organisation == office.organisation }
        if let unit = which.unit {
            let known = own.first { $0.unit == unit }?.organisation
            guard let organisation = which.organisation ?? office.organisation ?? known else {
                throw AdministrationError(
                    "organisation-needed", "The municipality's organisation number is not known here.",
                    remedy: "Say it with --organisation, or in `reporting.municipalities`.", exit: .usage)
            }
            return [LogInClaim(unit: unit, organisation: organisation)]
        }
        if !own.isEmpty { return own }
        if let installation, let organisation = office.organisation {
            let begun = try await installation.perform(ReportList(tenant: tenant)).submissions.map(\.unit)
            let units = Set(begun).sorted()
            if !units.isEmpty { return units.map { LogInClaim(unit: $0, organisation: organisation) } }
        }
        throw AdministrationError(
            "unit-needed", "It is not known here which municipality is reported for.",
            remedy: "Say it with --unit 9901-00, or in `reporting.municipalities`.", exit: .usage)
    }

    /// The unit that a submission is of: the one named, else the receipt's, else as it was begun here.
    func claim(
        of submission: SubmissionID, _ receipt: SubmissionReceipt?, _ which: UnitOption, tenant: TenantID?
    ) async throws -> LogInClaim {
        var which = which
        if which.unit == nil { which.unit = receipt?.unit }
        if which.unit == nil {
            which.unit = try await installation?.perform(ReportList(tenant: tenant)).submissions.first {
                $0.submission == submission
            }?.unit
        }
        return try await claim(which, tenant: tenant)
    }

    /// One unit, for what is asked of one.
    func claim(_ which: UnitOption, tenant: TenantID?) async throws -> LogInClaim {
        let all = try await claims(which, tenant: tenant)
        guard let only = all.first, all.count == 1 else {
            throw AdministrationError(
                "unit-needed", "More than one unit is reported for.", remedy: "Say which one with --unit 9901-00.",
                details: all.map(\.unit.description), exit: .usage)
        }
        return only
    }
}
