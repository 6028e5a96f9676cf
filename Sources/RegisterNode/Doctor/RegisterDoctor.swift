import Certificates
import CommandOutcome
public import Doctor
import FolderExchange
public import Foundation
import Keys
import Mail
import MailRelay
import NIOCore
import NIOPosix
import OsloCalendar
import PrivateFiles
import Register

/// Looks for everything that can keep the register from its work; changes nothing.
public struct RegisterDoctor: Sendable {
    private let configuration: RegisterConfiguration
    private let now: Date

    public init(_ configuration: RegisterConfiguration, now: Date) {
        self.configuration = configuration
        self.now = now
    }

    /// - Parameter calls: whether the mail relay is called, which may take some seconds.
    public func examine(calls: Bool = true) async -> DoctorReport {
        var findings = files()
        do throws(AdministrationError) {
            let connection = try RegisterConnection.open(configuration)
            defer { connection.close() }
            findings += state(try connection.perform(DoctorQuestion()))
        } catch {
            findings.append(
                DoctorFinding("data", "Data directory", .error, error.sentence, remedy: error.remedy))
        }
        findings += lines()
        if calls { findings.append(await relay()) }
        return DoctorReport(findings)
    }

    // MARK: - Files

    private func files() -> [DoctorFinding] {
        let masterKey: MasterKey
        do {
            masterKey = try MasterKey(
                file: configuration.masterKeyFile, notInside: configuration.dataDirectory)
        } catch {
            let error = AdministrationError(register: error)
            return [
                DoctorFinding("master-key", "Master key", .error, error.sentence, remedy: error.remedy), trustStore(),
            ]
        }
        let folder = RegisterKeyFolder(in: configuration.dataDirectory, masterKey: masterKey)
        return [
            DoctorFinding("master-key", "Master key", .ok, "It is there and protected."), trustStore(), revocation(),
            signingKey(folder), trusteeKeys(),
        ] + encryptionKeys(folder)
    }

    private func trustStore() -> DoctorFinding {
        guard let certificates = try? RegisterTrustReading.certificates(in: configuration.trustStore) else {
            return DoctorFinding(
                "trust-store", "Trust store", .error, "\(configuration.trustStore) cannot be read.",
                remedy: "Only certificates may lie in its .pem, .crt and .cer files.")
        }
        let roots = certificates.count { $0.isSelfIssued && $0.isAuthority }
        return DoctorFinding(
            "trust-store", "Trust store", roots == 0 ? .error : .ok,
            "\(roots) roots and \(certificates.count - roots) other certificates.",
            remedy: roots == 0 ? "Put the issuers' root certificates into \(configuration.trustStore)." : nil)
    }

    private func revocation() -> DoctorFinding {
        var lists = RevocationLists(required: configuration.revocation.required)
        guard let unusable = try? lists.load(directory: configuration.revocation.directory) else {
            return DoctorFinding(
                "revocation", "Withdrawn certificates", configuration.revocation.required ? .error : .warning,
                "\(configuration.revocation.directory) cannot be read.",
                remedy: "Let a timer fetch the issuers' lists into it, as .crl files.")
        }
        let stale = lists.nextUpdate.map { $0 < now } ?? true
        let words = "\(lists.lists.count) lists" + (unusable.isEmpty ? "" : ", \(unusable.count) files that are none")
        return DoctorFinding(
            "revocation", "Withdrawn certificates",
            stale ? (configuration.revocation.required ? .error : .warning) : .ok,
            stale ? "\(words), and one at least is out of date." : "\(words), all fresh.",
            remedy: stale ? "Let a timer fetch the issuers' lists; submissions wait without them." : nil)
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
        let count = (try? RegisterTrustReading.certificates(in: configuration.trusteeKeys).count) ?? 0
        return DoctorFinding(
            "trustee-keys", "The trustee's keys", count == 0 ? .error : .ok, "\(count) certificates.",
            remedy: count == 0
                ? "Put the trustee's encryption certificate of each year into \(configuration.trusteeKeys)." : nil)
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

    private func lines() -> [DoctorFinding] {
        let intake = configuration.intake
        let chain = (try? PrivateFile.read(intake.certificateChain, limit: 1 << 20)) ?? nil
        let certificate = chain.flatMap { try? Certificate(pem: $0) }
        let own =
            certificate.map { validity(of: $0, "intake", "The trustee's door") }
            ?? DoctorFinding(
                "intake", "The trustee's door", .error, "There is no certificate in \(intake.certificateChain).",
                remedy: "The trustee cannot deliver without.")
        let events =
            configuration.statusEvents == nil
            ? DoctorFinding(
                "status-events", "Status events", .warning,
                "`statusEvents` is not set: the send module shows no steps.",
                remedy: "Set it when the trustee takes them.")
            : DoctorFinding("status-events", "Status events", .ok, "They go to the trustee.")
        return [own, events]
    }

    private func relay() async -> DoctorFinding {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let relay = MailRelay(configuration.mail.relay, group: group)
        let outcome: DoctorFinding
        do throws(MailError) {
            try await relay.check()
            outcome = DoctorFinding(
                "relay", "Mail relay", .ok,
                "It answers. Whether it signs for \(configuration.mail.settings.sender) (SPF, DKIM, DMARC) it does not tell."
            )
        } catch {
            outcome = DoctorFinding(
                "relay", "Mail relay", .error, "It cannot be used: \(error.code.rawValue).",
                remedy: "No receipt goes until `mail` is right or the relay answers.")
        }
        await relay.close()
        try? await group.shutdownGracefully()
        return outcome
    }
}
