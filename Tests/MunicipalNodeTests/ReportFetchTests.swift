import AddressRegister
import Archive
import CommandOutcome
import Cryptography
import Foundation
import HealthMessages
import Identifiers
import SealedSubmission
import Store
import TestSupport
import Testing

@testable import MunicipalNode

@Suite("Fetching a register's feedback from the inbox")
struct ReportFetchTests {
    let installation: Installation
    let unit = ReportingUnit("9901-00")!
    private let register = SyntheticOrganisations.generalPractice

    init() throws {
        installation = try Installation(
            more: """
                reporting:
                  trustee: "\(SyntheticOrganisations.hospital.number)"
                  register: "\(SyntheticOrganisations.generalPractice.number)"
                """)
    }

    /// A tenant whose reporting client gets feedback, a report that was begun, and the register as a partner.
    func settle() async throws -> ReportBegin.Reply {
        try await installation.addCompleteTenant()
        try await installation.ask(ReportClient(tenant: nil))
        registered(as: register.number)
        return try await begin()
    }

    private func begin() async throws -> ReportBegin.Reply {
        try await installation.ask(ReportBegin(tenant: nil, unit: unit, year: 2016, kind: .ordinary))
    }

    private func registered(as number: OrganisationNumber?) {
        installation.register.put(
            CommunicationParty(
                her: Installation.partner, name: "Registeret", parentHER: nil, parentName: nil,
                organisationNumber: number, kind: .service, isActive: true, ediAddress: nil, signingCertificate: nil,
                encryptionCertificate: nil))
    }

    func fetch(dryRun: Bool = false) async throws -> [ReportFetch.Item] {
        try await installation.ask(ReportFetch(tenant: nil), dryRun: dryRun).items
    }

    /// The AppRecs that were sent.
    func receipts() throws -> [AppRec] {
        try installation.exchange.documents.map { try AppRec.read($0) }
    }

    private func waiting() async throws -> Int {
        try await installation.ask(InboxList(tenant: nil, recordSystem: ReportClient.recordSystem)).items.count
    }

    @Test("I-046 the register's feedback is taken once, kept as it came, answered, and opens without a password")
    func taken() async throws {
        let begun = try await settle()
        let sent = try SentFeedback(begun, unit: unit)
        let message = try await installation.arrive(sent.feedback)
        #expect(try await fetch(dryRun: true).map(\.outcome) == [.taken])
        #expect(try await waiting() == 1 && receipts().isEmpty, "a dry run takes nothing")
        let items = try await fetch()
        #expect(items.map(\.outcome) == [.taken] && items.first?.submission == begun.submission)
        let receipt = try #require(try receipts().first)
        #expect(try receipts().count == 1 && receipt.status == .ok && receipt.originalMsgID == message.msgID)
        #expect(receipt.answeredBy == Installation.her)
        #expect(try await waiting() == 0)
        #expect(try await fetch().isEmpty, "nothing waits any longer")
        let opened = try await installation.ask(ReportFeedback(tenant: nil, .submission(begun.submission)))
        #expect(opened.password == sent.password.text && opened.archive == Data(sent.archive))
        let byDigest = try await installation.ask(
            ReportFeedback(tenant: nil, .archive(sha256: Data(SHA256.digest(sent.archive)))))
        #expect(byDigest.password == sent.password.text && byDigest.archive == nil)
        let list = try await installation.ask(ReportFeedbackList(tenant: nil)).feedback
        #expect(list.map(\.submission) == [begun.submission] && list.first?.fetchedBy == "uid:1000")
        let path = installation.directory.path("data/reports/nord/\(begun.submission).zip")
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
    }

    @Test("I-045 neither the password nor the list lies in the data directory in clear, and each opening is on record")
    func sealed() async throws {
        let begun = try await settle()
        let sent = try SentFeedback(begun, unit: unit)
        try await installation.arrive(sent.feedback)
        _ = try await fetch()
        _ = try await installation.ask(ReportFeedback(tenant: nil, .submission(begun.submission)))
        for clear in [sent.password.text, "innhold"] {
            try expectNowhere(Data(clear.utf8), below: installation.directory.path("data"))
        }
        let records = try await installation.ask(AuditShow(tenant: nil)).records
        #expect(records.count { $0.action == "report.password" } == 2)
        #expect(records.contains { $0.action == "report.fetch" && $0.detail["outcome"] == "taken" })
    }

    @Test(
        "I-046 a message from another than the register is rejected, whatever stands in it", arguments: [true, false])
    func otherSender(known: Bool) async throws {
        let begun = try await settle()
        registered(as: known ? SyntheticOrganisations.southMunicipality.number : nil)
        try await installation.arrive(try SentFeedback(begun, unit: unit).feedback)
        #expect(try await fetch().map(\.refusal) == [.otherSender])
        #expect(try receipts().map(\.status) == [.rejected])
        #expect(try await installation.ask(ReportFeedbackList(tenant: nil)).feedback.isEmpty)
        #expect(try await waiting() == 0)
    }

    @Test("I-046 while the address register is silent nothing is taken and nothing rejected")
    func silent() async throws {
        let begun = try await settle()
        try await installation.arrive(try SentFeedback(begun, unit: unit).feedback)
        installation.register.stopAnswering()
        #expect(await installation.refusal(ReportFetch(tenant: nil))?.code == "register-silent")
        #expect(try await waiting() == 1 && receipts().isEmpty)
    }

    @Test("I-046 a feedback of a report that was not begun here, or of another unit or year, is rejected")
    func foreign() async throws {
        let begun = try await settle()
        let stranger = ReportBegin.Reply(
            submission: SubmissionID(random: [UInt8](repeating: 1, count: 16))!, organisation: begun.organisation,
            sequence: 1, returnKey: begun.returnKey, begunAt: begun.begunAt)
        for feedback in [
            try SentFeedback(stranger, unit: unit).feedback,
            try SentFeedback(begun, unit: ReportingUnit("9902-00")!).feedback,
            try SentFeedback(begun, unit: unit, year: 2015).feedback,
        ] { try await installation.arrive(feedback) }
        #expect(try await fetch().map(\.refusal) == [.otherReport, .otherReport, .otherReport])
        #expect(try receipts().map(\.status) == [.rejected, .rejected, .rejected])
    }

    @Test("I-045 a password sealed to another report's key, or for another report, is rejected")
    func otherKey() async throws {
        let begun = try await settle()
        let second = try await begin()
        let swapped = ReportBegin.Reply(
            submission: begun.submission, organisation: begun.organisation, sequence: 1, returnKey: second.returnKey,
            begunAt: begun.begunAt)
        try await installation.arrive(try SentFeedback(swapped, unit: unit).feedback)
        try await installation.arrive(try SentFeedback(begun, unit: unit, label: second.submission).feedback)
        #expect(try await fetch().map(\.refusal) == [.passwordNotOurs, .passwordNotOurs])
    }

    @Test("T-114 an archive that is not the one told of, or that does not open, is rejected")
    func altered() async throws {
        let begun = try await settle()
        let sent = try SentFeedback(begun, unit: unit)
        func with(_ archive: [UInt8], sha256: [UInt8]) -> RegisterFeedback {
            RegisterFeedback(
                submission: begun.submission, unit: unit, year: 2016, fileName: "a.zip", sha256: sha256,
                sealedPassword: sent.feedback.sealedPassword, archive: archive)
        }
        var altered = sent.archive
        altered[70] ^= 1
        try await installation.arrive(with(altered, sha256: sent.feedback.sha256))
        try await installation.arrive(with(altered, sha256: SHA256.digest(altered)))
        try await installation.arrive(with([1, 2, 3], sha256: SHA256.digest([1, 2, 3])))
        try await installation.arrive(sent.feedback) { $0.replacing("<Unit>", with: "<Unit>x") }
        #expect(try await fetch().map(\.refusal) == [.altered, .unusableArchive, .unusableArchive, .malformed])
        #expect(try receipts().allSatisfy { $0.status == .rejected && $0.errors.count == 1 })
    }

    @Test(
        "I-046 the same delivery again gives one: the same message is ignored, and the same feedback is taken once"
    )
    func repeated() async throws {
        let begun = try await settle()
        let sent = try SentFeedback(begun, unit: unit)
        let msgID = UUID()
        try await installation.arrive(sent.feedback, msgID: msgID)
        #expect(try await fetch().map(\.outcome) == [.taken])
        try await installation.arrive(sent.feedback, msgID: msgID)
        try await installation.arrive(sent.feedback)
        #expect(try await fetch().map(\.outcome) == [.repeated, .taken])
        #expect(try receipts().map(\.status) == [.ok, .ok], "none for what was answered before")
        let list = try await installation.ask(ReportFeedbackList(tenant: nil)).feedback
        #expect(list.count == 1)
        let opened = try await installation.ask(ReportFeedback(tenant: nil, .submission(begun.submission)))
        #expect(opened.archive == Data(sent.archive))
    }

    @Test("I-046 a message that cannot be taken now stays, says why, and holds up no other")
    func heldUp() async throws {
        let first = try await settle()
        let second = try await begin()
        for begun in [first, second] { try await installation.arrive(try SentFeedback(begun, unit: unit).feedback) }
        // The first one's archive cannot be put in its place.
        let place = installation.directory.path("data/reports/nord/\(first.submission).zip")
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
        let reply = try await installation.ask(ReportFetch(tenant: nil))
        #expect(reply.items.map(\.submission) == [second.submission])
        #expect(reply.failed.map(\.error.code) == ["archive-not-kept"])
        #expect(try await waiting() == 1 && receipts().count == 1, "it is not answered yet")
        #expect(await installation.refusal(ReportFetch(tenant: nil))?.code == "archive-not-kept")
        try FileManager.default.removeItem(atPath: place)
        #expect(try await fetch().map(\.submission) == [first.submission])
    }

    @Test("I-046 what is no feedback stays where it is, unanswered")
    func otherType() async throws {
        let begun = try await settle()
        try await installation.arrive(try SentFeedback(begun, unit: unit).feedback, action: "DIALOG_NOTAT")
        #expect(try await fetch().map(\.outcome) == [.other])
        #expect(try await waiting() == 1 && receipts().isEmpty)
    }

    @Test("M-075 only this type of message goes to the reporting client, for every address of the tenant's")
    func routing() async throws {
        try await installation.addCompleteTenant()
        #expect(await installation.refusal(ReportFetch(tenant: nil))?.code == "report-client-missing")
        #expect(try await installation.ask(ReportClient(tenant: nil), dryRun: true).created)
        #expect(await installation.refusal(ReportFetch(tenant: nil))?.code == "report-client-missing")
        let reply = try await installation.ask(ReportClient(tenant: nil))
        #expect(reply.created && reply.rules.map(\.her) == [Installation.her])
        #expect(try await !installation.ask(ReportClient(tenant: nil)).created)
        let rules = try await installation.ask(RuleList(tenant: nil)).rules
        #expect(rules.map(\.action) == [RegisterFeedback.action])
        let systems = try await installation.ask(RecordSystemList(tenant: nil)).recordSystems
        #expect(systems.first { $0.name == ReportClient.recordSystem }?.herIDs == [])
    }

    @Test("I-045 what was not fetched is not opened, and an archive that is gone is said to be")
    func unknown() async throws {
        let begun = try await settle()
        let request = ReportFeedback(tenant: nil, .submission(begun.submission))
        #expect(await installation.refusal(request)?.code == "feedback-unknown")
        let byDigest = ReportFeedback(tenant: nil, .archive(sha256: Data(count: 32)))
        #expect(await installation.refusal(byDigest)?.code == "feedback-unknown")
        try await installation.arrive(try SentFeedback(begun, unit: unit).feedback)
        _ = try await fetch()
        let path = installation.directory.path("data/reports/nord/\(begun.submission).zip")
        try FileManager.default.removeItem(atPath: path)
        #expect(await installation.refusal(request)?.code == "archive-missing")
    }
}
