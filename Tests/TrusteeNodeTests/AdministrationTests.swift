import Certificates
import CommandOutcome
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
        } catch let error as AdministrationError {
            return error.code
        } catch {
            return "another error: \(error)"
        }
    }

    private static func administer<Value: Sendable>(
        _ configuration: TrusteeConfiguration, by person: String = "kari",
        _ body: (TrusteeAdministration) async throws -> Value
    ) async throws -> Value {
        try await TrusteeAdministration.opened(configuration, by: person, now: now, body)
    }

    @Test("a new installation gets a master key once, and never another one")
    func initialise() async throws {
        let installation = try Installation()
        let configuration = try installation.configuration()
        #expect(try await TrusteeAdministration.initialise(configuration, by: "kari", now: Self.now))
        let key = try installation.scratch.read("master-key")
        #expect(try await !TrusteeAdministration.initialise(configuration, by: "kari", now: Self.now))
        #expect(try installation.scratch.read("master-key") == key)
        try FileManager.default.removeItem(atPath: installation.scratch.path("master-key"))
        let again = await Self.code {
            _ = try await TrusteeAdministration.initialise(configuration, by: "kari", now: Self.now)
        }
        #expect(again == "master-key-missing")
        #expect(!FileManager.default.fileExists(atPath: installation.scratch.path("master-key")))
    }

    @Test("beside a running service the store is locked, and the sentence says what to do")
    func locked() async throws {
        let installation = try Installation()
        let node = try await installation.node()
        do {
            try await Self.administer(node.configuration) { _ in }
            Issue.record("two processes have the store")
        } catch let error as AdministrationError {
            #expect(error.code == "locked")
            #expect(error.exit == .temporary)
            #expect(error.remedy?.contains("serve") == true)
        }
        try await node.close()
    }

    @Test("I-024 municipalities come from a file, all or none, and each wrong line is named without what stands in it")
    func municipalities() async throws {
        let installation = try Installation()
        let configuration = try await installation.prepared()
        let heading = "\u{FEFF}number;name;organisation;districts\r\n"
        let good = heading + "9902;Sørvågen;\(Installation.register.number);03 05\r\n"
        let wrong = good + "99;Feil;\(Installation.north.number);\n9903;Feil;123456789;\n9904;Feil\n"
        try await Self.administer(configuration) { administration in
            let refused = await Self.code {
                _ = try await administration.importMunicipalities(Array(wrong.utf8), dryRun: false)
            }
            #expect(refused == "lines")
            #expect(try await administration.store.municipality(MunicipalityNumber("9902")!) == nil)
            _ = try await administration.importMunicipalities(Array(good.utf8), dryRun: true)
            #expect(try await administration.store.municipality(MunicipalityNumber("9902")!) == nil)
            let summary = try await administration.importMunicipalities(Array(good.utf8), dryRun: false)
            #expect(summary.imported == 1)
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
        try await Self.administer(configuration) { administration in
            func refusal(_ text: String, areHashed: Bool) async -> String? {
                await Self.code {
                    _ = try await administration.importPINs(Array(text.utf8), areHashed: areHashed, dryRun: false)
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
            #expect(!String(decoding: bytes, as: UTF8.self).contains("4711"))
        }
    }

    @Test("T-122 a mapping needs two persons, and is shown once")
    func mapping() async throws {
        let installation = try Installation()
        let configuration = try await installation.prepared()
        let person = Array(SyntheticPerson.number(1).identityNumber.utf8)
        let number = try await Self.administer(configuration) {
            try await $0.requestMapping(of: person, reason: "Case 17/123")
        }
        let alone = await Self.code { try await Self.administer(configuration) { try await $0.approve(number) } }
        #expect(alone == "same-person")
        func answerAgain() async throws {
            _ = try await Self.administer(configuration) { try await $0.answerMapping(number) }
        }
        #expect(await Self.code(answerAgain) == "not-approved")
        let open = try await Self.administer(configuration, by: "ola") { try await $0.openRequests() }
        #expect(open.map(\.reason) == ["Case 17/123"])
        try await Self.administer(configuration, by: "ola") { try await $0.approve(number) }
        let answer = try await Self.administer(configuration) { try await $0.answerMapping(number) }
        #expect(answer.pseudonym == nil)
        #expect(await Self.code(answerAgain) == "used")
        let neither = await Self.code {
            _ = try await Self.administer(configuration) {
                try await $0.requestMapping(of: Array("12345".utf8), reason: "x")
            }
        }
        #expect(neither == "subject")
    }

    @Test("I-018 the year's key is taken once, with its own certificate, and published as a client will judge it")
    func keys() async throws {
        let installation = try Installation()
        let configuration = try await installation.prepared()
        try await Self.administer(configuration) { administration in
            let ours = try await administration.publishedKey(of: "trustee")
            let theirs = try await administration.publishedKey(of: "register")
            let verified = try PublishedKeyVerification(
                signers: installation.signers, year: Installation.year, client: ClientVersion("1.4.0")!,
                trustee: Installation.trustee.number, register: Installation.register.number
            ).verify(trustee: ours, register: theirs)
            #expect(verified.trustee.fingerprint == KeyFingerprint(of: installation.trusteeKey.key.publicKey))
            let key = try installation.scratch.read("year.key")
            func refusal(_ key: [UInt8], _ certificate: [UInt8]) async -> String? {
                await Self.code {
                    _ = try await administration.addKey(
                        pem: key, passphrase: nil, certificate: certificate, lasting: 300)
                }
            }
            let certificate = try installation.scratch.read("year.pem")
            #expect(await refusal(Array("x".utf8), certificate) == "key-unreadable")
            let other = installation.registerKey.certificate.pem
            #expect(await refusal(key, other) == "certificate-other")
            let stranger = await Self.code { _ = try await administration.importRegisterKey(ours) }
            #expect(stranger == "key-refused")
            let nobody = await Self.code { _ = try await administration.publishedKey(of: "nobody") }
            #expect(nobody == "no-key")
        }
        let twice = await Self.code {
            _ = try await Self.administer(configuration) {
                try await $0.addKey(
                    pem: installation.scratch.read("year.key"), passphrase: nil,
                    certificate: installation.scratch.read("year.pem"), lasting: 300)
            }
        }
        #expect(twice == "wrong-state")
    }

    @Test("the doctor is content with a whole installation but for its missing lists, and names what is missing")
    func doctor() async throws {
        let installation = try Installation()
        let configuration = try await installation.prepared()
        let whole = await TrusteeAdministration.doctor(configuration, by: "kari", now: Self.now)
        #expect(whole.findings.filter { $0.verdict != .ok }.map(\.check) == ["revocation"])
        #expect(whole.exit == .negative)
        try FileManager.default.removeItem(atPath: installation.scratch.path("signing.key"))
        try FileManager.default.removeItem(atPath: installation.scratch.path("master-key"))
        let broken = await TrusteeAdministration.doctor(configuration, by: "kari", now: Self.now)
        #expect(
            broken.findings.filter { $0.verdict == .error }.map(\.check) == ["masterKey", "signing", "store"])
        #expect(broken.exit == .errors)
    }

    @Test("T-111 the audit chain is whole, and by a kept checkpoint an older store in its place is noticed")
    func audit() async throws {
        let installation = try Installation()
        let configuration = try await installation.prepared()
        let copy = installation.scratch.path("copy")
        try FileManager.default.copyItem(atPath: configuration.dataDirectory, toPath: copy)
        let kept = try await Self.administer(configuration) { administration in
            try await administration.store.record("something", by: "kari", at: Self.now)
            let reply = try await administration.verifyAudit(keptCheckpoint: nil)
            #expect(reply.isWhole)
            return [UInt8](try JSONEncoder().encode(reply))
        }
        try FileManager.default.removeItem(atPath: configuration.dataDirectory)
        try FileManager.default.moveItem(atPath: copy, toPath: configuration.dataDirectory)
        try await Self.administer(configuration) { administration in
            let alone = try await administration.verifyAudit(keptCheckpoint: nil)
            #expect(alone.isWhole)
            let compared = try await administration.verifyAudit(keptCheckpoint: kept)
            #expect(!compared.isWhole)
            let none = await Self.code {
                _ = try await administration.verifyAudit(keptCheckpoint: Array("{}".utf8))
            }
            #expect(none == "checkpoint")
        }
    }
}
