import AddressRegister
import EbXML
import Foundation
import HealthMessages
import Identifiers
import Testing

@testable import Simulation

@Suite("The demo's address register, agreements and documents")
struct RegisterTests {
    let parties: [DemoParty]
    let register: DemoRegister
    let now = Date(timeIntervalSince1970: 1_790_000_000)

    init() throws {
        parties = try DemoParty.all()
        register = DemoRegister(
            parties: parties, scenario: .exchange, certificates: try PartyCertificates(parties: parties, now: now),
            catalogue: try MessageCatalogue.bundled(), now: now)
    }

    @Test("M-062 the register file is read back by the file register, services with their organisation's certificates")
    func registerFile() async throws {
        let root = "/tmp/budstikke-test-\(UUID().uuidString.prefix(8))"
        let ground = try DemoGround(root: root, parties: parties)
        defer { ground.remove() }
        try register.write(to: ground)
        let file = FileRegister(folder: "\(root)/register")
        for party in parties {
            let found = try #require(try await file.party(party.her))
            #expect(found.ediAddress == party.ediAddress)
            #expect(found.organisationNumber == party.number)
            #expect(found.parentHER == party.organisationHER)
            #expect(found.encryptionCertificate == register.certificates.issued[party.name]?.encryption.certificate)
        }
        let hospital = try party(.hospital)
        let agreement = try await file.agreement(between: try party(.storvik).her, and: hospital.her)
        #expect(agreement != nil)
        #expect(try await file.agreement(between: try party(.storvik).her, and: party(.lilledal).her) == nil)
    }

    @Test("M-108 an agreement is read back with its parties, its resend rule and what each may send")
    func agreement() throws {
        let (hospital, storvik) = (try party(.hospital), try party(.storvik))
        let document = try #require(register.agreement(between: hospital, and: storvik))
        let read = try Agreement.read(document.bytes)
        #expect(read.retryInterval == 2)
        #expect(read.persistDuration == 900)
        #expect(read.party(hospital.her)?.certificates.isEmpty == false)
        let allowed = AgreementUse(
            from: hospital.her, to: storvik.her, service: "S-LOG_INNLAGT", action: "LOG_INNLAGT",
            fromRole: "LOG_INNLAGTsender", toRole: "LOG_INNLAGTreceiver")
        guard case .allowed = read.verdict(on: allowed, at: now) else {
            Issue.record("the agreement does not allow what it is for")
            return
        }
        var receipt = allowed
        (receipt.from, receipt.to) = (storvik.her, hospital.her)
        (receipt.fromRole, receipt.toRole) = ("LOG_INNLAGTreceiver", "LOG_INNLAGTsender")
        receipt.action = "APPREC"
        guard case .allowed = read.verdict(on: receipt, at: now) else {
            Issue.record("the agreement does not allow the receipt")
            return
        }
    }

    @Test("an agreement does not allow a type that the story does not have")
    func agreementRefuses() throws {
        let (hospital, storvik) = (try party(.hospital), try party(.storvik))
        let read = try Agreement.read(try #require(register.agreement(between: hospital, and: storvik)).bytes)
        let use = AgreementUse(from: hospital.her, to: storvik.her, service: "S-HENVISNING", action: "HENVISNING")
        #expect(read.verdict(on: use, at: now) == .refused(.senderCannotSend))
    }

    @Test("every document of the story keeps the structural rules for what we send")
    func documents() throws {
        for message in Scenario.exchange.messages where message.twist != .unreadableMail {
            let request = DocumentRequest(
                action: message.action, text: message.text, from: try party(message.from), to: try party(message.to),
                msgID: UUID(), inReplyTo: message.inReplyTo.map { _ in UUID().uuidString }, now: now)
            let document = try HealthDocument.read(try request.document())
            let findings = StructuralRules.check(
                document, direction: .outgoing, catalogue: register.catalogue, now: now)
            #expect(findings.isEmpty, "\(message.name): \(findings)")
            #expect(document.sender?.her == request.from.her)
        }
    }

    private func party(_ name: PartyName) throws -> DemoParty {
        try #require(parties.first { $0.name == name })
    }
}
