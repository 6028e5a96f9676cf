import Foundation
import NationalIdentity
import SealedSubmission
import TestSupport
import Testing

@testable import Trustee

@Suite("No identity in clear at the trustee")
struct CanaryTests {
    @Test("I-032 a planted identity is in no file after intake, job, look-up, change and delivery")
    func planted() async throws {
        let stage = try Stage()
        let store = try await stage.filled()
        let vault = try await store.vault(for: Stage.register)
        let person = SyntheticPerson.number(7)
        let planted = PlantedNumber(person.identityNumber)
        let digits = Array(person.identityNumber.utf8)
        let identity = try NationalIdentity(digits, in: .test)
        let sealed = try SealedByMunicipality([digits] + SyntheticNumbers.digits(5), stage)
        var found: [String] = []

        _ = try await sealed.send(to: stage.intake(store))
        found += planted.files(below: stage.directory)
        _ = try await stage.pseudonymisation(store, vault).run(sealed.id, now: Stage.now)
        found += planted.files(below: stage.directory)
        let earlier = try SyntheticNumbers.dNumber(before: digits)
        _ = try await store.changeIdentity(from: earlier, to: identity, in: vault, by: "kari", at: Stage.now)
        let lookup = MappingLookup(store: store, vault: vault)
        let request = try await lookup.request(
            pseudonymOf: identity, reason: "Innsyn", by: "kari", at: Stage.now
        ).get()
        found += planted.files(below: stage.directory)
        try await store.delivered(sealed.id, at: Stage.now)
        try await vault.close()
        try await store.close()
        found += planted.files(below: stage.directory)
        found += PlantedNumber(String(decoding: earlier.digits, as: UTF8.self)).files(below: stage.directory)
        #expect(found == [])

        // And yet it is there, for those who have the keys and each other.
        let reopened = try await stage.open()
        let again = MappingLookup(store: reopened, vault: try await reopened.vault(for: Stage.register))
        #expect(try await Permits(store: reopened).approve(request, for: .every, by: "ola", at: Stage.now) == nil)
        let answer = try await again.answer(request, by: "kari", at: Stage.now).get()
        guard case .pseudonym(let pseudonym) = answer else { throw Crash() }
        let back = try await again.request(
            identityOf: pseudonym, reason: "Innsyn", by: "ola", at: Stage.now
        ).get()
        #expect(try await Permits(store: reopened).approve(back, for: .every, by: "kari", at: Stage.now) == nil)
        #expect(try await again.answer(back, by: "ola", at: Stage.now).get() == .identity(digits))
    }

    @Test("the same search finds a number that was left behind")
    func control() async throws {
        let stage = try Stage()
        let store = try await stage.filled()
        let number = SyntheticPerson.number(7).identityNumber
        try await store.record("x", by: "kari", at: Stage.now, detail: ["reason": number])
        #expect(PlantedNumber(number).files(below: stage.directory).contains { $0.hasPrefix("trustee.sqlite") })
    }

    @Test("I-032 a pseudonym that the register gets is in no file in clear either")
    func pseudonyms() async throws {
        let stage = try Stage()
        let store = try await stage.filled()
        let vault = try await store.vault(for: Stage.register)
        let sealed = try SealedByMunicipality(SyntheticNumbers.digits(2), stage)
        _ = try await sealed.send(to: stage.intake(store))
        _ = try await stage.pseudonymisation(store, vault).run(sealed.id, now: Stage.now)
        let map = try RegisterSide(stage: stage).map(try await store.delivery(of: sealed.id))
        let pseudonym = try #require(map.pseudonyms(sealed.links).first)
        for name in try FileManager.default.subpathsOfDirectory(atPath: stage.directory) {
            let path = "\(stage.directory)/\(name)"
            guard let data = FileManager.default.contents(atPath: path) else { continue }
            #expect(data.range(of: Data(pseudonym.bytes)) == nil, "\(name)")
        }
    }
}
