public import Certificates
public import Foundation
public import Identifiers
import Synchronization
import Texts

/// Which certificates of partners are believed: chained to the trust store, valid, not revoked (M-049, M-064).
///
/// Verdicts are kept for a while, since the same certificates come again and again; a verdict never outlives the
/// certificate or the revocation lists it was made with.
public final class PartnerTrust: Sendable {
    private struct Question: Hashable {
        let certificate: Certificate
        let purpose: CertificatePurpose
        let organisation: OrganisationNumber?
    }

    private struct Verdict {
        let outcome: ChainVerdict
        let from: Date
        let until: Date
    }

    private struct State {
        var revocation: RevocationLists
        var verdicts: [Question: Verdict] = [:]
        var asked: Set<Certificate> = []
    }

    private let store: TrustStore
    private let memory: TimeInterval
    private let state: Mutex<State>

    /// - Parameter memory: seconds a verdict may be kept.
    public init(store: TrustStore, revocation: RevocationLists, memory: TimeInterval = 300) {
        self.store = store
        self.memory = memory
        state = Mutex(State(revocation: revocation))
    }

    /// Takes new revocation lists into use and forgets all verdicts.
    public func replace(revocation: RevocationLists) {
        state.withLock { state in
            state.revocation = revocation
            state.verdicts.removeAll()
        }
    }

    /// Certificates that were asked about since the lists were last replaced, and those before.
    public var recentlyAsked: [Certificate] { state.withLock { Array($0.asked) } }

    /// The chain of a certificate, for finding the addresses of its revocation lists.
    public func chain(of certificate: Certificate, at now: Date) -> CertificateChain? {
        try? store.chain(certificate, at: now).get()
    }

    /// Whether the certificate is good at `now` for what it is to be used for.
    public func verdict(
        on certificate: Certificate, for purpose: CertificatePurpose, of organisation: OrganisationNumber?, at now: Date
    ) -> ChainVerdict {
        let question = Question(certificate: certificate, purpose: purpose, organisation: organisation)
        let (known, revocation) = state.withLock { ($0.verdicts[question], $0.revocation) }
        if let known, known.from <= now, now < known.until { return known.outcome }
        let outcome = store.verify(
            certificate, at: now, revocation: revocation, purpose: purpose, organisation: organisation)
        // A list that is out of date already changes no verdict by getting older.
        let next = revocation.lists.compactMap(\.nextUpdate).filter { $0 > now }.min()
        let end = min(certificate.notAfter, next ?? .distantFuture)
        let until = min(now.addingTimeInterval(memory), max(end, now))
        state.withLock { state in
            if state.verdicts.count >= 10_000 { state.verdicts.removeAll() }
            if state.asked.count >= 10_000 { state.asked.removeAll() }
            state.asked.insert(certificate)
            state.verdicts[question] = Verdict(outcome: outcome, from: now, until: until)
        }
        return outcome
    }

    /// Nil when trusted; else the reason why not.
    func setback(
        _ certificate: Certificate, for purpose: CertificatePurpose, of organisation: OrganisationNumber?, at now: Date
    ) -> Setback? {
        guard case .refused(let refusal) = verdict(on: certificate, for: purpose, of: organisation, at: now) else {
            return nil
        }
        let detail = ["chain": refusal.description]
        return switch refusal.code {
        case .expired: .refuse(.certificateExpired, detail)
        // It becomes valid by waiting, or when our clock is put right: never a reason to give a message up (T-067).
        case .notYetValid: .hold(.certificateNotYetValid, detail)
        case .revoked: .refuse(.certificateRevoked, detail)
        case .revocationUnknown: .hold(.revocationUnknown, detail)
        // Either the register is wrong, or somebody else has got into the partner's place: for a person to look at.
        case .otherOrganisation: .hold(.certificateOfAnother, detail)
        case .untrusted, .weak, .malformedChain, .notOrganisation, .wrongUsage:
            .refuse(.certificateUntrusted, detail)
        }
    }
}
