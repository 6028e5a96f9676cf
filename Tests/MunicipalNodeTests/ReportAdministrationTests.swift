import Certificates
import CommandOutcome
import Cryptography
import Foundation
import Identifiers
import Keys
import SQLiteStore
import SealedSubmission
import Store
import TestSupport
import Testing

@testable import MunicipalNode

@Suite("Administration of yearly reports")
struct ReportAdministrationTests {
    private let installation: Installation
    private let unit = ReportingUnit(municipality: MunicipalityNumber("9901")!)

    init() throws { installation = try Installation() }

    private func begin(_ kind: SubmissionKind = .ordinary, year: Int = 2016, dryRun: Bool = false) async throws
        -> ReportBegin.Reply
    {
        try await installation.ask(
            ReportBegin(tenant: nil, unit: unit, year: year, kind: kind), dryRun: dryRun)
    }

    /// A manifest as the sealing makes it.
    private func manifest(
        _ begun: ReportBegin.Reply, kind: SubmissionKind = .ordinary, sequence: Int? = nil, year: Int = 2016
    ) throws -> SubmissionManifest {
        let other = try SyntheticKeys.ofThisProcess.key("another")
        let key = try PublicKey(spkiDER: Array(begun.returnKey))
        let entry = PartEntry(role: .identity, index: 1, octets: 10, sha256: ContentHash(of: [1]))
        let content = PartEntry(role: .content, index: 1, octets: 10, sha256: ContentHash(of: [2]))
        return SubmissionManifest(
            submission: begun.submission, unit: unit, organisation: begun.organisation, year: year,
            period: ReportingPeriod(year: year), kind: kind, sequence: sequence ?? begun.sequence, revision: "3.0",
            personCount: 1, createdAt: begun.begunAt,
            client: SealingClient(name: "budstikke", version: ClientVersion("0.1.0")!),
            contact: Contact(name: "Kari", email: "iplos@nord.example", phone: "68050001", role: "IPLOS-kontakt"),
            returnKey: key, trusteeKey: KeyFingerprint(of: key), registerKey: KeyFingerprint(of: other.publicKey),
            parts: [entry, content])
    }

    @Test("I-004 sequence numbers rise by unit, year and kind, and a dry run takes none")
    func sequences() async throws {
        try await installation.addCompleteTenant()
        #expect(try await begin(dryRun: true).sequence == 1)
        #expect(try await begin().sequence == 1)
        #expect(try await begin().sequence == 2)
        #expect(try await begin(.correction).sequence == 1)
        #expect(try await begin(year: 2017).sequence == 1)
        let list = try await installation.ask(ReportList(tenant: nil)).submissions
        #expect(list.count == 4)
        #expect(list.allSatisfy { $0.signedAt == nil })
    }

    @Test("I-021 nothing is begun for a municipality or district that the configuration does not name for the tenant")
    func otherUnit() async throws {
        let installation = try Installation(
            more: """
                reporting:
                  trustee: "\(SyntheticOrganisations.hospital.number)"
                  register: "\(SyntheticOrganisations.generalPractice.number)"
                  municipalities:
                    "9901": {organisation: "\(Installation.organisation.number)"}
                    "9903": {organisation: "\(SyntheticOrganisations.southMunicipality.number)"}
                """)
        try await installation.addCompleteTenant()
        func refusal(_ unit: String, dryRun: Bool = false) async throws -> AdministrationError? {
            let unit = try #require(ReportingUnit(unit))
            return await installation.refusal(
                ReportBegin(tenant: nil, unit: unit, year: 2016, kind: .ordinary), dryRun: dryRun)
        }
        for unit in ["9902-00", "9903-00", "9901-01"] {
            for dryRun in [true, false] {
                let refusal = try await refusal(unit, dryRun: dryRun)
                #expect(refusal?.code == "unit-not-ours")
                #expect(refusal?.remedy?.contains("reporting.municipalities") == true)
            }
        }
        #expect(try await installation.ask(ReportList(tenant: nil)).submissions.isEmpty)
        #expect(try await refusal("9901-00") == nil)
    }

    @Test("I-006 a number is free again when nothing was signed, and taken for ever when something was")
    func withdrawn() async throws {
        try await installation.addCompleteTenant()
        let begun = try await begin()
        let withdraw = ReportWithdraw(tenant: nil, submission: begun.submission)
        #expect(try await installation.ask(withdraw, dryRun: true).sequence == 1)
        try await installation.ask(withdraw)
        #expect(await installation.refusal(withdraw)?.code == "report-unknown")
        let again = try await begin()
        #expect(again.sequence == 1)
        try await installation.ask(ReportSign(tenant: nil, manifest: try manifest(again)))
        let late = ReportWithdraw(tenant: nil, submission: again.submission)
        #expect(await installation.refusal(late)?.code == "report-sealed")
        #expect(try await begin().sequence == 2)
        #expect(try await installation.ask(AuditShow(tenant: nil)).records.map(\.action).contains("report.withdraw"))
    }

    @Test("T-128 after a restored backup the next number is the send module's, of its unit, year and kind alone")
    func toldNumbers() async throws {
        try await installation.addCompleteTenant()
        #expect(try await begin().sequence == 1)
        func told(_ next: [SubmissionKind: Int]) -> ReportNumbers {
            ReportNumbers(tenant: nil, unit: unit, year: 2016, next: next)
        }
        #expect(try await installation.ask(told([.ordinary: 5]), dryRun: true).raised == ["ordinary": 5])
        #expect(try await begin(dryRun: true).sequence == 2)
        #expect(try await installation.ask(told([.ordinary: 5, .correction: 1])).raised == ["ordinary": 5])
        #expect(try await begin().sequence == 5)
        #expect(try await begin(.correction).sequence == 1)
        #expect(try await begin(year: 2017).sequence == 1)
        #expect(try await installation.ask(told([.ordinary: 3])).raised.isEmpty, "it never falls")
        #expect(try await begin().sequence == 6)
        #expect(await installation.refusal(told([.ordinary: 1_000_002]))?.code == "report-number-unusable")
        #expect(await installation.refusal(told([.test: 0]))?.code == "report-number-unusable")
        let least = ReportBegin(tenant: nil, unit: unit, year: 2016, kind: .test, least: 4)
        #expect(try await installation.ask(least).sequence == 4)
        #expect(try await installation.ask(least).sequence == 5)
    }

    @Test("I-083 the manifest is signed by the organisation certificate, on record before and after")
    func signed() async throws {
        try await installation.addCompleteTenant()
        let begun = try await begin()
        let manifest = try manifest(begun)
        let signed = try await installation.ask(ReportSign(tenant: nil, manifest: manifest)).signedManifest
        let attested = try SignerVerification(
            trust: installation.authority.trustStore, revocation: .init(required: false), now: Installation.now
        ).open(Array(signed), as: SubmissionManifest.self)
        #expect(attested.document == manifest)
        #expect(attested.organisation == Installation.organisation.number)
        let records = try await installation.ask(AuditShow(tenant: nil)).records
        let actions = records.map(\.action)
        #expect(actions.suffix(3).contains("key.use.intent") && actions.contains("key.use.outcome"))
        let verdict = try await installation.ask(AuditVerify(tenant: nil))
        #expect(verdict.ok && verdict.openIntents.isEmpty)
        #expect(try await installation.ask(ReportList(tenant: nil)).submissions.first?.signedAt != nil)
    }

    @Test("I-083 one submission, one content: a second manifest and a differing one are refused")
    func refused() async throws {
        try await installation.addCompleteTenant()
        let begun = try await begin()
        let wrongSequence = ReportSign(tenant: nil, manifest: try manifest(begun, sequence: 9))
        #expect(await installation.refusal(wrongSequence)?.code == "report-differs")
        let wrongKind = ReportSign(tenant: nil, manifest: try manifest(begun, kind: .test))
        #expect(await installation.refusal(wrongKind)?.code == "report-differs")
        let right = ReportSign(tenant: nil, manifest: try manifest(begun))
        try await installation.ask(right)
        #expect(await installation.refusal(right)?.code == "report-sealed")
    }

    @Test("I-016 a manifest with an unusable contact is not signed")
    func faulty() async throws {
        try await installation.addCompleteTenant()
        var manifest = try manifest(try await begin())
        manifest.contact = Contact(name: "Kari", email: "kari", phone: "68050001", role: "IPLOS-kontakt")
        #expect(await installation.refusal(ReportSign(tenant: nil, manifest: manifest))?.code == "manifest-faulty")
        #expect(try await installation.ask(AuditVerify(tenant: nil)).openIntents.isEmpty)
    }

    @Test("I-083 without an organisation certificate nothing is begun")
    func noKey() async throws {
        try await installation.addTenant()
        let request = ReportBegin(tenant: nil, unit: unit, year: 2016, kind: .ordinary)
        #expect(await installation.refusal(request)?.code == "no-signing-key")
    }

    @Test("I-081 a password sealed to the return key is opened for its own report and label only, and on record")
    func password() async throws {
        try await installation.addCompleteTenant()
        let (first, second) = (try await begin(), try await begin())
        let label = Data("label".utf8)
        let sealed = try PublicKey(spkiDER: Array(first.returnKey)).encryptOAEP(
            Array("hemmelig".utf8), label: Array(label))
        func ask(_ id: SubmissionID, _ label: Data) -> ReportPassword {
            ReportPassword(tenant: nil, submission: id, sealed: Data(sealed), label: label)
        }
        #expect(try await installation.ask(ask(first.submission, label)).password == "hemmelig")
        #expect(await installation.refusal(ask(second.submission, label))?.code == "password-not-ours")
        #expect(await installation.refusal(ask(first.submission, Data()))?.code == "password-not-ours")
        let opened = try await installation.ask(AuditShow(tenant: nil)).records.filter {
            $0.action == "report.password"
        }
        #expect(opened.count == 3)
        let unknown = SubmissionID(random: [UInt8](repeating: 1, count: 16))!
        #expect(await installation.refusal(ask(unknown, label))?.code == "report-unknown")
    }

    @Test("M-095 the return key is stored only wrapped")
    func wrapped() async throws {
        try await installation.addCompleteTenant()
        let begun = try await begin()
        let record = try await installation.store.tenant(Installation.tenant, as: "t").read {
            try $0.records(ReportedSubmission.self)
        }.first
        let context = ReturnKey.context(Installation.tenant, begun.submission.description)
        let clear = try installation.master.unwrap(try #require(record).wrappedReturnKey, context: context)
        try expectNowhere(Data(clear[100..<160]), below: installation.directory.path("data"))
    }
}
