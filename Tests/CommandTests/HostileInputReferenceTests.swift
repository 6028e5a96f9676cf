import Foundation
import Testing

/// Holds `Docs/Reference/HostileInput.md` against the names of the tests.
///
/// `BUDSTIKKE_WRITE_REFERENCE=1 swift test --filter HostileInputReferenceTests` writes it anew.
@Suite("The table of attacks in the documentation")
struct HostileInputReferenceTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    private static let file = root.appending(path: "Docs/Reference/HostileInput.md")

    @Test("The table tells of every attack, by tests that are there")
    func current() throws {
        let tests = try Self.tests()
        if ProcessInfo.processInfo.environment["BUDSTIKKE_WRITE_REFERENCE"] == "1" {
            try Data(Self.page(tests).utf8).write(to: Self.file)
        }
        let written = try String(contentsOf: Self.file, encoding: .utf8)
        let rows = written.split(separator: "\n").filter { $0.hasPrefix("| T-") }
            .map { $0.components(separatedBy: " | ").map { $0.trimmingCharacters(in: ["|", " "]) } }
        try #require(rows.map(\.first) == HostileInput.all.map(\.id), "\(Self.outOfDate)")
        for (row, attack) in zip(rows, HostileInput.all) {
            #expect(row.count == 4 && row[1] == attack.what && row[3] == attack.remark, "\(Self.outOfDate)")
            let listed = Set(row[2].components(separatedBy: "<br>"))
            // A test that is new need not stand here yet; one that stands here must be there.
            let gone = listed.subtracting(tests[attack.number] ?? [])
            #expect(gone == [] && !listed.isEmpty, "\(attack.id): \(Self.outOfDate)")
        }
    }

    private static let outOfDate =
        "Out of date: BUDSTIKKE_WRITE_REFERENCE=1 swift test --filter HostileInputReferenceTests writes it anew."

    @Test("Every attack has a test that bears its number")
    func complete() throws {
        let tests = try Self.tests()
        let missing = HostileInput.all.filter { tests[$0.number] == nil }.map(\.id)
        #expect(missing == [])
        #expect(HostileInput.all.map(\.number) == Array(1...60))
    }

    @Test("A number stands for one attack only: what names several names each, or a range of them")
    func ranges() {
        #expect(Self.numbers(in: "T-021 to T-028 wrapped") == Array(21...28))
        #expect(Self.numbers(in: "T-001, T-005 M-060 T-071 x") == [1, 5])
        #expect(Self.numbers(in: "no number") == [])
    }

    // MARK: The page

    private static func page(_ tests: [Int: Set<String>]) -> String {
        let rows = HostileInput.all.map { attack in
            let names = (tests[attack.number] ?? []).sorted()
            return "| \(attack.id) | \(attack.what) | \(names.joined(separator: "<br>")) | \(attack.remark) |"
        }
        return """
            # Hostile input

            Generated from the names of the tests; a test fails when one that stands here is gone, and when a number has none. What
            is shown only in part, or otherwise than one might expect, is said in the last column.

            | Number | What an attacker tries | Tests, by their target | Remark |
            |---|---|---|---|
            \(rows.joined(separator: "\n"))

            """
    }

    /// Names of tests by the numbers in them.
    private static func tests() throws -> [Int: Set<String>] {
        var found: [Int: Set<String>] = [:]
        let folder = root.appending(path: "Tests")
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        while let file = files?.nextObject() as? URL {
            guard file.pathExtension == "swift", file.lastPathComponent != "HostileInputReferenceTests.swift" else {
                continue
            }
            let target = file.path.dropFirst(folder.path.count + 1).prefix { $0 != "/" }
            let text = try String(contentsOf: file, encoding: .utf8)
            for match in text.matches(of: #/@(?:Test|Suite)\(\s*"((?:[^"\\]|\\.)*)"/#) {
                let name = String(match.output.1).replacing("\\", with: "").replacing("|", with: "¦")
                for number in numbers(in: name) { found[number, default: []].insert("\(target): \(name)") }
            }
        }
        return found
    }

    /// T-001 to T-060, as many as are named; `T-021 to T-028` names all between.
    private static func numbers(in name: String) -> [Int] {
        var numbers: [Int] = []
        for match in name.matches(of: #/T-(\d{3})(?: to T-(\d{3}))?/#) {
            guard let first = Int(match.output.1) else { continue }
            let last = match.output.2.flatMap { Int($0) } ?? first
            numbers += (first...max(first, last)).filter { (1...60).contains($0) }
        }
        return numbers
    }
}
