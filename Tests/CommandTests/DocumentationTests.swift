import Foundation
import Testing

/// What the documents say of the project itself, held against the project.
@Suite("M-005 the documents") struct DocumentationTests {
    private let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    @Test("M-005 every module has its place among the national architecture's elements, and every place is a module")
    func architecture() throws {
        let page = try String(contentsOf: root.appending(path: "Docs/Reference/Architecture.md"), encoding: .utf8)
        let modules = try FileManager.default.contentsOfDirectory(atPath: root.appending(path: "Sources").path)
        for module in modules { #expect(page.contains("`\(module)`"), "\(module) stands in Architecture.md") }
        for match in page.matches(of: /`([A-Za-z]+)\/([A-Za-z]+\.swift)`/) {
            let file = root.appending(path: "Sources/\(match.1)/\(match.2)")
            #expect(FileManager.default.fileExists(atPath: file.path), "\(match.0)")
        }
    }

    @Test(
        "M-048 packing, addressing, sending and receiving each have their suites of tests, and no suite has two parts",
        arguments: ["innpakning", "adressering", "forsendelse", "mottak"])
    func parts(part: String) throws {
        let page = try String(contentsOf: root.appending(path: "Docs/Reference/Architecture.md"), encoding: .utf8)
        let row = try #require(page.split(separator: "\n").first { $0.hasPrefix("|") && $0.contains("(\(part))") })
        let suites = row.matches(of: /`([A-Za-z]+Tests)\/([A-Za-z]+Tests)`/).map { (String($0.1), String($0.2)) }
        var tests = 0
        for (target, suite) in suites {
            #expect(page.components(separatedBy: "`\(target)/\(suite)`").count == 2, "\(suite) stands once")
            let folder = root.appending(path: "Tests/\(target)").path
            let files = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
            let file = try #require(
                files.first { $0 == "\(suite).swift" || $0.hasSuffix("/\(suite).swift") }, "\(suite)")
            let text = try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)
            #expect(text.contains("struct \(suite) {"), "\(suite)")
            tests += text.matches(of: /@Test/).count
        }
        #expect(suites.count >= 5 && tests >= 25, "\(part)")
    }

    @Test("M-045 each standard in use has its edition, its date and its standing, and none that is cited is missing")
    func standards() throws {
        let page = try String(contentsOf: root.appending(path: "Docs/Reference/Standards.md"), encoding: .utf8)
        let sections = page.components(separatedBy: "\n## ")
        let dated = /[0-9]{4}$/
        for (name, columns, date) in [("National", 3, 1), ("International", 5, 2)] {
            let section = try #require(sections.first { $0.hasPrefix(name) })
            let rows = section.split(separator: "\n").filter { $0.hasPrefix("|") }.dropFirst(2)
            #expect(rows.count > 15, "\(name)")
            for row in rows {
                let cells = row.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
                #expect(cells.count == columns && cells.allSatisfy { !$0.isEmpty }, "\(row)")
                #expect(
                    cells.count > date && cells[date].contains(name == "National" ? /v[0-9]|[0-9]{4}/ : dated), "\(row)"
                )
            }
        }
        let names = page.split(separator: "\n").filter { $0.hasPrefix("| RFC") }.map {
            $0.dropFirst().prefix { $0 != "|" }
        }
        let listed = Set(names.flatMap { $0.matches(of: /[0-9]{4}/).map { String($0.0) } })
        let sources = try self.sources()
        #expect(sources.count > 300)
        for source in sources {
            for match in source.text.matches(of: /RFC ([0-9]{4})/) {
                #expect(listed.contains(String(match.1)), "\(source.name) cites RFC \(match.1)")
            }
        }
    }

    private func sources() throws -> [(name: String, text: String)] {
        let folder = root.appending(path: "Sources").path
        let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        return try names.filter { $0.hasSuffix(".swift") }.map {
            ($0, try String(contentsOfFile: "\(folder)/\($0)", encoding: .utf8))
        }
    }

    @Test("M-045 every link between documents leads somewhere")
    func links() throws {
        let pages = try ["", "Docs/Articles", "Docs/Decisions", "Docs/Operations", "Docs/Reference"].flatMap { folder in
            let directory = root.appending(path: folder)
            return try FileManager.default.contentsOfDirectory(atPath: directory.path).filter { $0.hasSuffix(".md") }
                .map { directory.appending(path: $0) }
        }
        var count = 0
        for page in pages {
            let text = try String(contentsOf: page, encoding: .utf8)
            for match in text.matches(of: /\]\(([^)#\s]+)(#[^)]*)?\)/) where !match.1.contains(":") {
                count += 1
                let target = page.deletingLastPathComponent().appending(path: String(match.1)).standardized
                #expect(FileManager.default.fileExists(atPath: target.path), "\(page.lastPathComponent): \(match.1)")
            }
        }
        #expect(count > 20)
    }
}
