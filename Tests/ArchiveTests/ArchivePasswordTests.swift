import Archive
import Testing

@Suite("Passwords of archives")
struct ArchivePasswordTests {
    @Test("T-117 the passwords of 357 municipalities in five years all differ, with at least 128 bits")
    func unique() {
        let passwords = Set((0..<357 * 5).map { _ in ArchivePassword.make().text })
        #expect(passwords.count == 357 * 5)
        #expect(ArchivePassword.bits >= 128)
    }

    @Test("I-040 a password is groups that can be typed, without characters that are mistaken for others")
    func form() {
        let text = ArchivePassword.make().text
        let groups = text.split(separator: "-")
        #expect(groups.count * 4 * 5 == ArchivePassword.bits)
        #expect(groups.allSatisfy { $0.count == 4 })
        #expect(!text.contains { "0Oo1lI".contains($0) || $0.isUppercase })
    }

    @Test("I-040 every character of the alphabet is used, and about as often")
    func even() {
        let characters = (0..<2_000).flatMap { _ in ArchivePassword.make().text.filter { $0 != "-" } }
        let counts = Dictionary(grouping: characters) { $0 }.mapValues(\.count)
        #expect(counts.count == 32)
        // Mean 1750, standard deviation 41.
        #expect(counts.values.allSatisfy { (1_450...2_050).contains($0) })
    }

    @Test("I-081 what a person types is read without case, spaces and hyphens; what cannot be one is refused")
    func typed() throws {
        let password = ArchivePassword.make()
        let plain = password.text.filter { $0 != "-" }
        #expect(ArchivePassword(typed: password.text) == password)
        #expect(ArchivePassword(typed: " \(plain.uppercased())\n") == password)
        #expect(ArchivePassword(typed: String(plain.dropLast())) == nil)
        #expect(ArchivePassword(typed: plain.dropLast() + "0") == nil)
        #expect(ArchivePassword(typed: plain + "a") == nil)
        #expect(ArchivePassword(typed: ArchivePassword.make().text) != password)
    }

    @Test("T-109 a password in a log line shows nothing")
    func bland() {
        let password = ArchivePassword.make()
        #expect(!"\(password)".contains(password.text.prefix(4)))
    }
}
