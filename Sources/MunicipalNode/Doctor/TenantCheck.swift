import Foundation
import Identifiers
import Store

/// What each tenant has: certificates, folders, what its stage needs, and work that is stuck.
struct TenantCheck: DoctorCheck {
    let code = "tenant"
    let title = "Tenant"
    /// Days before a certificate's end at which people are warned.
    static let warnings = [60, 30, 14, 7, 3, 1]

    func examine(_ ground: DoctorGround) async -> [DoctorFinding] {
        guard let facts = ground.facts else { return [] }
        if facts.tenants.isEmpty {
            return [warning("There is no tenant yet.", remedy: "`budstikke tenant add` leads through adding one.")]
        }
        return facts.tenants.flatMap { findings($0, now: ground.now) }
    }

    private func findings(_ facts: TenantFacts, now: Date) -> [DoctorFinding] {
        guard facts.readable else {
            return [
                error(
                    "\(facts.tenant): its store cannot be read.", remedy: "Restore it from the backup; see the manual.")
            ]
        }
        let found =
            certificates(facts) + partners(facts, now: now) + agreements(facts, now: now)
            + folders(facts) + needs(facts) + work(facts)
        return found.isEmpty ? [ok("\(facts.tenant): certificates, folders and work are in order.")] : found
    }

    private func certificates(_ facts: TenantFacts) -> [DoctorFinding] {
        facts.certificates.filter { $0.state == .active }.flatMap { certificate -> [DoctorFinding] in
            let name = "\(facts.tenant): the \(certificate.purpose.rawValue) certificate"
            var found: [DoctorFinding] = []
            if let finding = expiry(name, certificate, tenant: facts.tenant.name) {
                found.append(finding)
            }
            if let remark = facts.chainRemarks[certificate.id], (certificate.daysLeft ?? 0) >= 0 {
                found.append(
                    warning(
                        "\(name) would not be trusted here: \(remark)",
                        remedy: "Check the trust store and the revocation lists above."))
            }
            return found
        }
    }

    private func expiry(_ name: String, _ certificate: CertificateSummary, tenant: String) -> DoctorFinding? {
        let days = certificate.daysLeft ?? 0
        guard days < 0 || Self.warnings.contains(where: { days <= $0 }) else { return nil }
        let remedy =
            "Order a new one: `budstikke certificate request \(certificate.purpose.rawValue) --tenant \(tenant)`."
        if days < 0 { return error("\(name) has expired: no message goes through.", remedy: remedy) }
        let left = days == 0 ? "expires today" : days == 1 ? "expires in 1 day" : "expires in \(days) days"
        return days <= 7 ? error("\(name) \(left).", remedy: remedy) : warning("\(name) \(left).", remedy: remedy)
    }

    private func partners(_ facts: TenantFacts, now: Date) -> [DoctorFinding] {
        facts.partnerCertificates.filter { $0.notAfter < now + 30 * 86_400 }.map { partner in
            warning(
                "\(facts.tenant): a certificate entered by hand for HER-id \(partner.her) "
                    + (partner.notAfter < now ? "has expired." : "expires within 30 days."),
                remedy: "`budstikke partner edit \(partner.her)` with the new one, or remove it to use the register's.")
        }
    }

    private func agreements(_ facts: TenantFacts, now: Date) -> [DoctorFinding] {
        facts.endingAgreements.map { agreement in
            let name = "\(facts.tenant): the agreement \(agreement.cpaID) with HER-id \(agreement.partner)"
            let remedy = "Get the new one, and `budstikke agreement import` it."
            let day = agreement.end.formatted(.iso8601.year().month().day())
            return agreement.end < now
                ? error("\(name) ended on \(day): messages under it are held.", remedy: remedy)
                : warning("\(name) ends on \(day).", remedy: remedy)
        }
    }

    private func folders(_ facts: TenantFacts) -> [DoctorFinding] {
        facts.folderRemarks.sorted { $0.key < $1.key }.flatMap { system, remarks in
            remarks.map {
                warning(
                    "\(facts.tenant): the folder of record system `\(system)`: \($0)",
                    remedy: "Correct it; the record system and the server share it through one group.")
            }
        }
    }

    private func needs(_ facts: TenantFacts) -> [DoctorFinding] {
        facts.missing.map { warning("\(facts.tenant): \($0)", remedy: "The tenant is not complete without it.") }
    }

    private func work(_ facts: TenantFacts) -> [DoctorFinding] {
        var found = facts.parked.sorted { $0.key < $1.key }.map { kind, count in
            error(
                "\(facts.tenant): \(count) jobs of kind `\(kind)` are set aside after faults.",
                remedy: "`budstikke search --tenant \(facts.tenant) --state parked` shows those that came in; "
                    + "`budstikke message retry` takes one up again.")
        }
        found += facts.held.sorted { $0.key < $1.key }.map { reason, count in
            warning(
                "\(facts.tenant): \(count) messages are held (\(reason)).",
                remedy: "`budstikke search --tenant \(facts.tenant) --state held` shows them and what to do.")
        }
        return found
    }
}
