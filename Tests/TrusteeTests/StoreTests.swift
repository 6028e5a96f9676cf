import Cryptography
import Foundation
import Identifiers
import SQLiteAccess
import SealedSubmission
import TestSupport
import Testing

@testable import Trustee

@Suite("The trustee's data directory")
struct StoreTests {
    @Test("M-095 another master key is noticed before anything is written with it")
    func otherMasterKey() async throws {
        let stage = try Stage()
        try await stage.open().close()
        await #expect(throws: TrusteeError.otherMasterKey) { try await stage.open(masterKey: 8) }
    }

    @Test("T-078 a second process is refused, and let in when the first has closed")
    func locked() async throws {
        let stage = try Stage()
        let store = try await stage.open()
        await #expect(throws: TrusteeError.locked) { try await stage.open() }
        try await store.close()
        try await stage.open().close()
    }

    @Test("a directory written by a newer version is refused")
    func newer() async throws {
        let stage = try Stage()
        let store = try await stage.open()
        try await store.database.write { try $0.run("PRAGMA user_version = 99") }
        try await store.close()
        await #expect(throws: TrusteeError.newerVersion) { try await stage.open() }
    }

    @Test("files are the owner's alone")
    func modes() async throws {
        let stage = try Stage()
        let store = try await stage.filled()
        _ = try await store.vault(for: Stage.register)
        let names = try FileManager.default.subpathsOfDirectory(atPath: stage.directory)
        #expect(names.contains("vault-iplos-1.sqlite"))
        for name in names {
            let attributes = try FileManager.default.attributesOfItem(atPath: "\(stage.directory)/\(name)")
            let mode = attributes[.posixPermissions] as? Int ?? 0
            #expect(mode & 0o077 == 0, "\(name)")
        }
    }

    @Test("a municipality is replaced and keeps its PIN; an unknown one gets none")
    func municipalities() async throws {
        let stage = try Stage()
        let store = try await stage.filled()
        try await store.importPINs([Stage.north.municipality: "hash"], by: "kari", at: Stage.now)
        let replaced = Municipality(
            number: Stage.north.municipality, name: "Nordbygda og omegn",
            organisationNumber: SyntheticOrganisations.northMunicipality.number,
            agreedDistricts: [DistrictNumber("01")!])
        try await store.importMunicipalities([replaced], by: "kari", at: Stage.now)
        #expect(try await store.municipality(Stage.north.municipality) == replaced)
        let pin = try await store.database.read {
            try TrusteeStore.municipality(Stage.north.municipality, in: $0)?.pin
        }
        let hash = try store.fields.open(try #require(pin), place: "municipalities/9901/pin")
        #expect(hash == Array("hash".utf8))
        let unknown = try #require(MunicipalityNumber("9999"))
        await #expect(throws: TrusteeError.unknown) {
            try await store.importPINs([unknown: "hash"], by: "kari", at: Stage.now)
        }
        #expect(try await store.municipality(unknown) == nil)
    }

    @Test("I-018 a year's key opens again, is never replaced, and is gone when destroyed")
    func ownKeys() async throws {
        let stage = try Stage()
        let store = try await stage.filled()
        #expect(try await store.ownKey(year: Stage.year).key.publicKey == stage.trusteeKey.key.publicKey)
        await #expect(throws: TrusteeError.wrongState) {
            try await store.addOwnKey(
                stage.registerKey.key, certificate: stage.registerKey.certificate, year: Stage.year,
                by: "kari", at: Stage.now)
        }
        await #expect(throws: TrusteeError.noKey) { try await store.ownKey(year: 2015) }
        try await store.destroyOwnKey(year: Stage.year, by: "kari", at: Stage.now)
        await #expect(throws: TrusteeError.noKey) { try await store.ownKey(year: Stage.year) }
        #expect(try await store.publishedKey(of: .register, year: Stage.year) != nil)
        #expect(try await store.publishedKey(of: .trustee, year: Stage.year) == nil)
    }

    @Test("what errors say holds nothing but codes")
    func descriptions() {
        #expect("\(TrusteeError.database(19))" == "The database answered with code 19.")
        #expect("\(MappingLookup.Answer.identity(Array("12345".utf8)))" == "Answer")
    }
}
