import Certificates
import CommandOutcome
import Cryptography
import Foundation
import Identifiers
import SealedSubmission
import TestSupport
import Testing

@testable import MunicipalNode

@Suite("Log-in and receipt of a yearly report, as the installation keeps them")
struct ReportSendingRequestTests {
    private let unit = ReportingUnit("9901-00")!

    @Test("M-066 T-088 a challenge is signed as a log-in and as nothing else, on record before and after")
    func logIn() async throws {
        let installation = try Installation()
        try await installation.addCompleteTenant()
        let challenge = SecureRandom.bytes(56)
        let reply = try await installation.ask(ReportLogIn(tenant: nil, unit: unit, challenge: Data(challenge)))
        let certificate = try Certificate(der: Array(reply.certificate))
        #expect(certificate.organisationNumber == Installation.organisation.number)
        let statement = LogInStatement.bytes(unit: unit, challenge: challenge)
        #expect(certificate.publicKey.verify(Array(reply.signature), over: statement, algorithm: .rsaSHA256))
        #expect(!certificate.publicKey.verify(Array(reply.signature), over: challenge, algorithm: .rsaSHA256))
        let records = try await installation.ask(AuditShow(tenant: nil)).records
        #expect(records.contains { $0.action == "key.use.intent" && $0.detail["subject"] == "log-in" })
        let verdict = try await installation.ask(AuditVerify(tenant: nil))
        #expect(verdict.ok && verdict.openIntents.isEmpty)
        let before = records.count
        let dry = try await installation.ask(
            ReportLogIn(tenant: nil, unit: unit, challenge: Data(challenge)), dryRun: true)
        #expect(dry.signature.isEmpty)
        #expect(try await installation.ask(AuditShow(tenant: nil)).records.count == before)
    }

    @Test("a challenge that is none is not signed, nor anything without an organisation certificate")
    func refused() async throws {
        let installation = try Installation()
        try await installation.addTenant()
        let request = ReportLogIn(tenant: nil, unit: unit, challenge: Data([1]))
        #expect(await installation.refusal(request)?.code == "no-signing-key")
        try await installation.addCompleteTenant()
        for length in [0, LogInStatement.longestChallenge + 1] {
            let none = ReportLogIn(tenant: nil, unit: unit, challenge: Data(repeating: 1, count: length))
            #expect(await installation.refusal(none)?.code == "challenge-unusable")
        }
        #expect(try await installation.ask(AuditVerify(tenant: nil)).openIntents.isEmpty)
    }

    @Test("I-084 no receipt is kept for a report that is unknown, or that the configuration names no trustee for")
    func receipt() async throws {
        let installation = try Installation()
        try await installation.addCompleteTenant()
        let stranger = ReportReceipt(
            tenant: nil, submission: SubmissionID(bytes: [UInt8](repeating: 1, count: 16))!, receipt: Data([1]))
        #expect(await installation.refusal(stranger)?.code == "report-unknown")
        let begun = try await installation.ask(
            ReportBegin(tenant: nil, unit: unit, year: 2016, kind: .ordinary))
        let unsealed = ReportReceipt(tenant: nil, submission: begun.submission, receipt: Data([1]))
        #expect(await installation.refusal(unsealed)?.code == "receipt-refused")
        #expect(try await installation.ask(ReportList(tenant: nil)).submissions.first?.arrivedAt == nil)
    }
}
