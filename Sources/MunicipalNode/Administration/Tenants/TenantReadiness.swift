import AddressRegister
import Certificates
import Exchange
import Foundation
import Identifiers
import Store
import Texts

/// One thing a tenant needs before it can go on, and whether it is there.
public struct ReadinessItem: Codable, Sendable, Equatable {
    /// A stable name for programs, as `register-certificate`.
    public let code: String
    public let done: Bool
    /// Whether the stage aimed at is refused without it.
    public let needed: Bool
    /// One line: what is there, or what is missing.
    public let sentence: String
    /// What to do about what is missing; nil when nothing is.
    public let remedy: String?

    /// What is missing and what to do, on one line.
    public var line: String { remedy.map { "\(sentence) \($0)" } ?? sentence }
}

/// What a tenant must have before a stage: keys, addresses and record systems always, and from pilot on that the
/// address register says of it what it says of itself.
struct TenantReadiness {
    let setup: TenantSetup
    let target: Stage
    let session: AdministrationSession

    /// The code of the only thing that may pass by itself.
    static let registerSilent = "register-silent"

    func items() async throws -> [ReadinessItem] {
        var items = [address(), signing(), encryption(), recordSystem()]
        for own in setup.addresses {
            items.append(mailbox(own))
            if target != .test { items += await registered(own) }
            if let item = stageDomain(own) { items.append(item) }
        }
        // Before the start (IS-1920 2.2): who is there already is not called incomplete for it.
        if target == .production, setup.tenant.stage != .production { items.append(try await reviewed()) }
        return items
    }

    // MARK: - The tenant's own

    private var option: String { "--tenant \(setup.tenant.id)" }

    private func address() -> ReadinessItem {
        setup.addresses.isEmpty
            ? missing(
                "own-address", "No HER-id of its own.", "`budstikke tenant address add HER-ID \(option)` adds one.")
            : present("own-address", "HER-ids of its own: \(setup.addresses.count).")
    }

    private func signing() -> ReadinessItem { certificate(.signing) }
    private func encryption() -> ReadinessItem { certificate(.encryption) }

    private func certificate(_ purpose: KeyRecord.Purpose) -> ReadinessItem {
        let code = "\(purpose.rawValue)-certificate"
        guard let certificate = setup.activeCertificate(purpose) else {
            return missing(
                code, "No \(purpose.rawValue) certificate in use.",
                "`budstikke certificate import FILE.p12 --purpose \(purpose.rawValue) --activate \(option)`.")
        }
        guard certificate.isValid(at: session.now) else {
            return missing(
                code, "The \(purpose.rawValue) certificate is not valid today.",
                "`budstikke certificate request \(purpose.rawValue) \(option)` orders a new one.")
        }
        guard certificate.organisationNumber == setup.tenant.organisationNumber else {
            return missing(
                code, "The \(purpose.rawValue) certificate is of another organisation than the tenant.",
                "Import one that is issued to \(setup.tenant.organisationNumber).")
        }
        if target != .test,
            case .refused(let refusal) = session.administration.trust.verdict(
                on: certificate, for: purpose.ofCertificate, of: setup.tenant.organisationNumber, at: session.now),
            !refusal.isTemporary
        {
            return missing(
                code, "The \(purpose.rawValue) certificate would not be trusted by partners: \(refusal.description)",
                "Put its issuer's certificates into \(session.administration.configuration.trustStore), or order one from "
                    + "an issuer that is there.")
        }
        return present(code, "The \(purpose.rawValue) certificate is in use.")
    }

    /// Nobody goes to production before a named person has gone through the state of security (M-021).
    private func reviewed() async throws -> ReadinessItem {
        let facts = try await SecurityFacts.read(setup.tenant, in: session)
        let controls = SecurityControls(facts: facts, language: .en).all()
        guard let review = controls.first(where: { $0.code == .review }), !review.isInOrder else {
            return present("security-review", "The state of information security has been gone through and signed.")
        }
        return missing(
            "security-review", "The state of information security has not been signed by a person: \(review.reason)",
            "`budstikke security report \(option)` shows it, `budstikke security sign --person NAME --seen MARK \(option)` signs it."
        )
    }

    private func recordSystem() -> ReadinessItem {
        let served = Set(setup.recordSystems.flatMap(\.herIDs))
        let unserved = setup.addresses.map(\.her).filter { !served.contains($0) }
        if setup.recordSystems.isEmpty || !unserved.isEmpty {
            let whom = unserved.isEmpty ? "" : " for \(unserved.map(\.description).joined(separator: ", "))"
            return missing(
                "record-system", "No record system\(whom).",
                "`budstikke record-system add NAME --folder FOLDER --her HER-ID \(option)` connects one.")
        }
        return present("record-system", "Record systems: \(setup.recordSystems.count).")
    }

    private func mailbox(_ own: OwnAddress) -> ReadinessItem {
        guard let mailbox = session.administration.configuration.mailboxes[own.mailbox] else {
            return missing(
                "mailbox", "HER-id \(own.her): the mailbox `\(own.mailbox)` is not in the configuration.",
                "Add it below `mailboxes`, then `budstikke reload`.")
        }
        guard mailbox.ediAddress == own.ediAddress.text else {
            return missing(
                "mailbox",
                "HER-id \(own.her): the mailbox `\(own.mailbox)` is for \(mailbox.ediAddress), not "
                    + "\(own.ediAddress).",
                "Correct `ediAddress` in the configuration, or give `tenant address add` the right --mailbox.")
        }
        return present("mailbox", "HER-id \(own.her): fetched from the mailbox `\(own.mailbox)`.")
    }

    private func stageDomain(_ own: OwnAddress) -> ReadinessItem? {
        let domains = session.administration.configuration.stageDomains.byStage
        guard let allowed = domains[target], !allowed.contains(String(own.ediAddress.domain)) else { return nil }
        return missing(
            "stage-domain",
            "HER-id \(own.her): \(own.ediAddress) is not in a mail domain of stage \(target.rawValue).",
            "Use an address of that stage, or add its domain to `stageDomains.\(target.rawValue)` in the configuration."
        )
    }

    // MARK: - What the register says

    private func registered(_ own: OwnAddress) async -> [ReadinessItem] {
        let found: CommunicationParty?
        do { found = try await session.administration.register.party(own.her) } catch {
            return [
                missing(
                    Self.registerSilent, "HER-id \(own.her): the address register does not answer.",
                    "Try again; `budstikke doctor` says what is wrong with it.")
            ]
        }
        guard let party = found, party.isActive else {
            return [
                missing(
                    "register", "HER-id \(own.her) is not active in the address register.", "Have it registered.")
            ]
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
        return missing(code, "HER-id \(own.her): the address register \(says)\(should).", "Have it changed there.")
    }

    private func missing(_ code: String, _ sentence: String, _ remedy: String) -> ReadinessItem {
        ReadinessItem(code: code, done: false, needed: true, sentence: sentence, remedy: remedy)
    }

    private func present(_ code: String, _ sentence: String) -> ReadinessItem {
        ReadinessItem(code: code, done: true, needed: true, sentence: sentence, remedy: nil)
    }
}
