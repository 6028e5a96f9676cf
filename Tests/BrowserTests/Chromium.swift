import Foundation
import TestSupport
import Testing

/// Headless Chromium with axe, driven by the programs in `Witness`: what a person with a browser meets.
///
/// Any site can be looked at: list its pages, and give the cookies of somebody who is logged in.
struct Chromium {
    /// A fault on a page: axe's rule, or one of ours.
    struct Fault: Decodable, CustomStringConvertible {
        let page: String
        let screen: String?
        let rule: String
        let impact: String?
        let target: String

        var description: String { "\(page) (\(screen ?? "")): \(rule), \(target)" }
    }

    /// A page to look at.
    struct Page: Encodable {
        let name: String
        let url: String
        var status = 200
    }

    /// What came of looking.
    struct Look {
        let faults: [Fault]
        /// The names of the pages that were looked at; empty for a list, which has a count.
        let pages: [String]
        let count: Int
    }

    private struct Line: Decodable {
        let looked: Name?

        enum Name: Decodable {
            case name(String)
            case count(Int)

            init(from decoder: any Decoder) throws {
                let container = try decoder.singleValueContainer()
                self = try (try? container.decode(Int.self)).map(Self.count) ?? .name(container.decode(String.self))
            }
        }
    }

    private let scratch: ScratchDirectory

    init() throws { scratch = try ScratchDirectory() }

    /// Looks at each page of a list on every screen.
    func look(at pages: [Page], cookies: [String: String] = [:]) async throws -> Look {
        struct Order: Encodable {
            let chromium: String
            let cookies: [String: String]
            let pages: [Page]
        }
        return try await run(
            "axe_witness.py", Order(chromium: try await Self.executable(), cookies: cookies, pages: pages))
    }

    /// Runs a program of `Witness` with an order of its own.
    func run(_ program: String, _ order: some Encodable) async throws -> Look {
        let file = try scratch.write(Array(JSONEncoder().encode(order)), to: "order.json")
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Witness").path
        let outcome = try await Command.run(PythonEnvironment.interpreter, ["\(folder)/\(program)", file])
        try #require(outcome.status == 0, "\(outcome.errorText)\n\(outcome.text)")
        var (faults, pages, count): ([Fault], [String], Int) = ([], [], 0)
        for line in outcome.output.split(separator: UInt8(ascii: "\n")) {
            let data = Data(line)
            switch try JSONDecoder().decode(Line.self, from: data).looked {
            case .name(let name): pages.append(name)
            case .count(let number): count = number
            case nil: faults.append(try JSONDecoder().decode(Fault.self, from: data))
            }
        }
        return Look(faults: faults, pages: pages, count: max(count, pages.count))
    }

    /// Debian's.
    static func executable() async throws -> String {
        let outcome = try await Command.run("sh", ["-c", "command -v chromium"])
        return outcome.text.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
