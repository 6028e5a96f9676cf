import Certificates
import Foundation
import HealthMessages
import Identifiers
import Store
import TestSupport
import Testing

/// Every use of a private key is recorded before it happens (M-066, M-092).
@Suite struct KeyUseTests {
    @Test("M-066 as many intents as key operations, each with its outcome, and the chain holds")
    func recorded() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        let document = try hospital.write(.admitted, to: municipality)
        try await country.settle([hospital, municipality])
        try municipality.answer(document, .ok)
        try await country.settle([hospital, municipality])
        // Signed the message, decrypted the AppRec, signed its receipt.
        #expect(try await operations(hospital).sorted() == ["decrypt", "sign", "sign"])
        // Decrypted the message, signed its receipt, signed the AppRec.
        #expect(try await operations(municipality).sorted() == ["decrypt", "sign", "sign"])
        for office in [hospital, municipality] {
            let verdict = try await office.store.verifyAudit()
            #expect(verdict.brokenAt == nil)
            #expect(verdict.openIntents.isEmpty)
        }
    }

    @Test("M-066 a use that fails is recorded too")
    func failed() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        // The register gives the key of another encryption certificate of the municipality than it holds.
        let other = try country.authority.issue(
            SyntheticOrganisations.northMunicipality, purpose: .encryption, now: Country.start, generation: 2)
        country.register.enter(municipality.registered(encryption: other.certificate))
        try hospital.write(.admitted, to: municipality)
        try await country.settle([hospital, municipality])
        let received = try #require(try await municipality.messages(.incoming).first)
        #expect(received.reason == "decryption-failed")
        #expect(try await municipality.store.verifyAudit().openIntents.isEmpty)
    }

    private func operations(_ office: Office) async throws -> [String] {
        try await office.store.read { try $0.auditRecords(after: 0, limit: 1000) }
            .filter { $0.entry.action == "key.use.intent" }.compactMap { $0.entry.detail["operation"] }
    }
}
