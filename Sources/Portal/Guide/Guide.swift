import Foundation
import OsloCalendar
import Texts

/// The guide and the answers to questions, as text files in a folder that the register edits without a release (I-074).
///
/// A page is one file for each language, `sikker-sone.nb.txt`: its title, its date as `2026-11-01`, an empty line, and
/// paragraphs with empty lines between them, of which those that begin with `# ` are headings. A file that is not so,
/// or is longer than 64 kB, is left out; a page that lacks the reader's language is shown in bokmål.
public struct Guide: Sendable {
    private let folder: String?

    /// - Parameter folder: a path; nil when there is no guide.
    public init(folder: String?) { self.folder = folder }

    /// All pages by name, read anew.
    func pages(_ language: Language) -> [GuidePage] {
        let names = folder.flatMap { try? FileManager.default.contentsOfDirectory(atPath: $0) } ?? []
        let pages = Set(names.compactMap(GuidePage.name))
        return pages.sorted().compactMap { name in
            let files = [language, .nb].map { "\(name).\($0.rawValue).txt" }
            return files.first { names.contains($0) }.flatMap { read($0, name) }
        }
    }

    /// Found among the names in the folder, so that no name leads out of it.
    func page(_ name: String, _ language: Language) -> GuidePage? { pages(language).first { $0.name == name } }

    private func read(_ file: String, _ name: String) -> GuidePage? {
        guard let folder, let handle = FileHandle(forReadingAtPath: folder + "/" + file) else { return nil }
        defer { try? handle.close() }
        guard let bytes = try? handle.read(upToCount: GuidePage.longest + 1), bytes.count <= GuidePage.longest,
            let text = String(validating: bytes, as: UTF8.self)
        else { return nil }
        return GuidePage(name: name, text: text)
    }
}

/// One page of the guide.
struct GuidePage: Equatable, Sendable {
    enum Block: Equatable, Sendable {
        case heading(String)
        case text(String)
    }

    static let longest = 65_536

    let name: String
    let title: String
    /// When it was changed last, as whoever wrote it says.
    let date: CivilDate
    let blocks: [Block]

    /// nil when the text has no title or no date.
    init?(name: String, text: String) {
        let paragraphs = text.replacing("\r\n", with: "\n").split(separator: "\n\n").map { paragraph in
            paragraph.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
        }
        guard let head = paragraphs.first, head.count == 2, let date = CivilDate(head[1]) else { return nil }
        self.name = name
        title = head[0]
        self.date = date
        blocks = paragraphs.dropFirst().filter { !$0.isEmpty }.map { lines in
            let text = lines.joined(separator: " ")
            return text.hasPrefix("# ") ? .heading(String(text.dropFirst(2))) : .text(text)
        }
    }

    /// The page's name in a file's name; nil when it is no file of the guide.
    static func name(_ file: String) -> String? {
        let parts = file.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[2] == "txt", Language(rawValue: String(parts[1])) != nil,
            (1...60).contains(parts[0].utf8.count),
            parts[0].utf8.allSatisfy({ (97...122).contains($0) || (48...57).contains($0) || $0 == 45 })
        else { return nil }
        return String(parts[0])
    }
}
