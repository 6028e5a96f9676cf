import Certificates
public import CommandOutcome
public import Foundation
import OsloCalendar
import SealedSubmission
import ServiceNode
import Trustee

/// One thing that was looked at.
public struct DoctorFinding: Encodable, Sendable, Equatable {
    public enum Verdict: String, Encodable, Sendable { case ok, warning, error }

    public let check: String
    public let verdict: Verdict
    public let sentence: String

    init(_ check: String, _ verdict: Verdict, _ sentence: String) {
        self.check = check
        self.verdict = verdict
        self.sentence = sentence
    }
}

/// What keeps the trustee from doing its work, as far as it can be seen from this machine.
public struct DoctorReport: Encodable, Sendable {
    public let findings: [DoctorFinding]

    public var exit: ExitStatus {
        if findings.contains(where: { $0.verdict == .error }) { return .errors }
        return findings.contains { $0.verdict == .warning } ? .negative : .done
    }
}

extension TrusteeAdministration {
    /// The checks that need no store, and then those that do; one that fails leaves the others to be made.
    public static func doctor(
        _ configuration: TrusteeConfiguration, by person: String, now: Date
    ) async -> DoctorReport {
        var findings = [masterKey(configuration), lists(configuration, now), signing(configuration, now)]
        do {
            findings += try await opened(configuration, by: person, now: now) { try await $0.storeFindings() }
        } catch let error as AdministrationError where error.code == "locked" {
            findings.append(
                DoctorFinding("store", .ok, "The service is running; its store is looked at when it is stopped."))
        } catch {
            let words = (error as? AdministrationError)?.sentence ?? "The store cannot be opened."
            findings.append(DoctorFinding("store", .error, words))
        }
        return DoctorReport(findings: findings)
    }

    private static func masterKey(_ configuration: TrusteeConfiguration) -> DoctorFinding {
        do {
            _ = try TrustFiles.masterKey(configuration)
            return DoctorFinding("masterKey", .ok, "The master key can be read, and by nobody else.")
        } catch {
            return DoctorFinding("masterKey", .error, error.sentence)
        }
    }

    private static func lists(_ configuration: TrusteeConfiguration, _ now: Date) -> DoctorFinding {
        let lists = RevocationFolder(configuration.revocation, required: configuration.revocationRequired).current
        let isStale = lists.nextUpdate.map { $0 < now } ?? false
        if !lists.lists.isEmpty, !isStale {
            return DoctorFinding("revocation", .ok, "There are \(lists.lists.count) revocation lists, all fresh.")
        }
        return DoctorFinding(
            "revocation", configuration.revocationRequired ? .error : .warning,
            isStale ? "A revocation list is stale." : "There is no revocation list in \(configuration.revocation).")
    }

    private static func signing(_ configuration: TrusteeConfiguration, _ now: Date) -> DoctorFinding {
        do {
            let certificate = try TrustFiles.signer(configuration).certificate
            let verdict = try TrustFiles.trust(configuration.trustStore).verify(
                certificate, at: now, revocation: RevocationLists(required: false), purpose: .signing,
                organisation: configuration.organisation)
            guard case .trusted = verdict else {
                return DoctorFinding("signing", .error, "The signing certificate is not one that others will trust.")
            }
            let days = Int(certificate.notAfter.timeIntervalSince(now) / 86_400)
            return DoctorFinding(
                "signing", days < 60 ? .warning : .ok, "The signing certificate is good for \(days) days more.")
        } catch {
            return DoctorFinding("signing", .error, error.sentence)
        }
    }

    private func storeFindings() async throws -> [DoctorFinding] {
        var findings: [DoctorFinding] = []
        let year = configuration.season.yearReported
        for holder in KeyHolder.allCases {
            let isThere = try await store.publishedKey(of: holder, year: year) != nil
            findings.append(
                DoctorFinding(
                    "key.\(holder.rawValue)", isThere ? .ok : .error,
                    isThere
                        ? "The \(holder.rawValue)'s key of \(year) is published."
                        : "The \(holder.rawValue)'s key of \(year) is missing: nothing can be taken."))
        }
        let verdict = try await store.verifyAudit()
        findings.append(
            DoctorFinding(
                "audit", verdict.brokenAt == nil ? .ok : .error,
                verdict.brokenAt.map { "The audit chain is broken at record \($0)." }
                    ?? "The audit chain of \(verdict.records) records is whole."))
        let waiting = try await store.pseudonymisable().count + store.deliverable().count
        findings.append(
            DoctorFinding(
                "waiting", waiting == 0 ? .ok : .warning, "Submissions on their way to the register: \(waiting)."))
        let alarms = try await store.alarms()
        findings.append(
            DoctorFinding("alarms", alarms.isEmpty ? .ok : .warning, "Alarms this season: \(alarms.count)."))
        return findings
    }
}
