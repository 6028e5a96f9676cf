public import CommandOutcome
public import Foundation
public import Identifiers
public import Reporting
public import SealedSubmission

extension SendModuleClient.Settings {
    /// - Throws: `AdministrationError` where the configuration has no send module.
    public init(_ configuration: Configuration) throws(AdministrationError) {
        guard let module = configuration.reporting?.sendModule else {
            throw AdministrationError(
                "send-module-not-set", "The configuration does not say where the send module is.",
                remedy: "Add `reporting.sendModule.address`; `budstikke config example` shows how.",
                exit: .configuration)
        }
        self.init(
            address: module.address, allowedHosts: AllowedHosts(configuration.allowedHosts),
            trustRootsFile: module.trustRoots)
    }
}

extension SendingOffice {
    /// What the configuration says, and whose certificate the installation has.
    public init(
        _ configuration: Configuration, organisation: OrganisationNumber?, version: ClientVersion,
        clock: @escaping @Sendable () -> Date = { Date() }
    ) throws(AdministrationError) {
        guard let reporting = configuration.reporting else { throw AdministrationError.reportingNotSet }
        let agreed = reporting.municipalities.flatMap { municipality in
            municipality.units.map { LogInClaim(unit: $0, organisation: municipality.organisation) }
        }
        self.init(
            organisation: organisation, agreed: agreed, trustee: reporting.trustee, register: reporting.register,
            version: version,
            signers: {
                do { return try ReportingTrust.signers(configuration, now: clock()) } catch {
                    throw AdministrationError.trustUnreadable
                }
            })
    }
}

extension AdministrationError {
    public static let reportingNotSet = AdministrationError(
        "reporting-not-set", "The configuration does not say who the trustee and the register are.",
        remedy: "Add `reporting:` with their organisation numbers; `budstikke config example` shows how.",
        exit: .configuration)
    public static let trustUnreadable = AdministrationError(
        "trust-unreadable", "The trust store or the revocation lists cannot be read.",
        remedy: "`budstikke doctor` says which file it is.", exit: .configuration)
}
