import Foundation
import GRDB
import NationalIdentity
import SQLiteAccess
import SealedSubmission
import Testing

@testable import Trustee

@Suite("The vault of pseudonyms")
struct VaultTests {
    @Test("T-121 the same person has the same pseudonym, at once, later and after a restart; others have others")
    func same() async throws {
        let stage = try Stage()
        let identities = try SyntheticNumbers.identities(5_000)
        let store = try await stage.open()
        let vault = try await store.vault(for: Stage.register)
        let first = try await vault.pseudonyms(for: identities)
        #expect(Set(first).count == identities.count)
        let mixed = identities.reversed() + identities
        #expect(try await vault.pseudonyms(for: mixed) == first.reversed() + first)
        try await vault.close()
        try await store.close()

        let reopened = try await stage.open()
        let again = try await reopened.vault(for: Stage.register)
        #expect(try await again.pseudonyms(for: identities) == first)
        #expect(try await again.count() == identities.count)
    }

    @Test("T-121 one person named twice among strangers gets one pseudonym")
    func repeated() async throws {
        let stage = try Stage()
        let vault = try await stage.open().vault(for: Stage.register)
        let one = try SyntheticNumbers.identities(1)
        let pseudonyms = try await vault.pseudonyms(for: one + one + one)
        #expect(Set(pseudonyms).count == 1)
        #expect(try await vault.count() == 1)
        #expect(try await vault.pseudonyms(for: []) == [])
    }

    @Test("I-033 another register has other pseudonyms for the same persons")
    func otherRegister() async throws {
        let stage = try Stage()
        let store = try await stage.open()
        let identities = try SyntheticNumbers.identities(50)
        let first = try await store.vault(for: Stage.register).pseudonyms(for: identities)
        let other = try await store.vault(for: try #require(RegisterName("kpr"))).pseudonyms(for: identities)
        #expect(Set(first).isDisjoint(with: other))
    }

    @Test("T-122 pseudonyms are drawn and not computed: another installation with the same master key has others")
    func drawn() async throws {
        let identities = try SyntheticNumbers.identities(20)
        let (one, other) = (try Stage(), try Stage())
        let first = try await one.open().vault(for: Stage.register).pseudonyms(for: identities)
        let second = try await other.open().vault(for: Stage.register).pseudonyms(for: identities)
        #expect(Set(first).isDisjoint(with: second))
    }

    @Test("T-121 a D-number and the birth number after it have one pseudonym, whichever was known")
    func dNumbers() async throws {
        let stage = try Stage()
        let store = try await stage.open()
        let vault = try await store.vault(for: Stage.register)
        let birth = try [2_000, 4_000, 6_000].flatMap { try SyntheticNumbers.identities(1, from: $0) }
        let before = try birth.map { try SyntheticNumbers.dNumber(before: $0.digits) }
        let old = try await vault.pseudonyms(for: [before[0]])
        let new = try await vault.pseudonyms(for: [birth[1]])
        for (from, to) in zip(before, birth) {
            #expect(try await change(store, vault, from, to) == .joined)
            #expect(try await change(store, vault, from, to) == .knownBefore)
        }
        #expect(try await vault.pseudonyms(for: [birth[0], before[0]]) == old + old)
        #expect(try await vault.pseudonyms(for: [before[1], birth[1]]) == new + new)
        let neither = try await vault.pseudonyms(for: [before[2], birth[2]])
        #expect(Set(neither).count == 1)
        #expect(try await vault.count() == 3)
    }

    @Test("T-121 two pseudonyms of one person become the older number's; a third number follows")
    func merged() async throws {
        let stage = try Stage()
        let store = try await stage.open()
        let vault = try await store.vault(for: Stage.register)
        let numbers = try SyntheticNumbers.identities(3, from: 4_000)
        let pseudonyms = try await vault.pseudonyms(for: Array(numbers.prefix(2)))
        #expect(try await change(store, vault, numbers[1], numbers[2]) == .joined)
        #expect(try await change(store, vault, numbers[0], numbers[1]) == .merged)
        let all = try await vault.pseudonyms(for: numbers)
        #expect(all == [pseudonyms[0], pseudonyms[0], pseudonyms[0]])
        #expect(try await vault.count() == 1)
        let actions = try await store.database.read { connection in
            try connection.all("SELECT action FROM audit") { $0.text(0) ?? "" }
        }
        #expect(actions == ["identity.changed", "identity.changed"])
    }

    @Test(
        "T-111 a look-up that was led to another person's record, or a record moved or changed, is found",
        arguments: [
            "UPDATE lookups SET record = 3 - record",
            "UPDATE records SET sealed = (SELECT sealed FROM records r WHERE r.number <> records.number)",
            "UPDATE records SET sealed = randomblob(length(sealed))",
        ])
    func tampered(sql: String) async throws {
        let stage = try Stage()
        let store = try await stage.open()
        let vault = try await store.vault(for: Stage.register)
        let identities = try SyntheticNumbers.identities(2)
        _ = try await vault.pseudonyms(for: identities)
        try await vault.close()
        let path = store.directory.vault(Stage.register, generation: 1)
        let queue = try DatabaseQueue(path: path)
        try await queue.write { try $0.execute(sql: sql) }
        try queue.close()
        let again = try await store.vault(for: Stage.register)
        await #expect(throws: TrusteeError.damaged) { try await again.pseudonyms(for: identities) }
    }

    private func change(
        _ store: TrusteeStore, _ vault: Vault, _ old: NationalIdentity, _ new: NationalIdentity
    ) async throws -> IdentityChange {
        try await store.changeIdentity(from: old, to: new, in: vault, by: "kari", at: Stage.now)
    }
}
