import AddressRegister
import Certificates
import CommandOutcome
public import Foundation
public import Identifiers
import Store

/// A communication party entered by hand, as commands show it. What it says goes before the register (M-065).
public struct PartnerSummary: Codable, Sendable, Equatable {
    public let her: HERId
    public let name: String?
    public let organisationNumber: OrganisationNumber?
    public let parent: HERId?
    public let ediAddress: EDIAddress?
    public let httpAddress: HTTPAddress?
    public let signingCertificate: String?
    public let encryptionCertificate: String?
    public let disabled: Bool
    public let reason: String
    public let exceptions: [String: Date]

    init(_ partner: ManualPartner) {
        her = partner.her
        name = partner.name
        organisationNumber = partner.organisationNumber
        parent = partner.parent
        ediAddress = partner.ediAddress
        httpAddress = partner.httpAddress
        signingCertificate = partner.signingCertificate
        encryptionCertificate = partner.encryptionCertificate
        disabled = partner.disabled
        reason = partner.reason
        exceptions = partner.exceptions
    }
}

/// The partners that were entered by hand, or with an organisation number those the register has under it.
public struct PartnerList: AdministrationRequest {
    public static let name = "partner.list"
    public struct Reply: Codable, Sendable, Equatable {
        public let manual: [PartnerSummary]
        public let registered: [RegisteredParty]
    }

    public var tenant: TenantID?
    public var organisation: OrganisationNumber?

    public init(tenant: TenantID?, organisation: OrganisationNumber? = nil) {
        self.tenant = tenant
        self.organisation = organisation
    }

    public func perform(in session: AdministrationSession) async throws -> Reply {
        let tenant = try await session.tenant(tenant)
        var manual = try await session.read(tenant) { try $0.records(ManualPartner.self) }
        var registered: [CommunicationParty] = []
        if let organisation {
            manual.removeAll { $0.organisationNumber != organisation }
            do { registered = try await session.administration.register.parties(organisation: organisation) } catch {
                throw AdministrationError.registerUnavailable
            }
        }
        return Reply(
            manual: manual.sorted { $0.her < $1.her }.map(PartnerSummary.init),
            registered: registered.sorted { $0.her < $1.her }.map {
                RegisteredParty($0, trust: session.administration.trust, now: session.now)
            })
    }
}

/// What is known about one partner: entered by hand, in the register, and where the two differ.
public struct PartnerShow: AdministrationRequest {
    public static let name = "partner.show"
    public struct Reply: Codable, Sendable, Equatable {
        public let her: HERId
        public let manual: PartnerSummary?
        public let registered: RegisteredParty?
        /// False when the register could not be asked.
        public let registerAnswered: Bool
        /// How often the partner's messages departed from the profile, by the name of the departure.
        public let departures: [String: Departure]
        /// Agreements with it, imported and the register's, and which one counts; empty where there is none.
        public let agreements: [AgreementSummary]
        /// What was entered by hand and is otherwise in the register, one line each.
        public let differences: [String]
    }

    /// A departure that was met and read.
    public struct Departure: Codable, Sendable, Equatable {
        public let count: Int
        public let last: Date

        init(count: Int, last: Date) {
            self.count = count
            self.last = last
        }
    }

    public var tenant: TenantID?
    public var her: HERId

    public init(tenant: TenantID?, her: HERId) {
        self.tenant = tenant
        self.her = her
    }

    public func perform(in session: AdministrationSession) async throws -> Reply {
        let tenant = try await session.tenant(tenant)
        let her = her
        let (manual, counts) = try await session.read(tenant) { store in
            (
                try store.record(ManualPartner.self, id: her.description),
                try store.record(DepartureCounts.self, id: her.description)
            )
        }
        var registered: CommunicationParty?
        var answered = true
        do { registered = try await session.administration.register.party(her) } catch { answered = false }
        guard manual != nil || registered != nil || !answered else {
            throw AdministrationError(
                "partner-unknown", "Neither the address register nor a person has told of HER-id \(her).",
                remedy: "Check the number; `budstikke partner add` enters one by hand.", exit: .noInput)
        }
        return Reply(
            her: her, manual: manual.map(PartnerSummary.init),
            registered: registered.map {
                RegisteredParty($0, trust: session.administration.trust, now: session.now)
            },
            registerAnswered: answered,
            departures: (counts?.uses ?? [:]).mapValues { Departure(count: $0.count, last: $0.last) },
            agreements: try await agreements(tenant, session), differences: differences(manual, registered))
    }

    /// What can be told; a register that does not answer is told of elsewhere.
    private func agreements(_ tenant: Tenant, _ session: AdministrationSession) async throws -> [AgreementSummary] {
        let questions = try await AgreementQuestions(tenant, in: session)
        var summaries: [AgreementSummary] = []
        for own in questions.addresses { summaries += (try? await questions.summaries(own.her, her)) ?? [] }
        return summaries
    }

    private func differences(_ manual: ManualPartner?, _ registered: CommunicationParty?) -> [String] {
        guard let manual, let registered else { return [] }
        var lines: [String] = []
        func compare(_ what: String, _ mine: String?, _ theirs: String?) {
            guard let mine, mine != theirs else { return }
            lines.append("\(what): by hand \(mine), in the register \(theirs ?? "nothing")")
        }
        compare("Name", manual.name, registered.name)
        compare("Organisation number", manual.organisationNumber?.digits, registered.organisationNumber?.digits)
        compare("EDI address", manual.ediAddress?.text, registered.ediAddress?.text)
        compare("Parent HER-id", manual.parent?.description, registered.parentHER?.description)
        func serial(_ pem: String?) -> String? {
            pem.flatMap { try? Certificate(pem: Array($0.utf8)) }?.serialNumberHex
        }
        compare(
            "Signing certificate", serial(manual.signingCertificate), registered.signingCertificate?.serialNumberHex)
        compare(
            "Encryption certificate", serial(manual.encryptionCertificate),
            registered.encryptionCertificate?.serialNumberHex)
        return lines
    }
}

extension AdministrationError {
    static let registerUnavailable = AdministrationError(
        "register-unavailable", "The address register does not answer.",
        remedy: "Try again; `budstikke doctor` looks for the cause.", exit: .unavailable)
}
