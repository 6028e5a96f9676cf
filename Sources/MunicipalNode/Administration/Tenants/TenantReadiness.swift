import AddressRegister
import Certificates
import Exchange
import Foundation
import Identifiers
import Store

/// One thing a tenant needs before it can go on, and whether it is there.
public struct ReadinessItem: Codable, Sendable, Equatable {
    /// A stable name for programs, as `register-certificate`.
    public let code: String
    public let done: Bool
    /// Whether the stage aimed at is refused without it.
    public let needed: Bool
    /// One line: what is there, or what is missing and how to get it.
    public let sentence: String
}

/// What a tenant must have before a stage: keys, addresses and record systems always, and from pilot on that the
/// address register says of it what it says of itself.
struct TenantReadiness {
    let setup: TenantSetup
    let target: Stage
    let session: AdministrationSession

    func items() async throws -> [ReadinessItem] {
        var items = [address(), signing(), encryption(), recordSystem()]
        for own in setup.addresses {
            items.append(mailbox(own))
            if target != .test { items += await registered(own) }
            if let item = stageDomain(own) { items.append(item) }
        }
        return items
    }

    // MARK: - The tenant's own

    private var option: String { "--tenant \(setup.tenant.id)" }

    private func address() -> ReadinessItem {
        setup.addresses.isEmpty
            ? missing("own-address", "No HER-id of its own: `budstikke tenant address add \(option) HER-ID`.")
            : present("own-address", "HER-ids of its own: \(setup.addresses.count).")
    }

    private func signing() -> ReadinessItem { certificate(.signing) }
    private func encryption() -> ReadinessItem { certificate(.encryption) }

    private func certificate(_ purpose: KeyRecord.Purpose) -> ReadinessItem {
        let code = "\(purpose.rawValue)-certificate"
        guard let certificate = setup.activeCertificate(purpose) else {
            return missing(
                code, "No \(purpose.rawValue) certificate: `budstikke certificate import \(option) FILE.p12`.")
        }
        guard certificate.isValid(at: session.now) else {
            return missing(code, "The \(purpose.rawValue) certificate is not valid today; order and import a new one.")
        }
        guard certificate.organisationNumber == setup.tenant.organisationNumber else {
            return missing(code, "The \(purpose.rawValue) certificate is of another organisation than the tenant.")
        }
        if target != .test,
            case .refused(let refusal) = session.administration.trust.verdict(
                on: certificate, for: purpose.ofCertificate, of: setup.tenant.organisationNumber, at: session.now),
            !refusal.isTemporary
        {
            return missing(
                code, "The \(purpose.rawValue) certificate would not be trusted by partners: \(refusal.description)")
        }
        return present(code, "The \(purpose.rawValue) certificate is in use.")
    }

    private func recordSystem() -> ReadinessItem {
        let served = Set(setup.recordSystems.flatMap(\.herIDs))
        let unserved = setup.addresses.map(\.her).filter { !served.contains($0) }
        if setup.recordSystems.isEmpty || !unserved.isEmpty {
            let whom = unserved.isEmpty ? "" : " for \(unserved.map(\.description).joined(separator: ", "))"
            return missing("record-system", "No record system\(whom): `budstikke record-system add \(option) NAME …`.")
        }
        return present("record-system", "Record systems: \(setup.recordSystems.count).")
    }

    private func mailbox(_ own: OwnAddress) -> ReadinessItem {
        guard let mailbox = session.administration.configuration.mailboxes[own.mailbox] else {
            return missing("mailbox", "HER-id \(own.her): the mailbox `\(own.mailbox)` is not in the configuration.")
        }
        guard mailbox.ediAddress == own.ediAddress.text else {
            return missing(
                "mailbox",
                "HER-id \(own.her): the mailbox `\(own.mailbox)` is for \(mailbox.ediAddress), not "
                    + "\(own.ediAddress).")
        }
        return present("mailbox", "HER-id \(own.her): fetched from the mailbox `\(own.mailbox)`.")
    }

    private func stageDomain(_ own: OwnAddress) -> ReadinessItem? {
        let domains = session.administration.configuration.stageDomains.byStage
        guard let allowed = domains[target], !allowed.contains(String(own.ediAddress.domain)) else { return nil }
        return missing(
            "stage-domain",
            "HER-id \(own.her): \(own.ediAddress) is not in a mail domain of stage \(target.rawValue) "
                + "(`stageDomains` in the configuration).")
    }

    // MARK: - What the register says

    private func registered(_ own: OwnAddress) async -> [ReadinessItem] {
        let found: CommunicationParty?
        do { found = try await session.administration.register.party(own.her) } catch {
            return [missing("register", "HER-id \(own.her): the address register does not answer; try again.")]
        }
        guard let party = found, party.isActive else {
            return [missing("register", "HER-id \(own.her) is not active in the address register; have it registered.")]
        }
        return [
            agrees(
                "register-organisation", own, party.organisationNumber == setup.tenant.organisationNumber,
                "organisation number", found: party.organisationNumber?.digits,
                expected: setup.tenant.organisationNumber.digits),
            agrees(
                "register-address", own, party.ediAddress == own.ediAddress, "EDI address",
                found: party.ediAddress?.text, expected: own.ediAddress.text),
            registeredCertificate(own, party.signingCertificate, .signing),
            registeredCertificate(own, party.encryptionCertificate, .encryption),
        ]
    }

    private func registeredCertificate(
        _ own: OwnAddress, _ registered: Certificate?, _ purpose: KeyRecord.Purpose
    ) -> ReadinessItem {
        // Partners may go on using any generation that has not been retired; they verify with the one registered.
        let usable =
            purpose == .signing
            ? [setup.activeCertificate(.signing)].compactMap(\.self)
            : setup.keys.filter { $0.purpose == purpose && $0.retiredAt == nil }.compactMap(\.readCertificate)
        return agrees(
            "register-\(purpose.rawValue)-certificate", own, registered.map(usable.contains) ?? false,
            "\(purpose.rawValue) certificate", found: registered?.serialNumberHex,
            expected: setup.activeCertificate(purpose)?.serialNumberHex)
    }

    private func agrees(
        _ code: String, _ own: OwnAddress, _ holds: Bool, _ what: String, found: String?, expected: String?
    ) -> ReadinessItem {
        if holds { return present(code, "HER-id \(own.her): the address register has the right \(what).") }
        let says = found.map { "has the \(what) \($0)" } ?? "has no \(what)"
        let should = expected.map { ", it should be \($0)" } ?? ""
        return missing(code, "HER-id \(own.her): the address register \(says)\(should); have it changed there.")
    }

    private func missing(_ code: String, _ sentence: String) -> ReadinessItem {
        ReadinessItem(code: code, done: false, needed: true, sentence: sentence)
    }

    private func present(_ code: String, _ sentence: String) -> ReadinessItem {
        ReadinessItem(code: code, done: true, needed: true, sentence: sentence)
    }
}
