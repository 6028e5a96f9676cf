import Certificates
import CommandOutcome
import Cryptography
import Exchange
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

    @Test("I-084 a receipt whose signer's revocation list is missing is not called another's: it comes again")
    func unconfirmed() async throws {
        let (trustee, now) = (SyntheticOrganisations.hospital, Installation.now)
        let installation = try Installation(
            more:
                "reporting: {trustee: '\(trustee.number)', register: '\(SyntheticOrganisations.generalPractice.number)'}"
        )
        try await installation.addCompleteTenant()
        for name in ["trust", "crl"] {
            try FileManager.default.createDirectory(
                atPath: installation.directory.path(name), withIntermediateDirectories: false)
        }
        let pem = installation.authority.certificate.pem + installation.authority.intermediates.flatMap(\.pem)
        _ = try installation.directory.write(pem, to: "trust/authority.pem")
        let begun = try await installation.ask(ReportBegin(tenant: nil, unit: unit, year: 2016, kind: .ordinary))
        let key = try PublicKey(spkiDER: Array(begun.returnKey))
        let entries = [PartRole.identity, .content].map {
            PartEntry(role: $0, index: 1, octets: 10, sha256: ContentHash(of: Array("\($0)".utf8)))
        }
        let manifest = SubmissionManifest(
            submission: begun.submission, unit: unit, organisation: begun.organisation, year: 2016,
            period: ReportingPeriod(year: 2016), kind: .ordinary, sequence: 1, revision: "3.0", personCount: 1,
            createdAt: begun.begunAt, client: SealingClient(name: "budstikke", version: ClientVersion("0.1.0")!),
            contact: Contact(name: "Kari", email: "iplos@nord.example", phone: "68050001", role: "IPLOS-kontakt"),
            returnKey: key, trusteeKey: KeyFingerprint(of: key),
            registerKey: KeyFingerprint(of: try SyntheticKeys.ofThisProcess.key("another").publicKey), parts: entries)
        let signed = Array(try await installation.ask(ReportSign(tenant: nil, manifest: manifest)).signedManifest)
        let verified = try ManifestVerification(
            signers: SignerVerification(
                trust: installation.authority.trustStore, revocation: RevocationLists(required: false), now: now),
            expecting: .init(
                holder: .trustee, keys: [manifest.trusteeKey], minimumClientVersion: ClientVersion("0.1.0")!)
        ).verify(signed)
        let signer = try installation.authority.issue(trustee, purpose: .signing, now: now)
        let receipt = try SubmissionReceipt(for: verified, kind: .ordinary, receivedAt: now, nextReceiptBy: now + 60)
            .signed(key: signer.key, certificate: signer.certificate, at: now)
        let request = ReportReceipt(tenant: nil, submission: begun.submission, receipt: Data(receipt))
        var configuration = installation.configuration
        configuration.revocation.required = true
        let careful = Administration(
            installation: installation.store, configuration: configuration, register: installation.register,
            masterKey: installation.master,
            trust: PartnerTrust(store: installation.authority.trustStore, revocation: RevocationLists(required: true)),
            exchange: installation.exchange, clock: { now })
        let refusal = await #expect(throws: AdministrationError.self) {
            try await careful.perform(request, by: "uid:1000")
        }
        #expect(refusal?.code == "receipt-unconfirmed" && refusal?.exit == .temporary)
        #expect(try await installation.ask(request).arrivedAt == now)
    }
}
