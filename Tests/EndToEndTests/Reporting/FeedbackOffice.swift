import Foundation
import Identifiers
import Logging
import MunicipalNode
import Register
import SealedSubmission
import TestSupport
import Testing

@testable import RegisterNode
@testable import Simulation

/// A municipality and a register on nodes of their own, and the programs of both.
struct FeedbackOffice {
    let street: Street
    let municipality: DemoParty
    let register: DemoParty
    let hospital: DemoParty
    let parties: ReportParties
    let scratch: ScratchDirectory

    init(_ street: Street) throws {
        self.street = street
        let neighbourhood = street.neighbourhood
        municipality = try #require(neighbourhood.parties[.lilledal])
        register = try #require(neighbourhood.parties[.practice])
        hospital = try #require(neighbourhood.parties[.hospital])
        parties = try ReportParties(
            now: Date(timeIntervalSince1970: Date().timeIntervalSince1970.rounded(.down)),
            authority: neighbourhood.certificates.authority,
            municipality: .init(name: municipality.organisation, number: municipality.number),
            trustee: .init(name: hospital.organisation, number: hospital.number),
            register: .init(name: register.organisation, number: register.number))
        scratch = try ScratchDirectory()
        _ = try scratch.write(parties.published(.trustee), to: "trustee.p7s")
        _ = try scratch.write(parties.published(.register), to: "register.p7s")
    }

    private var configuration: String { street.neighbourhood.ground.configuration(of: .municipalities) }

    /// Tells the municipalities' node who the two national parties are, and starts it again.
    /// - Parameter web: where its pages are served; nil for none.
    func configure(trustee: OrganisationNumber, register: OrganisationNumber, web: Int? = nil) async throws {
        let text = try String(contentsOfFile: configuration, encoding: .utf8)
        let lines = text.split(separator: "\n").filter {
            !$0.hasPrefix("reporting:") && (web == nil || !$0.hasPrefix("web:"))
        }
        let reporting =
            "reporting: {trustee: \"\(trustee)\", register: \"\(register)\"}"
            + (web.map { "\nweb: {port: \($0), address: \"\(BrowserWalk.origin)\"}" } ?? "")
        try Data((lines.joined(separator: "\n") + "\n\(reporting)\n").utf8)
            .write(to: URL(fileURLWithPath: configuration))
        try await street.cut(.municipalities)
        let end = Date().addingTimeInterval(30)
        // A command before it serves would open the installation itself.
        let ground = street.neighbourhood.ground
        let node = NodeAdministration(
            node: .municipalities, socket: ground.controlSocket(of: .municipalities))
        while !node.isServing, Date() < end {
            try await Task.sleep(for: .milliseconds(100))
        }
    }

    func budstikke(_ arguments: [String], json: Bool = false) async throws -> Command.Outcome {
        let common = ["--config", configuration, "--tenant", municipality.tenant.name]
        return try await Command.run(
            BuiltProgram.path("budstikke"), arguments + common + (json ? ["--json"] : []), in: scratch)
    }

    /// Fetches until so many messages have come, or a minute has passed.
    func fetch(_ count: Int) async throws -> (items: [ReportFetch.Item], status: Int32) {
        let end = Date().addingTimeInterval(60)
        while true {
            let outcome = try await budstikke(["report", "fetch"], json: true)
            let reply = try JSONDecoder().decode(ReportFetch.Reply.self, from: Data(outcome.output))
            if reply.items.count >= count || Date() > end { return (reply.items, outcome.status) }
            try await Task.sleep(for: .milliseconds(200))
        }
    }

    /// Returns once a message waits to be fetched, or after a minute.
    func arrived() async throws {
        let end = Date().addingTimeInterval(60)
        while Date() < end {
            let outcome = try await budstikke(["report", "fetch", "--dry-run"], json: true)
            // A dry run says so beside its reply.
            if outcome.text.contains("\"taken\"") { return }
            try await Task.sleep(for: .milliseconds(200))
        }
    }

    /// Seals an invented extract. Returns the submission and its folder.
    func seal() async throws -> (id: SubmissionID, folder: String) {
        let made = try await Command.run(
            BuiltProgram.path("budstikke"),
            [
                "report", "generate", "--persons", "40", "--municipality", "9901", "--fault",
                "missingOrganisationNumber", "--output", "extract.xml", "--json",
            ], in: scratch)
        #expect(made.status == 0, "\(made.errorText)")
        let outcome = try await budstikke(
            [
                "report", "seal", "extract.xml", "--kind", "test", "--trustee-key", "trustee.p7s",
                "--register-key", "register.p7s", "--contact-role", "IPLOS-kontakt", "--contact-name",
                "Bjørg Prøvesen", "--contact-email", "iplos@lilledal.kommune.example", "--contact-phone",
                "68050001",
            ], json: true)
        #expect(outcome.status == 0, "\(outcome.errorText)")
        struct Sealed: Decodable {
            let submission: String
            let folder: String
        }
        let sealed = try JSONDecoder().decode(Sealed.self, from: Data(outcome.output))
        return (try #require(SubmissionID(sealed.submission)), scratch.path(sealed.folder))
    }

    /// The register as a record system of its own node.
    func messenger(_ store: RegisterStore) -> FeedbackMessenger {
        FeedbackMessenger(
            store: store,
            settings: .init(
                folder: street.neighbourhood.ground.folder(of: register),
                party: ExchangeParty(
                    name: register.organisation, her: register.organisationHER, serviceName: register.service,
                    serviceHER: register.her)),
            log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    var address: ExchangeParty {
        ExchangeParty(
            name: municipality.organisation, her: municipality.organisationHER,
            serviceName: municipality.service, serviceHER: municipality.her)
    }
}
