import Certificates
import CommandOutcome
public import Doctor
import FolderExchange
public import Foundation
import NIOPosix
import OsloCalendar
import Register
import SealedSubmission
import ServiceNode

/// Looks for everything that can keep the register from its work; changes nothing.
public struct RegisterDoctor: Sendable {
    private let configuration: RegisterConfiguration
    private let now: Date

    public init(_ configuration: RegisterConfiguration, now: Date) {
        self.configuration = configuration
        self.now = now
    }

    /// - Parameter isOnline: whether trustee, relay, mailbox and DNS are asked, which may take some seconds.
    public func examine(calls isOnline: Bool = true) async -> DoctorReport {
        var findings = files()
        var seasons: [SeasonCalendar]?
        do throws(AdministrationError) {
            let facts = try await RegisterAdministration.perform(DoctorQuestion(), configuration)
            seasons = facts.seasons
            findings += state(facts)
        } catch {
            findings.append(DoctorFinding("data", "Data directory", error))
        }
        findings.append(
            .door(
                configuration.intake.certificateChain, "intake", "The trustee's door",
                without: "The trustee cannot deliver without.", now: now))
        findings += await statusEvents(isOnline, seasons: seasons)
        if isOnline { findings += await calls() }
        return DoctorReport(findings)
    }

    // MARK: - Files

    private func files() -> [DoctorFinding] {
        let first = DoctorFinding.masterKey(of: configuration, explained: RegisterAdministration.explained)
        guard let folder = try? RegisterKeyFolder.open(configuration) else { return [first, trustStore()] }
        return [first, trustStore(), revocation(), signingKey(folder), trusteeKeys()] + encryptionKeys(folder)
    }

    private func trustStore() -> DoctorFinding {
        guard let certificates = try? Certificate.all(in: configuration.trustStore) else {
            return DoctorFinding(
                "trust-store", "Trust store", .error, "\(configuration.trustStore) cannot be read.",
                remedy: "Only certificates may lie in its .pem, .crt and .cer files.")
        }
        return .trustStore(certificates, in: configuration.trustStore)
    }

    private func revocation() -> DoctorFinding {
        let settings = configuration.revocation
        var lists = RevocationLists(required: settings.required)
        let unusable = (try? lists.load(directory: settings.directory)) ?? []
        let stale = lists.nextUpdate.map { $0 < now } ?? true
        let words = "\(lists.lists.count) lists" + (unusable.isEmpty ? "" : ", \(unusable.count) files that are none")
        guard stale else { return DoctorFinding("revocation", "Withdrawn certificates", .ok, "\(words), all fresh.") }
        guard settings.hosts.isEmpty else {
            return DoctorFinding(
                "revocation", "Withdrawn certificates", .ok,
                "\(words) in \(settings.directory); others are fetched from \(settings.hosts.sorted().joined(separator: ", ")) "
                    + "when somebody waits for them.")
        }
        return DoctorFinding(
            "revocation", "Withdrawn certificates", settings.required ? .error : .warning,
            "\(words) in \(settings.directory), and one at least is missing or out of date.",
            remedy: "Name the issuers' hosts in `revocation.allowedHosts`, or let a timer fetch their lists into the "
                + "directory, as .crl files; submissions wait without them.")
    }

    private func signingKey(_ folder: RegisterKeyFolder) -> DoctorFinding {
        guard let pair = (try? folder.pair(.signing)) ?? nil else {
            return DoctorFinding(
                "signing-key", "Signing key", .error, "There is none with its certificate.",
                remedy: "`budstikke-register keys new --signing`, and `keys add` when the certificate has come.")
        }
        return validity(of: pair.certificate, "signing-key", "Signing key")
    }

    private func encryptionKeys(_ folder: RegisterKeyFolder) -> [DoctorFinding] {
        let pairs = (try? folder.encryption()) ?? []
        guard !pairs.isEmpty else {
            return [
                DoctorFinding(
                    "encryption-key", "Encryption keys", .error, "There is none with its certificate.",
                    remedy: "`budstikke-register keys new --year YEAR`, and `keys add` when the certificate has come.")
            ]
        }
        return pairs.map { pair in
            validity(of: pair.certificate, "encryption-key", "Encryption key \(pair.year.map(String.init) ?? "")")
        }
    }

    private func trusteeKeys() -> DoctorFinding {
        var revocation = RevocationLists(required: configuration.revocation.required)
        _ = try? revocation.load(directory: configuration.revocation.directory)
        let trust = TrustStore(
            certificates: (try? Certificate.all(in: configuration.trustStore)) ?? [])
        let files =
            (try? TrusteeKeyFile.all(
                in: configuration, signers: SignerVerification(trust: trust, revocation: revocation, now: now))) ?? []
        var (years, faults): ([String], [String]) = ([], [])
        for file in files {
            switch file.verdict {
            case .success(let key): years.append(String(key.key.year))
            case .failure(let fault): faults.append("\(file.name) is not believed: \(fault)")
            }
        }
        let words = years.isEmpty ? "There is none." : "Those of \(years.joined(separator: ", "))."
        return DoctorFinding(
            "trustee-keys", "The trustee's keys", years.isEmpty ? .error : faults.isEmpty ? .ok : .warning,
            ([words] + faults).joined(separator: " "),
            remedy: years.isEmpty || !faults.isEmpty
                ? "Put what the trustee publishes for each year (`budstikke-trustee keys export trustee`, .p7s) into "
                    + "\(configuration.trusteeKeys)." : nil)
    }

    private func validity(of certificate: Certificate, _ code: String, _ title: String) -> DoctorFinding {
        .validity(of: certificate, code, title, now: now)
    }

    // MARK: - State and lines

    private func state(_ facts: DoctorQuestion.Reply) -> [DoctorFinding] {
        let today = OsloTime.day(at: now)
        let hasSeason = facts.seasons.contains { $0.finallyPublished >= today }
        let late = facts.withoutReceipt + facts.mailsRefused
        return [
            DoctorFinding("data", "Data directory", .ok, "It is there and opens."),
            DoctorFinding(
                "municipalities", "Municipalities", facts.municipalities == 0 ? .error : .ok,
                "\(facts.municipalities) are known.",
                remedy: facts.municipalities == 0 ? "`budstikke-register municipality import FILE.csv`" : nil),
            DoctorFinding(
                "season", "Season", hasSeason ? .ok : .warning,
                hasSeason ? "The dates of the next one are set." : "No season's dates lie ahead.",
                remedy: hasSeason ? nil : "`budstikke-register season usual YEAR`, and `season set FILE`."),
            DoctorFinding(
                "mails", "Mails", late == 0 ? .ok : .warning,
                "\(facts.mailsWaiting) wait, \(facts.mailsRefused) were refused, \(facts.withoutReceipt) receipts are late.",
                remedy: late == 0 ? nil : "`budstikke-register resend --list` shows them."),
            exchange(failed: facts.messagesFailed),
            DoctorFinding(
                "addresses", "Addresses", facts.addressesAsked == 0 ? .ok : .warning,
                "\(facts.addressesAsked) wait to be approved.",
                remedy: facts.addressesAsked == 0
                    ? nil : "Another person looks at them: `budstikke-register address list`."),
            PortalFinding.make(facts.portal, archivesWaiting: facts.archivesWaiting, now: now),
        ]
    }

    private func exchange(failed: Int) -> DoctorFinding {
        guard let exchange = configuration.exchange else {
            return DoctorFinding(
                "exchange", "Exchange", .ok, "`exchange` is not set: feedback goes to the portal only.")
        }
        guard (try? RecordSystemSide(path: exchange.folder).receipts()) != nil else {
            return DoctorFinding(
                "exchange", "Exchange", .error, "The folder \(exchange.folder) cannot be read.",
                remedy:
                    "Add a record system with this folder at the register's `budstikke` node, for this user's group.")
        }
        return DoctorFinding(
            "exchange", "Exchange", failed == 0 ? .ok : .warning,
            "\(failed) messages with feedback were rejected or will not arrive.",
            remedy: failed == 0 ? nil : "`budstikke-register messages --standing failed` shows why.")
    }

    /// - Parameters:
    ///   - isOnline: whether the trustee is called.
    ///   - seasons: those whose dates are set here; nil when that is not known.
    private func statusEvents(_ isOnline: Bool, seasons: [SeasonCalendar]?) async -> [DoctorFinding] {
        let (code, title) = ("status-events", "Status events")
        guard let service = configuration.statusEvents else {
            return [
                DoctorFinding(
                    code, title, .warning, "`statusEvents` is not set: the send module shows no steps.",
                    remedy: "Set it when the trustee takes them.")
            ]
        }
        guard isOnline else {
            return [DoctorFinding(code, title, .ok, "They go to \(service.address), which was not called.")]
        }
        guard let line = try? TrusteeLine(service, group: MultiThreadedEventLoopGroup.singleton) else {
            return [
                DoctorFinding(
                    code, title, .error, "A certificate or private key of `statusEvents` cannot be read.",
                    remedy: "Correct `statusEvents`.")
            ]
        }
        let trouble = await line.probe()
        let season = trouble == nil ? await line.season() : nil
        await line.close()
        guard let trouble else {
            return [DoctorFinding(code, title, .ok, "\(service.address) takes them.")]
                + (seasons.map { [SeasonFinding.make(season, ours: $0)] } ?? [])
        }
        return [
            DoctorFinding(
                code, title, .warning, "\(service.address) does not take them: \(trouble.sentence).",
                remedy: "They wait until it does: look at address, `trustRoots`, `certificateChain` and the firewall.")
        ]
    }

    private func calls() async -> [DoctorFinding] {
        let mail = configuration.mail
        return [await .relay(mail.relay, without: "No receipt goes"), await .mailbox(mail.returns?.mailbox)]
            + (await SenderDomain(mail.relay, sender: mail.settings.sender, returnTo: mail.returns?.address).examine())
    }
}
