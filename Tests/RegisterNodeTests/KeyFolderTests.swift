import Certificates
import CommandOutcome
import Cryptography
import Foundation
import Identifiers
import Keys
import Register
import SealedSubmission
import TestSupport
import Testing

@testable import RegisterNode

@Suite("The register's keys")
struct KeyFolderTests {
    let scene: NodeScene
    let folder: RegisterKeyFolder

    init() throws {
        scene = try NodeScene()
        folder = try RegisterKeyFolder.open(scene.configuration)
    }

    private func code(_ work: () throws -> Void) -> String? {
        do {
            try work()
            return nil
        } catch { return (error as? AdministrationError)?.code ?? "\(error)" }
    }

    @Test("a new key is wrapped, gives a request for its certificate, and is never replaced")
    func made() throws {
        let name = RegisterKeyFolder.Name.encryption(year: 2017)
        let request = try folder.make(name, organisation: "Registeret", number: scene.register.number, bits: 2048)
        #expect(String(decoding: request, as: UTF8.self).hasPrefix("-----BEGIN CERTIFICATE REQUEST-----"))
        #expect(try folder.names().contains(name) && folder.pair(name) == nil)
        #expect(
            code { _ = try folder.make(name, organisation: "R", number: scene.register.number, bits: 2048) }
                == "key-exists")
        // What lies on disk opens with this master key and no other.
        try MasterKey.generate(to: scene.scratch.path("other.key"))
        let other = RegisterKeyFolder(
            in: scene.configuration.dataDirectory, masterKey: try MasterKey(file: scene.scratch.path("other.key")))
        #expect(throws: MasterKeyError.otherMasterKey) { try other.pair(.signing) }
    }

    @Test("a certificate that is another's, for another use or of another key is refused")
    func refused() throws {
        let number = scene.register.number
        let stranger = try scene.identity(scene.north, .encryption)
        let signing = try scene.identity(scene.register, .signing)
        let own = try scene.identity(scene.register, .encryption)
        let name = RegisterKeyFolder.Name.encryption(year: 2018)
        #expect(
            code { try folder.add(stranger.certificate, key: stranger.key, as: name, of: number) }
                == "certificate-other-organisation")
        #expect(
            code { try folder.add(signing.certificate, key: signing.key, as: name, of: number) }
                == "certificate-wrong-use")
        #expect(
            code { try folder.add(own.certificate, key: stranger.key, as: name, of: number) }
                == "certificate-other-key")
        #expect(code { try folder.add(own.certificate, key: nil, as: name, of: number) } == "key-missing")
        #expect(try folder.pair(name) == nil)
        try folder.add(own.certificate, key: own.key, as: name, of: number)
        #expect(try folder.pair(name)?.year == 2018)
    }

    @Test("I-018 the published key is signed by the register and opens as the register's for its year")
    func published() throws {
        let published = try KeyPublication.make(
            year: 2016, keys: folder, configuration: scene.configuration, now: scene.clock.now)
        let signers = SignerVerification(
            trust: scene.authority.trustStore, revocation: RevocationLists(required: false), now: scene.clock.now)
        let document = try signers.open(published.signed, as: PublishedKey.self, from: scene.register.number).document
        #expect(document.holder == .register && document.year == 2016)
        #expect(published.fingerprint.count == 16)
        #expect(
            code {
                _ = try KeyPublication.make(
                    year: 2015, keys: folder, configuration: scene.configuration, now: scene.clock.now)
            } == "key-missing")
    }
}
