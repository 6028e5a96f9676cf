import Certificates
import CommandOutcome
import ControlSocket
import Cryptography
import Foundation
import Identifiers
import SealedSubmission
import TestSupport
import Testing
import Trustee

@testable import TrusteeNode

@Suite("What people do at the trustee's command line")
struct AdministrationTests {
    private static let now = Installation.now

    private static func code(_ body: () async throws -> Void) async -> String? {
        do {
            try await body()
            return nil
        } catch {
            return AdministrationError(trustee: error).code
        }
    }

    @Test("a new installation gets a master key once, and never another one")
    func initialise() async throws {
        let installation = try Installation()
        let configuration = try installation.configuration()
        func begin() async throws -> Bool {
            try await TrusteeSetup.begin(configuration, by: Installation.kari, now: Self.now)
        }
        #expect(try await begin())
        let key = try installation.scratch.read("master-key")
        #expect(try await !begin())
        #expect(try installation.scratch.read("master-key") == key)
        try FileManager.default.removeItem(atPath: installation.scratch.path("master-key"))
        #expect(await Self.code { _ = try await begin() } == "master-key-missing")
        #expect(!FileManager.default.fileExists(atPath: installation.scratch.path("master-key")))
    }

    @Test("while another command has the data directory the sentence says to try again")
    func locked() async throws {
        let installation = try Installation()
        let node = try await installation.node()
        let error = await #expect(throws: AdministrationError.self) {
            try await installation.ask(AuditQuestion(), node.configuration)
        }
        #expect(error?.code == "locked")
        #expect(error?.exit == .temporary)
        #expect(error?.remedy?.contains("try again") == true)
        try await node.close()
    }

    @Test("I-024 municipalities come from a file, all or none, and each wrong line is named without what stands in it")
    func municipalities() async throws {
        let installation = try Installation()
        let configuration = try await installation.prepared()
        let heading = "\u{FEFF}number;name;organisation;districts\r\n"
        let good = heading + "9902;Sørvågen;\(Installation.register.number);03 05\r\n"
        let wrong = good + "99;Feil;\(Installation.north.number);\n9903;Feil;123456789;\n9904;Feil\n"
        try await installation.opened(configuration) { administration in
            func take(_ text: String, dryRun: Bool = false) async throws -> Int {
                try await MunicipalityImport(Array(text.utf8), dryRun: dryRun).answer(in: administration).imported
            }
            #expect(await Self.code { _ = try await take(wrong) } == "lines")
            #expect(try await administration.store.municipality(MunicipalityNumber("9902")!) == nil)
            #expect(try await take(good, dryRun: true) == 1)
            #expect(try await administration.store.municipality(MunicipalityNumber("9902")!) == nil)
            #expect(try await take(good) == 1)
            let known = try await administration.store.municipality(MunicipalityNumber("9902")!)
            #expect(known?.name == "Sørvågen")
            #expect(known?.hasAgreed(DistrictNumber("05")!) == true)
            #expect(known?.hasAgreed(DistrictNumber("04")!) == false)
        }
        #expect(throws: AdministrationError.self) { try SemicolonRows(Array("a;b\n".utf8), heading: ["a", "c"]) }
        #expect(throws: AdministrationError.self) { try SemicolonRows([0xFF, 0x0A], heading: ["a"]) }
    }

    @Test("I-025 PINs are hashed at once; hashes that are none, and PINs of strangers, are refused")
    func pins() async throws {
        let installation = try Installation()
        let configuration = try await installation.prepared()
        try await installation.opened(configuration) { administration in
            func refusal(_ text: String, areHashed: Bool) async -> String? {
                await Self.code {
                    _ = try await PINImport(Array(text.utf8), areHashed: areHashed, dryRun: false)
                        .answer(in: administration)
                }
            }
            #expect(await refusal("number;pin\n9999;1234\n", areHashed: false) == "municipality-unknown")
            #expect(await refusal("number;pin\n9901;1\n", areHashed: false) == "lines")
            #expect(await refusal("number;pin\n9901;1234\n9901;1234\n", areHashed: false) == "repeated")
            #expect(await refusal("number;pin\n9901;1234\n", areHashed: true) == "heading")
            #expect(await refusal("number;hash\n9901;1234\n", areHashed: true) == "lines")
        }
        for file in try FileManager.default.contentsOfDirectory(atPath: configuration.dataDirectory)
        where file.hasPrefix("trustee.sqlite") {
            let bytes = try installation.scratch.read("data/\(file)")
            #expect(!String(decoding: bytes, as: UTF8.self).contains("47110815"))
        }
    }

    @Test("T-122 a mapping needs two log-ins, and is shown once")
    func mapping() async throws {
        let installation = try Installation()
        let configuration = try await installation.prepared()
        let person = Array(SyntheticPerson.number(1).identityNumber.utf8)
        let made = try await installation.ask(MappingRequest(of: person, reason: "Case 17/123"), configuration)
        #expect(made.requestedBy == "#4000000001")
        let approval = RequestApproval(made.request, .mapping, dryRun: false)
        // Another account of the machine, and the same person behind it.
        let same = ControlPeer(user: 1, login: Installation.kari.login)
        let alone = await Self.code { try await installation.ask(approval, configuration, by: same) }
        #expect(alone == "same-person")
        // Nobody's log-in is behind it, whatever user it runs as: it may be the same person's timer.
        for user in [0, 1, Installation.ola.login] {
            let nobody = ControlPeer(user: user, login: nil)
            #expect(await Self.code { try await installation.ask(approval, configuration, by: nobody) } == "no-login")
            #expect(
                await Self.code {
                    try await installation.ask(
                        MappingRequest(of: person, reason: "Case 17/123"), configuration, by: nobody)
                } == "no-login")
        }
        for dryRun in [true, false] {
            let other = RequestApproval(made.request, .rekey, dryRun: dryRun)
            #expect(
                await Self.code { try await installation.ask(other, configuration, by: Installation.ola) }
                    == "other-purpose")
        }
        func answer(by peer: ControlPeer) async throws -> MappingAnswer.Reply {
            try await installation.ask(MappingAnswer(made.request), configuration, by: peer)
        }
        #expect(await Self.code { _ = try await answer(by: Installation.kari) } == "not-approved")
        let open = try await installation.ask(OpenRequestsQuestion(), configuration, by: Installation.ola).requests
        #expect(open.map(\.reason) == ["Case 17/123"])
        #expect(open.map(\.requestedBy) == ["#4000000001"])
        #expect(open.map(\.kind) == [.mapping] && open.map(\.file) == [nil])
        let dry = RequestApproval(made.request, .mapping, dryRun: true)
        try await installation.ask(dry, configuration, by: Installation.ola)
        #expect(await Self.code { _ = try await answer(by: Installation.kari) } == "not-approved")
        try await installation.ask(approval, configuration, by: Installation.ola)
        #expect(await Self.code { _ = try await answer(by: Installation.ola) } == "other-person")
        #expect(try await answer(by: Installation.kari).pseudonym == nil)
        #expect(await Self.code { _ = try await answer(by: Installation.kari) } == "used")
        let neither = await Self.code {
            try await installation.ask(MappingRequest(of: Array("12345".utf8), reason: "x"), configuration)
        }
        #expect(neither == "subject")
    }

    @Test("I-018 a year's key is taken once, with its own certificate, and published as a client will judge it")
    func keys() async throws {
        let installation = try Installation()
        let configuration = try await installation.prepared()
        let ours = try await installation.ask(PublishedKeyQuestion(of: .trustee), configuration).octets
        let theirs = try await installation.ask(PublishedKeyQuestion(of: .register), configuration).octets
        let verified = try PublishedKeyVerification(
            signers: installation.signers, year: Installation.year, client: ClientVersion("1.4.0")!,
            trustee: Installation.trustee.number, register: Installation.register.number
        ).verify(trustee: ours, register: theirs)
        #expect(verified.trustee.fingerprint == KeyFingerprint(of: installation.trusteeKey.key.publicKey))
        let (key, certificate) = (
            try installation.scratch.read("year.key"), try installation.scratch.read("year.pem")
        )
        func refusal(_ key: [UInt8], _ certificate: [UInt8], year: Int? = nil) async -> String? {
            await Self.code {
                try await installation.ask(
                    KeyAddition(pem: key, passphrase: nil, certificate: certificate, year: year, lasting: 300),
                    configuration)
            }
        }
        #expect(await refusal(Array("x".utf8), certificate) == "key-unreadable")
        #expect(await refusal(key, installation.registerKey.certificate.pem) == "certificate-other")
        #expect(await refusal(key, certificate) == "wrong-state")
        let stranger = await Self.code { try await installation.ask(RegisterKeyImport(ours), configuration) }
        #expect(stranger == "key-refused")
        // Next year's comes before its season.
        let next = PublishedKeyQuestion(of: .trustee, year: Installation.year + 1)
        #expect(await Self.code { try await installation.ask(next, configuration) } == "no-key")
        #expect(await refusal(key, certificate, year: Installation.year + 1) == nil)
        #expect(await Self.code { try await installation.ask(next, configuration) } == nil)
    }

    @Test("the status tells how far submissions have come and what the service is at")
    func status() async throws {
        let installation = try Installation()
        let node = try await installation.node()
        let sealed = try SealedByMunicipality(installation)
        try await sealed.deposit(in: node)
        let administration = node.administration(for: Installation.kari)
        let all = try await StatusQuestion().answer(in: administration)
        #expect(all.submissions.map(\.submission) == [sealed.id])
        #expect(all.submissions.map(\.state) == [.received])
        #expect((all.yearReported, all.phase, all.alarms) == (2016, "ordinary", 0))
        #expect(try await StatusQuestion(unit: ReportingUnit("9902-00")!).answer(in: administration).submissions == [])
        let number = try await RekeyRequest(reason: "a new year").answer(in: administration).request
        #expect(try await StatusQuestion(waiting: true).answer(in: administration).openRequests == 1)
        let ola = node.administration(for: Installation.ola)
        _ = try await RequestApproval(number, .rekey, dryRun: false).answer(in: ola)
        // The vault's first generation is made by the first look into it.
        try await node.store.vault(for: node.configuration.register.name).close()
        _ = try await RekeyBeginning(number).answer(in: administration)
        #expect(try await StatusQuestion().answer(in: administration).generationBeingMade == 2)
        // The fifth wrong PIN in a row raises an alarm.
        let hashing = PinHashing(dummy: "") {
            $0
        } verify: { _, _ in
            false
        }
        let wrong = LoginAttempt(municipality: "9901", district: "00", organisationNumber: "", pin: "1")
        for seconds in [0.0, 1, 2, 3, 200] {
            _ = try await PinLogin(store: node.store, hashing: hashing).attempt(
                wrong, season: Installation.year, now: Self.now + seconds)
        }
        #expect(try await AlarmQuestion().answer(in: administration).alarms.map(\.kind) == [.pinGuessed])
        #expect(try await AlarmQuestion(after: 1).answer(in: administration).alarms.isEmpty)
        try await node.close()
    }

    @Test("T-111 the audit chain is whole, and by a kept checkpoint an older store in its place is noticed")
    func audit() async throws {
        let installation = try Installation()
        let configuration = try await installation.prepared()
        let copy = installation.scratch.path("copy")
        try FileManager.default.copyItem(atPath: configuration.dataDirectory, toPath: copy)
        let kept = try await installation.opened(configuration) { administration in
            try await administration.store.record("something", by: "kari", at: Self.now)
            let reply = try await AuditQuestion().answer(in: administration)
            #expect(reply.isWhole)
            return [UInt8](try JSONEncoder().encode(reply))
        }
        try FileManager.default.removeItem(atPath: configuration.dataDirectory)
        try FileManager.default.moveItem(atPath: copy, toPath: configuration.dataDirectory)
        #expect(try await installation.ask(AuditQuestion(), configuration).isWhole)
        #expect(try await !installation.ask(AuditQuestion(keptCheckpoint: kept), configuration).isWhole)
        let none = await Self.code {
            try await installation.ask(AuditQuestion(keptCheckpoint: Array("{}".utf8)), configuration)
        }
        #expect(none == "checkpoint")
    }
}
