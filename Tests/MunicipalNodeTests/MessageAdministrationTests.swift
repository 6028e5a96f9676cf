import AddressRegister
import Certificates
import CommandOutcome
import Foundation
import Identifiers
import SQLiteStore
import Store
import TestSupport
import Testing
import Texts

@testable import MunicipalNode

@Suite("Administration of messages")
struct MessageAdministrationTests {
    @Test("U-41 ids in JSON are spelled as in texts and file names, and read back either way")
    func lowerCaseIDs() throws {
        let id = UUID()
        let reply = SendDocument.Reply(serverID: id, recordSystem: "journal")
        let json = try JSONEncoder().encode(reply)
        #expect(String(decoding: json, as: UTF8.self).contains("\"\(id.uuidString.lowercased())\""))
        #expect(try JSONDecoder().decode(SendDocument.Reply.self, from: json) == reply)
        let nothing = try JSONEncoder().encode(SendDocument.Reply(serverID: nil, recordSystem: "journal"))
        #expect(String(decoding: nothing, as: UTF8.self) == #"{"recordSystem":"journal"}"#)
    }

    @Test("M-114 a message is found by any of its ids and tells its whole history in words")
    func show() async throws {
        let installation = try Installation()
        try await installation.addCompleteTenant()
        let stored = try await installation.insert(
            message(state: .held, reason: "register-unavailable"), events: ["submitted", "held"])
        for id in ["message-1", "msg-1", stored.serverID.uuidString, String(stored.key.value), " msg-1 "] {
            let reply = try await installation.ask(MessageShow(tenant: nil, id: id))
            #expect(reply.message.serverID == stored.serverID)
        }
        let reply = try await installation.ask(MessageShow(tenant: nil, id: "msg-1"))
        #expect(reply.timeline.map(\.step) == ["submitted", "held"])
        #expect(reply.timeline.first?.words == "Mottatt fra fagsystemet")
        #expect(reply.stateWords == "Holdt tilbake")
        #expect(reply.explanation?.code == "register-unavailable")
        #expect(await installation.refusal(MessageShow(tenant: nil, id: "no-such"))?.exit == .noInput)
    }

    @Test("M-113 search pages through without losing or repeating a message")
    func pages() async throws {
        let installation = try Installation()
        try await installation.addTenant()
        for number in 1...7 { _ = try await installation.insert(message(number: number)) }
        var search = MessageSearch(tenant: nil)
        search.limit = 3
        var found: [Int64] = []
        repeat {
            let reply = try await installation.ask(search)
            found += reply.messages.map(\.key)
            search.before = reply.next
        } while search.before != nil
        #expect(found == found.sorted(by: >))
        #expect(Set(found).count == 7 && found.count == 7)
        var held = MessageSearch(tenant: nil)
        held.states = [.held]
        #expect(try await installation.ask(held).messages.isEmpty)
    }

    @Test("U-05 a message is sent again as itself, on record; one that was never packed is not")
    func resend() async throws {
        let installation = try Installation()
        try await installation.addTenant()
        let stored = try await installation.insert(message(state: .sent))
        #expect(await installation.refusal(MessageResend(tenant: nil, id: "msg-1"))?.code == "never-packed")
        let store = try await installation.store.tenant(Installation.tenant, as: "server")
        let sealed = try store.seal([1, 2, 3])
        try await store.write { try $0.put(sealed, .envelope, of: stored.key) }
        try await installation.ask(MessageResend(tenant: nil, id: "msg-1"), dryRun: true)
        #expect(!installation.exchange.asked.contains { $0.hasPrefix("resend") })
        try await installation.ask(MessageResend(tenant: nil, id: "msg-1"))
        #expect(installation.exchange.asked.last == "resend \(stored.key.value) by uid:1000")
        let records = try await installation.ask(AuditShow(tenant: nil)).records
        #expect(records.last?.action == "message.resend")
    }

    @Test("T-070 work that was set aside is taken up again, on record; a message that has none is not")
    func retry() async throws {
        let installation = try Installation()
        try await installation.addTenant()
        let stored = try await installation.insert(message(state: .queued))
        #expect(await installation.refusal(MessageRetry(tenant: nil, id: "msg-1"))?.code == "not-set-aside")
        let store = try await installation.store.tenant(Installation.tenant, as: "server")
        let now = Installation.now
        try await store.write { transaction in
            try transaction.enqueue(NewJob(kind: "send", message: stored.key, fairnessKey: "x", runAt: now))
            let claim = JobClaim(kinds: ["send"], now: now, lease: 60, limit: 1, perKey: 1)
            for job in try transaction.claim(claim) { _ = try transaction.park(job, reason: "crashed") }
        }
        try await installation.ask(MessageRetry(tenant: nil, id: "msg-1"), dryRun: true)
        #expect(try await store.write { try $0.parked().count } == 1)
        try await installation.ask(MessageRetry(tenant: nil, id: "msg-1"))
        #expect(try await store.write { try $0.parked().isEmpty })
        let records = try await installation.ask(AuditShow(tenant: nil)).records
        #expect(records.last?.action == "message.retry")
    }

    @Test("a document is submitted as a record system; a refusal says why in words")
    func send() async throws {
        let installation = try Installation()
        try await installation.addCompleteTenant()
        let reply = try await installation.ask(
            SendDocument(tenant: nil, recordSystem: nil, document: Data("<x/>".utf8)))
        #expect(reply.serverID != nil)
        let refusal = await installation.refusal(
            SendDocument(tenant: nil, recordSystem: "journal", document: Data("bad".utf8)))
        #expect(refusal?.code == "document-invalid")
        #expect(refusal?.exit == .data)
        let unknown = await installation.refusal(
            SendDocument(tenant: nil, recordSystem: "jurnal", document: Data("<x/>".utf8)))
        #expect(unknown?.sentence.contains("`journal`") == true)
    }

    @Test("N-13 reading a document that waits is on record before it is shown")
    func inbox() async throws {
        let installation = try Installation()
        try await installation.addCompleteTenant()
        var incoming = StoredMessage(
            serverID: UUID(), direction: .incoming, kind: .business, state: .handedOver, at: Installation.now)
        incoming.fromHER = Installation.partner
        incoming.toHER = Installation.her
        let stored = try await installation.insert(incoming, document: Array("<MsgHead/>".utf8))
        let offer = Offer(
            id: UUID(), message: stored.key, recordSystem: "journal", receiver: Installation.her, state: .written,
            at: Installation.now)
        try await installation.store.tenant(Installation.tenant, as: "server").write { try $0.set(offer) }
        #expect(try await installation.ask(InboxList(tenant: nil)).items.map(\.offer.id) == [offer.id])
        let shown = try await installation.ask(InboxShow(tenant: nil, id: offer.id))
        #expect(shown.document == Data("<MsgHead/>".utf8))
        let last = try await installation.ask(AuditShow(tenant: nil)).records.last
        #expect(last?.action == "content.read")
        #expect(last?.actor == "uid:1000")
        #expect(await installation.refusal(InboxShow(tenant: nil, id: UUID()))?.code == "offer-unknown")
        #expect(
            await installation.refusal(RecordSystemRemove(tenant: nil, systemName: "journal"))?.code
                == "documents-waiting")
    }

    @Test("M-075 where a message in would go: by HER-id, and by the most specific rule")
    func routeIn() async throws {
        let installation = try Installation()
        try await installation.addCompleteTenant()
        try FileManager.default.createDirectory(
            atPath: installation.directory.path("lab"), withIntermediateDirectories: false)
        try await installation.ask(
            RecordSystemAdd(
                tenant: nil, systemName: "lab", folder: installation.directory.path("lab"), herIDs: [Installation.her]))
        let plain = try await installation.ask(RouteQuestion(tenant: nil, her: Installation.her))
        #expect(plain.direction == .incoming && plain.passes && plain.recordSystem == "journal")
        try await installation.ask(RuleAdd(tenant: nil, her: nil, action: "SVAR_LAB", recordSystem: "lab"))
        let ruled = try await installation.ask(
            RouteQuestion(tenant: nil, her: Installation.her, action: "SVAR_LAB"))
        #expect(ruled.recordSystem == "lab")
        let rules = try await installation.ask(RuleList(tenant: nil)).rules
        #expect(rules.map(\.id) == ["any-SVAR_LAB"] && rules.map(\.recordSystem) == ["lab"])
        #expect(await installation.refusal(RuleRemove(tenant: nil, id: "any-EPIKRISE"))?.code == "rule-unknown")
        try await installation.ask(RuleRemove(tenant: nil, id: "any-SVAR_LAB"))
        #expect(try await installation.ask(RuleList(tenant: nil)).rules.isEmpty)
        let again = try await installation.ask(
            RouteQuestion(tenant: nil, her: Installation.her, action: "SVAR_LAB"))
        #expect(again.recordSystem == "journal")
        let audited = try await installation.ask(AuditShow(tenant: nil)).records.map(\.action)
        #expect(audited.contains("rule.add") && audited.contains("rule.remove"))
    }

    @Test("M-075 where a message out would go: address, certificate, agreement, and what stops it")
    func routeOut() async throws {
        let installation = try Installation()
        try await installation.addCompleteTenant()
        let unknown = try await installation.ask(RouteQuestion(tenant: nil, her: Installation.partner))
        #expect(unknown.direction == .outgoing && !unknown.passes)
        let practice = SyntheticOrganisations.generalPractice
        let identity = try installation.authority.issue(
            organisation: practice.name, number: practice.number, purpose: .encryption,
            notBefore: Installation.now - 10, notAfter: Installation.now + 86_400 * 90)
        installation.register.put(
            CommunicationParty(
                her: Installation.partner, name: practice.name, parentHER: nil, parentName: nil,
                organisationNumber: practice.number, kind: .service, isActive: true,
                ediAddress: EDIAddress("lege@edi.example"), signingCertificate: nil,
                encryptionCertificate: identity.certificate))
        let known = try await installation.ask(RouteQuestion(tenant: nil, her: Installation.partner))
        #expect(known.passes, "\(known.steps.map(\.sentence))")
        #expect(known.ediAddress == EDIAddress("lege@edi.example"))
        #expect(known.cpaID == "80001_80900")
        try await installation.ask(
            PartnerDisable(tenant: nil, her: Installation.partner, disabled: true, reason: "closed"))
        #expect(try await installation.ask(RouteQuestion(tenant: nil, her: Installation.partner)).passes == false)
        installation.register.stopAnswering()
        let held = try await installation.ask(RouteQuestion(tenant: nil, her: Installation.partner))
        #expect(held.steps.contains { $0.sentence.contains("does not answer") })
    }

    @Test("M-066 the audit chain verifies, and what doctor asks is not on it")
    func audit() async throws {
        let installation = try Installation()
        try await installation.addCompleteTenant()
        let before = try await installation.ask(AuditVerify(tenant: nil))
        #expect(before.ok && before.records > 3)
        let facts = try await installation.ask(DoctorFacts()).tenants
        #expect(facts.first?.missing == [])
        #expect(facts.first?.certificates.count == 2)
        #expect(try await installation.ask(AuditVerify(tenant: nil)).records == before.records)
    }

    private func message(
        number: Int = 1, state: MessageState = .queued, reason: String? = nil
    ) -> StoredMessage {
        var message = StoredMessage(
            serverID: UUID(), direction: .outgoing, kind: .business, state: state, at: Installation.now)
        message.messageID = "message-\(number)"
        message.msgID = "msg-\(number)"
        message.fromHER = Installation.her
        message.toHER = Installation.partner
        message.reason = reason
        return message
    }
}
