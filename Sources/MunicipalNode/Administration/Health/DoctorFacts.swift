import Certificates
import EbXML
import Exchange
import FolderExchange
public import Foundation
public import Identifiers
public import Store

/// What `doctor` needs from the stores: certificates, folders and work that is stuck, for every tenant.
public struct DoctorFacts: AdministrationRequest {
    public static let name = "doctor.facts"

    public struct Reply: Codable, Sendable, Equatable {
        public var tenants: [TenantFacts]
        /// The time that the one who answers goes by; after a jump of the wall clock not the doctor's.
        public var now: Date?
        /// What the running server has of revocation lists; nil when none runs.
        public var revocation: RevocationStatus?

        public init(tenants: [TenantFacts], now: Date? = nil, revocation: RevocationStatus? = nil) {
            self.tenants = tenants
            self.now = now
            self.revocation = revocation
        }
    }

    public init() {}

    public func perform(in session: AdministrationSession) async throws -> Reply {
        var facts: [TenantFacts] = []
        for tenant in try await session.administration.installation.tenants().sorted(by: { $0.id.name < $1.id.name }) {
            do { facts.append(try await TenantExamination(tenant: tenant, session: session).facts()) } catch {
                // One tenant that cannot be read must not hide the others.
                facts.append(TenantFacts(tenant: tenant.id, stage: tenant.stage, readable: false))
            }
        }
        return Reply(
            tenants: facts, now: session.now, revocation: session.administration.exchange.revocationStatus())
    }
}

/// One tenant as `doctor` sees it.
public struct TenantFacts: Codable, Sendable, Equatable {
    public var tenant: TenantID
    public var stage: Stage
    /// False when its store could not be read; then nothing else is known.
    public var readable: Bool
    public var certificates: [CertificateSummary] = []
    /// Why partners would not trust an own active certificate, by key id.
    public var chainRemarks: [String: String] = [:]
    /// Partners entered by hand whose certificate runs out: HER-id and when.
    public var partnerCertificates: [PartnerExpiry] = []
    /// Agreements by which messages go and which end within two weeks, or have ended.
    public var endingAgreements: [AgreementExpiry] = []
    /// What is wrong with record systems' folders, by name.
    public var folderRemarks: [String: [String]] = [:]
    /// What the tenant's stage needs and does not have.
    public var missing: [String] = []
    /// Jobs set aside after crashes, by kind.
    public var parked: [String: Int] = [:]
    /// Messages held, by reason.
    public var held: [String: Int] = [:]
    /// When the newest message was stored.
    public var newestMessage: Date?

    public init(tenant: TenantID, stage: Stage, readable: Bool) {
        self.tenant = tenant
        self.stage = stage
        self.readable = readable
    }
}

/// A certificate of a partner that was entered by hand.
public struct PartnerExpiry: Codable, Sendable, Equatable {
    public let her: HERId
    public let notAfter: Date
}

/// An agreement that ends.
public struct AgreementExpiry: Codable, Sendable, Equatable {
    public let cpaID: String
    public let partner: HERId
    public let end: Date
}

/// Looks at one tenant.
private struct TenantExamination {
    let tenant: Tenant
    let session: AdministrationSession

    func facts() async throws -> TenantFacts {
        let setup = try await TenantSetup.read(tenant, in: session)
        var facts = TenantFacts(tenant: tenant.id, stage: tenant.stage, readable: true)
        facts.certificates = setup.keys.map { CertificateSummary($0, among: setup.keys, now: session.now) }
        facts.chainRemarks = chainRemarks(setup)
        facts.partnerCertificates = setup.partners.filter { !$0.disabled }.flatMap { partner in
            [partner.signingCertificate, partner.encryptionCertificate].compactMap { pem in
                pem.flatMap { try? Certificate(pem: Array($0.utf8)) }
                    .map { PartnerExpiry(her: partner.her, notAfter: $0.notAfter) }
            }
        }
        facts.endingAgreements = try await endingAgreements(setup)
        for system in setup.recordSystems {
            guard let folder = system.folder else { continue }
            let findings = RecordSystemFolder(path: folder, maximumSize: 1).report().findings
            if !findings.isEmpty { facts.folderRemarks[system.name] = findings.map(FolderRemark.sentence) }
        }
        facts.missing = try await TenantReadiness(setup: setup, target: tenant.stage, session: session).items()
            .filter { $0.needed && !$0.done }.map(\.line)
        try await work(into: &facts)
        return facts
    }

    /// Of imported agreements, and the register's with partners that are entered by hand; the register cannot be asked
    /// for all it has.
    private func endingAgreements(_ setup: TenantSetup) async throws -> [AgreementExpiry] {
        let questions = try await AgreementQuestions(tenant, in: session)
        let summaries = (try? await questions.summaries(of: Set(setup.partners.map(\.her)))) ?? []
        return summaries.filter(\.counts).compactMap { agreement in
            guard let end = agreement.end, end < session.now + AgreementInspection.warningTime else { return nil }
            return AgreementExpiry(cpaID: agreement.cpaID, partner: agreement.partner, end: end)
        }
    }

    private func chainRemarks(_ setup: TenantSetup) -> [String: String] {
        var remarks: [String: String] = [:]
        for purpose in [KeyRecord.Purpose.signing, .encryption] {
            guard let record = setup.keys.active(purpose), let certificate = record.readCertificate,
                case .refused(let refusal) = session.administration.trust.verdict(
                    on: certificate, for: purpose.ofCertificate, of: tenant.organisationNumber, at: session.now)
            else { continue }
            remarks[record.id] = refusal.description
        }
        return remarks
    }

    private func work(into facts: inout TenantFacts) async throws {
        // Parked jobs are listed by the writer; nothing is changed.
        let parked = try await session.store(tenant).write { try $0.parked() }
        for entry in parked { facts.parked[entry.job.kind, default: 0] += 1 }
        let (held, newest) = try await session.read(tenant) { store in
            var query = MessageQuery()
            query.states = [.held]
            query.limit = 500
            let held = try store.messages(query)
            var latest = MessageQuery()
            latest.limit = 1
            return (held, try store.messages(latest).first?.createdAt)
        }
        for message in held { facts.held[message.reason ?? "unknown", default: 0] += 1 }
        facts.newestMessage = newest
    }
}
