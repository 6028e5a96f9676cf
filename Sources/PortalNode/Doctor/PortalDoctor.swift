import CommandOutcome
public import Doctor
public import Foundation
import HTTPListening
import Portal
import ServiceNode

/// Looks for everything that can keep the portal from its work; changes nothing.
public struct PortalDoctor: Sendable {
    private let configuration: PortalConfiguration
    private let now: Date

    public init(_ configuration: PortalConfiguration, now: Date) {
        self.configuration = configuration
        self.now = now
    }

    /// - Parameter calls: whether the mail relay and DNS are asked, which may take some seconds.
    public func examine(calls: Bool = true) async -> DoctorReport {
        var findings = [DoctorFinding.masterKey(of: configuration, explained: PortalAdministration.explained)]
        findings += doors() + [registers(), guide()]
        do throws(AdministrationError) {
            findings += state(try await PortalAdministration.perform(DoctorQuestion(), configuration))
            findings.append(audit(try await PortalAdministration.perform(AuditQuestion(), configuration)))
        } catch {
            findings.append(DoctorFinding("data", "Data directory", error))
        }
        if calls {
            let mail = configuration.mail
            findings.append(await .relay(mail.relay, without: "Nobody gets a link"))
            findings += await SenderDomain(mail.relay, sender: mail.settings.sender).examine()
        }
        return DoctorReport(findings)
    }

    // MARK: - Files

    private func doors() -> [DoctorFinding] {
        let pages =
            configuration.pages.tls.map { door("pages", "Browsers' door", $0) }
            ?? DoctorFinding(
                "pages", "Browsers' door", .ok, "Plain, on this machine only: the proxy before it speaks TLS.")
        let push = configuration.push
        let tls = HTTPListenerTLS(
            certificateChainFile: push.tls.certificateChain, privateKeyFile: push.tls.privateKey,
            clients: .required(rootsFile: push.clientRoots))
        return [pages, door("push", "The register's door", push.tls, tls)]
    }

    private func door(
        _ code: String, _ title: String, _ files: PortalConfiguration.KeyFiles, _ tls: HTTPListenerTLS? = nil
    ) -> DoctorFinding {
        let tls =
            tls
            ?? HTTPListenerTLS(
                certificateChainFile: files.certificateChain, privateKeyFile: files.privateKey)
        do throws(HTTPListenerError) { try tls.check() } catch {
            return DoctorFinding(code, title, .error, error.description, remedy: "Nobody can come in without.")
        }
        return .door(files.certificateChain, code, title, without: "Nobody can come in without.", now: now)
    }

    private func registers() -> DoctorFinding {
        do throws(AdministrationError) {
            let count = try PortalFiles.registers(configuration.push.registerCertificates).count
            return DoctorFinding("register", "The register's certificates", .ok, "\(count) may be shown.")
        } catch {
            return DoctorFinding(
                "register", "The register's certificates", .error, error.sentence, remedy: error.remedy)
        }
    }

    private func guide() -> DoctorFinding {
        guard let folder = configuration.guide else {
            return DoctorFinding(
                "guide", "Guide", .warning, "`guide` is not set: pages have no answers to questions.",
                remedy: "Put the guide's pages into a folder, and name it.")
        }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let pages = names.count { $0.hasSuffix(".txt") }
        return DoctorFinding(
            "guide", "Guide", pages == 0 ? .warning : .ok, "\(pages) pages in \(folder).",
            remedy: pages == 0 ? "Put the guide's pages there, as `sikker-sone.nb.txt`." : nil)
    }

    // MARK: - State and lines

    private func state(_ facts: DoctorQuestion.Reply) -> [DoctorFinding] {
        let waits = "The register tells by itself: `portal` must be set there, and the portal running."
        return [
            DoctorFinding("data", "Data directory", .ok, "It is there and opens."),
            DoctorFinding(
                "units", "Municipalities", facts.units == 0 ? .warning : .ok,
                "\(facts.units) are known, with \(facts.accounts) accounts.", remedy: facts.units == 0 ? waits : nil),
            DoctorFinding(
                "season", "Season", facts.hasSeason ? .ok : .warning,
                facts.hasSeason ? "Its dates are known." : "The register has told no dates.",
                remedy: facts.hasSeason ? nil : waits),
            DoctorFinding(
                "addresses", "Addresses", facts.unconfirmed == 0 ? .ok : .warning,
                "\(facts.unconfirmed) have never been confirmed.",
                remedy: facts.unconfirmed == 0
                    ? nil : "They are asked each November; `budstikke-portal account list` shows them."),
            DoctorFinding(
                "mails", "Mails", facts.mailsRefused == 0 ? .ok : .warning,
                "\(facts.mailsWaiting) wait; \(facts.mailsRefused) of the last week were not delivered.",
                remedy: facts.mailsRefused == 0 ? nil : "`budstikke-portal mail list` shows them."),
        ]
    }

    private func audit(_ verdict: AuditReply) -> DoctorFinding {
        DoctorFinding(
            "audit", "Record of events", verdict.isWhole ? .ok : .error,
            verdict.brokenAt.map { "Record \($0) does not follow from the one before." }
                ?? "\(verdict.records) records, each following from the one before.",
            remedy: verdict.isWhole ? nil : "Somebody has changed the database: compare with what the register has.")
    }
}
