import Certificates
import CommandOutcome
public import Doctor
public import Foundation
import NIOHTTP1
import OsloCalendar
import SealedSubmission
import ServiceNode
import Trustee

/// Looks for everything that can keep the trustee from its work; changes nothing.
public struct TrusteeDoctor: Sendable {
    private let configuration: TrusteeConfiguration
    private let now: Date

    public init(_ configuration: TrusteeConfiguration, now: Date) {
        self.configuration = configuration
        self.now = now
    }

    /// - Parameter calls: whether the register is called, which may take some seconds.
    public func examine(calls: Bool = true) async -> DoctorReport {
        await examine(calls: calls) { () async throws(AdministrationError) in
            try await TrusteeAdministration.perform(DoctorQuestion(), configuration)
        }
    }

    /// - Parameter facts: asks the running service, or looks into the data directory.
    func examine(
        calls: Bool, _ facts: () async throws(AdministrationError) -> DoctorQuestion.Reply
    ) async -> DoctorReport {
        var findings = [masterKey(), trustStore(), revocation(), signing()] + lines()
        do throws(AdministrationError) { findings += state(try await facts()) } catch {
            findings.append(DoctorFinding("data", "Data directory", error))
        }
        if calls { findings.append(await register()) }
        return DoctorReport(findings)
    }

    // MARK: - Files

    private func masterKey() -> DoctorFinding {
        do throws(AdministrationError) {
            _ = try TrustFiles.masterKey(configuration)
            return DoctorFinding("master-key", "Master key", .ok, "It is there and protected.")
        } catch {
            return DoctorFinding("master-key", "Master key", error)
        }
    }

    private func trustStore() -> DoctorFinding {
        do throws(AdministrationError) {
            let certificates = try TrustFiles.certificates(in: configuration.trustStore)
            let roots = certificates.count { $0.isSelfIssued && $0.isAuthority }
            return DoctorFinding(
                "trust-store", "Trust store", roots == 0 ? .error : .ok,
                "\(roots) roots and \(certificates.count - roots) other certificates.",
                remedy: roots == 0 ? "Put the issuers' root certificates into \(configuration.trustStore)." : nil)
        } catch {
            return DoctorFinding("trust-store", "Trust store", error)
        }
    }

    private func revocation() -> DoctorFinding {
        let lists = RevocationFolder(configuration.revocation, required: configuration.revocationRequired).current
        let isStale = lists.nextUpdate.map { $0 < now } ?? false
        guard isStale || lists.lists.isEmpty else {
            return DoctorFinding("revocation", "Withdrawn certificates", .ok, "\(lists.lists.count) lists, all fresh.")
        }
        return DoctorFinding(
            "revocation", "Withdrawn certificates", configuration.revocationRequired ? .error : .warning,
            isStale
                ? "\(lists.lists.count) lists, and one at least is out of date."
                : "There is no list in \(configuration.revocation).",
            remedy: "Let a timer fetch the issuers' lists; what is signed waits without them.")
    }

    private func signing() -> DoctorFinding {
        let title = "Signing key"
        do throws(AdministrationError) {
            let certificate = try TrustFiles.signer(configuration).certificate
            let verdict = try TrustFiles.trust(configuration.trustStore).verify(
                certificate, at: now, revocation: RevocationLists(required: false), purpose: .signing,
                organisation: configuration.organisation)
            guard case .trusted = verdict else {
                return DoctorFinding(
                    "signing", title, .error, "Its certificate is not one that others will trust.",
                    remedy:
                        "It must be an organisation certificate for signing, valid now, of an issuer in the trust store."
                )
            }
            return .validity(of: certificate, "signing", title, now: now)
        } catch {
            return DoctorFinding("signing", title, error)
        }
    }

    /// The certificates that are shown to others on a line.
    private func lines() -> [DoctorFinding] {
        let register = configuration.register
        let shown: [(code: String, title: String, files: TrusteeConfiguration.KeyFiles?)] = [
            ("send-module", "The municipalities' door", configuration.sendModule.tls),
            ("status", "The register's door", register.statusListener?.tls),
            ("client", "The line to the register", register.client),
        ]
        return shown.compactMap { line in
            line.files.map { files in
                guard let bytes = try? TrustFiles.read(files.certificate),
                    let certificate = try? Certificate(pem: bytes)
                else {
                    return DoctorFinding(
                        line.code, line.title, .error, "There is no certificate in \(files.certificate).")
                }
                return .validity(of: certificate, line.code, line.title, now: now)
            }
        }
    }

    // MARK: - State

    private func state(_ facts: DoctorQuestion.Reply) -> [DoctorFinding] {
        [
            DoctorFinding("data", "Data directory", .ok, "It is there and opens."),
            municipalities(facts),
        ] + KeyHolder.allCases.map { key(of: $0, facts) } + [
            DoctorFinding(
                "audit", "Audit chain", facts.auditBrokenAt == nil && facts.openIntents == 0 ? .ok : .error,
                facts.auditBrokenAt.map { "It is broken at record \($0)." }
                    ?? "\(facts.auditRecords) records; \(facts.openIntents) uses of a key have no outcome.",
                remedy: facts.auditBrokenAt == nil && facts.openIntents == 0
                    ? nil : "`budstikke-trustee audit verify` tells more."),
            DoctorFinding(
                "waiting", "Submissions", facts.waiting == 0 ? .ok : .warning,
                "\(facts.waiting) are on their way to the register.",
                remedy: facts.waiting == 0 ? nil : "`budstikke-trustee status --waiting` shows them."),
            DoctorFinding(
                "rekey", "Pseudonyms", facts.generationBeingMade == nil ? .ok : .warning,
                facts.generationBeingMade.map { "Generation \($0) is being made; nothing is pseudonymised meanwhile." }
                    ?? "None are being replaced."),
            DoctorFinding(
                "requests", "Requests", .ok, "\(facts.openRequests) wait for another person.",
                remedy: facts.openRequests == 0 ? nil : "`budstikke-trustee mapping list` shows them."),
            DoctorFinding(
                "alarms", "Alarms", facts.alarms == 0 ? .ok : .warning, "\(facts.alarms) have been raised.",
                remedy: facts.alarms == 0 ? nil : "`budstikke-trustee alarms` shows them."),
        ]
    }

    private func municipalities(_ facts: DoctorQuestion.Reply) -> DoctorFinding {
        let remedy: String? =
            if facts.municipalities == 0 {
                "`budstikke-trustee municipality import FILE`"
            } else if facts.withoutPIN > 0 {
                "`budstikke-trustee pin import - --plain`; without a PIN only the certificate way is open."
            } else {
                nil
            }
        return DoctorFinding(
            "municipalities", "Municipalities",
            facts.municipalities == 0 ? .error : facts.withoutPIN == 0 ? .ok : .warning,
            "\(facts.municipalities) are known, \(facts.withoutPIN) of them without a PIN.", remedy: remedy)
    }

    private func key(of holder: KeyHolder, _ facts: DoctorQuestion.Reply) -> DoctorFinding {
        let isThere = facts.published.contains(holder)
        let command = holder == .trustee ? "new" : "import"
        return DoctorFinding(
            "key-\(holder.rawValue)", "Key of the \(holder.rawValue)", isThere ? .ok : .error,
            isThere
                ? "That of \(facts.yearReported) is published."
                : "That of \(facts.yearReported) is missing: nothing can be taken.",
            remedy: isThere ? nil : "`budstikke-trustee keys \(command)`")
    }

    // MARK: - The register

    private func register() async -> DoctorFinding {
        let title = "The register"
        let client: RegisterClient
        do throws(RegisterClientError) { client = try RegisterClient(configuration.register) } catch {
            return DoctorFinding("register", title, .error, error.description, remedy: "Correct `register`.")
        }
        // Any answer of an HTTP server over a line that both sides have proved themselves on.
        let answer = await client.send(.GET, "/")
        await client.close()
        guard case .later = answer else {
            return DoctorFinding("register", title, .ok, "\(configuration.register.address) answers.")
        }
        return DoctorFinding(
            "register", title, .warning, "\(configuration.register.address) does not answer, or does not know us.",
            remedy: "Submissions wait until it does: look at address, `trustRoots`, `client` and the firewall.")
    }
}
