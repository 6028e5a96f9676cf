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
