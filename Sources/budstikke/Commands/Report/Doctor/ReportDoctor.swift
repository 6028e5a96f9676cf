import Commands
import Foundation
import Identifiers
import IplosContent
import MunicipalNode
import Reporting
import SealedSubmission
import Store

/// Looks for everything that can keep a report from being sealed, sent and answered: first what this machine alone can
/// tell, then what the network tells.
struct ReportDoctor {
    let configuration: Configuration
    /// The tenant with its certificates; nil when the installation could not be asked, with the reason.
    let tenant: Result<TenantShow.Reply, Refusal>
    let version: ClientVersion
    let now: Date
    /// Whether the network is left alone.
    let isOffline: Bool

    struct Refusal: Error {
        let sentence: String
    }

    func examine() async -> [DoctorFinding] {
        var findings = [program(), parties(), municipalities()] + certificate()
        guard let module = configuration.reporting?.sendModule else {
            return findings + [
                DoctorFinding(
                    "send-module", "Send module", .error, "The configuration does not say where it is.",
                    remedy: "Add `reporting.sendModule.address`; the trusted third party's letter says what it is.")
            ]
        }
        guard !isOffline else { return findings }
        findings += await path(to: module)
        // What cannot be reached cannot be asked either.
        if !findings.contains(where: { ["name", "port"].contains($0.code) && $0.verdict == .error }) {
            findings += await ask(module)
        }
        return findings
    }

    // MARK: - What this machine knows

    /// What the sheet for the IT department lacks to be of use.
    func sheet() -> [DoctorFinding] {
        let reporting = configuration.reporting
        var missing: [String] = []
        if reporting?.mailSenders.register == nil { missing.append("reporting.mailSenders.register") }
        if reporting?.mailSenders.portal == nil { missing.append("reporting.mailSenders.portal") }
        if reporting?.sendModule?.expectedAddress == nil { missing.append("reporting.sendModule.expectedAddress") }
        guard !missing.isEmpty else {
            return [DoctorFinding("sheet", "Sheet", .ok, "It names every sender and address.")]
        }
        return [
            DoctorFinding(
                "sheet", "Sheet", .warning, "The sheet does not say who sends the mails or where the send module is.",
                remedy: "Set \(missing.joined(separator: ", ")): the national parties' letters have them.")
        ]
    }

    private func program() -> DoctorFinding {
        DoctorFinding("version", "Version", .ok, "This is budstikke \(version).")
    }

    private func parties() -> DoctorFinding {
        guard let reporting = configuration.reporting else {
            return DoctorFinding(
                "reporting", "Parties", .error, "The configuration does not say who the trustee and the register are.",
                remedy: "Add `reporting:` with their organisation numbers; `budstikke config example` shows how.")
        }
        return DoctorFinding(
            "reporting", "Parties", .ok,
            "The trusted third party is organisation \(reporting.trustee), the register \(reporting.register).")
    }

    private func municipalities() -> DoctorFinding {
        let known = configuration.reporting?.municipalities ?? []
        if known.isEmpty {
            return DoctorFinding(
                "municipality", "Municipality", .warning,
                "It is not configured which municipality is reported for, so a wrong number shows only at the log-in.",
                remedy: "Add `reporting.municipalities` with number, organisation number and districts.")
        }
        if case .success(let reply) = tenant,
            !known.contains(where: { $0.organisation == reply.tenant.organisationNumber })
        {
            return DoctorFinding(
                "municipality", "Municipality", .error,
                "The tenant's organisation number, \(reply.tenant.organisationNumber), is none of those in "
                    + "`reporting.municipalities`.", remedy: "Correct one of the two.")
        }
        let units = known.flatMap(\.units).map(\.description).joined(separator: ", ")
        return DoctorFinding("municipality", "Municipality", .ok, "Reported for: \(units).")
    }

    /// Days before its end from which a certificate is warned of: getting a new one takes weeks.
    private static let certificateDays = 60

    private func certificate() -> [DoctorFinding] {
        let title = "Organisation certificate"
        let reply: TenantShow.Reply
        switch tenant {
        case .failure(let refusal):
            return [
                DoctorFinding(
                    "certificate", title, .error, "The installation could not be asked: \(refusal.sentence)",
                    remedy: "`budstikke doctor` looks for the cause.")
            ]
        case .success(let found): reply = found
        }
        let remedy =
            "Order an organisation certificate for signing (key usage nonRepudiation) and bring it in: "
            + "`budstikke certificate import`."
        guard
            let signing = reply.certificates.first(where: { $0.purpose == .signing && $0.state == .active }),
            let days = signing.daysLeft, let end = signing.notAfter, days >= 0
        else {
            return [
                DoctorFinding(
                    "certificate", title, .error, "There is none that can sign today: nothing can be sealed.",
                    remedy: remedy)
            ]
        }
        let sentence = "It signs for \(days) more days, until \(LocalTime.day(end))."
        return [
            days < Self.certificateDays
                ? DoctorFinding("certificate", title, .warning, sentence, remedy: remedy)
                : DoctorFinding("certificate", title, .ok, sentence)
        ]
    }

    // MARK: - What the network tells

    private func path(to module: SendModuleSettings) async -> [DoctorFinding] {
        let (host, port) = (module.address.host, module.address.port)
        let addresses = await HostVisit.addresses(of: host)
        guard let address = module.expectedAddress.flatMap({ addresses.contains($0) ? $0 : nil }) ?? addresses.first
        else {
            return [
                DoctorFinding(
                    "name", "Name", .error, "\(host) leads to no address.",
                    remedy: "Its name is known on Helsenettet: the IT department sets the name server.",
                    request: "Name resolution of \(host)\(module.expectedAddress.map { " to \($0)" } ?? "").")
            ]
        }
        var findings: [DoctorFinding] = []
        if let expected = module.expectedAddress, !addresses.contains(expected) {
            findings.append(
                DoctorFinding(
                    "name", "Name", .error,
                    "\(host) leads to \(addresses.joined(separator: ", ")), not to \(expected).",
                    remedy: "Another name server answers than that of Helsenettet, or the address has changed.",
                    request: "Name resolution of \(host) to \(expected)."))
        } else {
            findings.append(DoctorFinding("name", "Name", .ok, "\(host) leads to \(address)."))
        }
        let own = await HostVisit.ownAddress(toward: address).map { " from \($0)" } ?? ""
        let request = "An opening in the firewall\(own) to \(address), TCP port \(port)."
        func closed(_ what: String) -> DoctorFinding {
            DoctorFinding(
                "port", "Port \(port)", .error, "\(address) \(what).",
                remedy: "It can be reached over Helsenettet only, through the firewall.", request: request)
        }
        switch await HostVisit.door(address, port: port) {
        case .open: findings.append(DoctorFinding("port", "Port \(port)", .ok, "\(address) is open."))
        case .refused: findings.append(closed("says no"))
        case .silent: findings.append(closed("does not answer: a firewall drops it, or the machine is down"))
        case .noRoute: findings.append(closed("cannot be reached from here: there is no way"))
        }
        return findings
    }

    /// Seconds of difference that are nothing to speak of.
    private static let tolerance: TimeInterval = 60

    private func ask(_ module: SendModuleSettings) async -> [DoctorFinding] {
        do {
            let client = try SendModuleClient(SendModuleClient.Settings(configuration))
            do {
                let office = try SendingOffice(configuration, organisation: nil, version: version)
                let look = try await ModuleLook(client, office: office)
                await client.close()
                return [answers(look), clock(look)] + keys(look)
            } catch {
                await client.close()
                throw error
            }
        } catch {
            let sentence = (error as? SendFault)?.description ?? "\(error)"
            return [
                DoctorFinding(
                    "send-module", "Send module", .error, sentence,
                    remedy: "What stands here keeps every report from being sent.")
            ]
        }
    }

    private func answers(_ look: ModuleLook) -> DoctorFinding {
        let year = look.season.yearReported
        guard IplosRevision.of(year: year) != nil else {
            return DoctorFinding(
                "send-module", "Send module", .error,
                "It takes \(year), and this program knows the extract's format of \(IplosRevision.allYears.lowerBound) to "
                    + "\(IplosRevision.allYears.upperBound) alone: it cannot read, check or make one.",
                remedy: "Ask those who make the program for a version that knows the format of \(year).")
        }
        return DoctorFinding(
            "send-module", "Send module", .ok,
            "It answers and takes \(look.season.yearReported). \(look.season.sentence)")
    }

    private func clock(_ look: ModuleLook) -> DoctorFinding {
        guard let ahead = look.clockAhead else {
            return DoctorFinding("clock", "Clock", .ok, "The send module does not tell its clock.")
        }
        let seconds = Int(abs(ahead).rounded())
        guard abs(ahead) > Self.tolerance else {
            return DoctorFinding("clock", "Clock", .ok, "It differs from the send module's by \(seconds) seconds.")
        }
        return DoctorFinding(
            "clock", "Clock", .error,
            "This machine's clock is \(seconds) seconds \(ahead > 0 ? "behind" : "ahead of") the send module's.",
            remedy: "Set the clock and keep it right: `timedatectl set-ntp true`.",
            request: "A time server (NTP) that this machine can reach.")
    }

    private func keys(_ look: ModuleLook) -> [DoctorFinding] {
        KeyHolder.allCases.map { holder in
            let (code, title) = ("key-\(holder.rawValue)", "Key of the \(holder.rawValue)")
            guard let key = look.keys[holder] else {
                return DoctorFinding(
                    code, title, .warning, "The send module does not have that of \(look.season.yearReported) yet.",
                    remedy: "Ask again nearer to the season: nothing can be sealed without it.")
            }
            let sentence = "That of \(key.key.year), signed by organisation \(key.organisation): \(key.fingerprint)."
            if let warning = KeyEnd.warning(key, now: now) {
                return DoctorFinding(
                    code, title, .warning, "\(sentence) \(warning)", remedy: "Seal and send before that.")
            }
            return DoctorFinding(code, title, .ok, sentence)
        }
    }
}

extension HTTPAddress {
    /// The one that is asked for, 443 when none is written.
    var port: Int { origin.split(separator: ":").last.flatMap { Int($0) } ?? 443 }
}
