import Foundation
import Testing

/// Holds `Docs/Reference/AppRecCases.md` against the cases of the national test and the tests that carry their numbers.
///
/// `BUDSTIKKE_WRITE_REFERENCE=1 swift test --filter AppRecCaseReferenceTests` writes it anew.
@Suite("The table of AppRec cases in the documentation")
struct AppRecCaseReferenceTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    private static let file = root.appending(path: "Docs/Reference/AppRecCases.md")

    @Test("Every case of the national test has a test with its number, or a reason why it has none")
    func complete() throws {
        let tests = try Self.tests()
        #expect(AppRecCase.all.count == 51)
        #expect(Set(AppRecCase.all.map(\.number)).count == 51)
        for entry in AppRecCase.all {
            #expect((tests[entry.number] == nil) == (entry.reason != nil), "case \(entry.number)")
        }
        #expect(Set(tests.keys).subtracting(AppRecCase.all.map(\.number)) == [])
    }

    @Test("The table is what the cases and their tests make of it")
    func current() throws {
        let page = try Self.page(Self.tests())
        if ProcessInfo.processInfo.environment["BUDSTIKKE_WRITE_REFERENCE"] == "1" {
            try Data(page.utf8).write(to: Self.file)
        }
        #expect(try String(contentsOf: Self.file, encoding: .utf8) == page, "out of date")
    }

    /// The targets in which tests carry a case's number, by number.
    private static func tests() throws -> [String: [String]] {
        let folder = root.appending(path: "Tests")
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        var found: [String: Set<String>] = [:]
        while let file = files?.nextObject() as? URL {
            guard file.pathExtension == "swift" else { continue }
            let target = file.path.dropFirst(folder.path.count + 1).split(separator: "/").first.map(String.init) ?? ""
            let text = try String(contentsOf: file, encoding: .utf8)
            let name = #/@Test\(\s*"AppRec (?:cases? )?(U\d|\d+(?:(?:, | and )\d+)*) /#
            for match in text.matches(of: name) {
                for number in match.1.split(whereSeparator: { !$0.isNumber && $0 != "U" }) {
                    found[String(number), default: []].insert(target)
                }
            }
        }
        return found.mapValues { $0.sorted() }
    }

    private static func page(_ tests: [String: [String]]) -> String {
        """
        # The cases of the national test of application receipts

        The 9 unit (U) and 42 system cases of the national AppRec test, in our words. Tests carry their numbers:
        `swift test --filter 'AppRec case 13'`. A test holds this table against them, so that none is left out.

        *Duty* says who does it: the **server**; the **record system** that receives the message and writes the AppRec,
        where our share is to hand over unaltered, to say what we have seen, to send what comes back and never to answer
        in its place; the **sender**'s side that gets the AppRec. What is the record system's is tested with the
        simulated one. Why it is so divided: [0009](../Decisions/0009-faulty-documents-to-the-record-system.md).

        | Case | What must hold | Duty | Tests, or why there are none |
        |---|---|---|---|
        \(AppRecCase.all.map { row($0, tests[$0.number] ?? []) }.joined(separator: "\n"))

        """
    }

    private static func row(_ entry: AppRecCase, _ tests: [String]) -> String {
        let last = entry.reason ?? (tests.joined(separator: ", ") + (entry.note.map { ". \($0)" } ?? ""))
        return "| \(entry.number) | \(entry.demand) | \(entry.duty.rawValue) | \(last) |"
    }
}
