public import Foundation

/// A person's way through a site in headless Chromium, with axe looking at the pages on the way: in each language, in both
/// colour schemes, and for whether a narrow screen needs scrolling sideways.
///
/// Needs what Scripts/setup installs: Chromium, and Playwright and axe beside the build.
public struct BrowserWalk: Sendable {
    /// What is done on the way.
    public enum Step: Sendable {
        /// Opens an address of the site, in the language of the walk.
        case open(String)
        /// Types into the field of that name.
        case fill(String, String)
        /// Ticks the box of that name.
        case tick(String)
        /// Chooses files for the field of that name.
        case attach(String, [String])
        /// Follows the first link or button that the CSS selector finds, to the page it leads to.
        case press(String)
        /// Waits until the page is there whose address is of this pattern: `**/findings`.
        case wait(String)
        /// Keeps the text of what the CSS selector finds first; later fills write it as `{name}`.
        case keep(String, of: String)
        /// Fills in what an authenticator program shows for the secret kept under a name; now when no moment is given.
        case code(String, of: String, at: Date?)
        /// Shows a page that no server has.
        case show(String)
        /// Looks at the page that is shown.
        case look

        var words: [String] {
            switch self {
            case .open(let path): ["open", path]
            case .fill(let name, let value): ["fill", name, value]
            case .tick(let name): ["tick", name]
            case .attach(let name, let files): ["attach", name] + files
            case .press(let selector): ["press", selector]
            case .wait(let pattern): ["await", pattern]
            case .keep(let name, let selector): ["keep", name, selector]
            case .code(let field, let secret, let moment):
                ["code", field, secret, moment.map { "\($0.timeIntervalSince1970)" } ?? ""]
            case .show(let html): ["show", html]
            case .look: ["look"]
            }
        }
    }

    /// One page in one language and colour scheme.
    public struct Look: Decodable, Sendable {
        public let path: String
        public let title: String
        public let language: String
        public let scheme: String
        /// What axe finds wrong: WCAG 2.1 A and AA, and its best practices; scripts, and what no page may show.
        public let violations: [String]
        /// Whether 320 px are too few for it.
        public let isTooWide: Bool
        /// Whether something on it is lost when it is printed on A4.
        public let isCutOnPaper: Bool
    }

    /// What was seen on the way.
    public struct Seen: Decodable, Sendable {
        public let looks: [Look]
        /// What the browser complained of: policy, missing files, failed requests.
        public let complaints: [String]
        /// Addresses outside the site that a page asked for.
        public let strangers: [String]
        /// What was to be kept.
        public let kept: [String: String]

        /// All that is wrong, a line each.
        public var faults: [String] {
            looks.flatMap { look in
                let sizes = [(look.isTooWide, "too wide for 320 px"), (look.isCutOnPaper, "cut on paper")]
                return (look.violations + sizes.filter(\.0).map(\.1)).map {
                    "\(look.path) (\(look.language), \(look.scheme)): \($0)"
                }
            } + complaints + strangers.map { "asks for \($0)" }
        }
    }

    /// A walk that could not be gone to its end.
    public struct Stopped: Error, CustomStringConvertible {
        public let description: String
    }

    private struct Plan: Encodable {
        let origin: String
        let port: Int
        let browser = "/usr/bin/chromium"
        let languages: [String]
        let forbidden: [String]
        let steps: [[String]]
    }

    /// What the site must call itself: the name leads to the port it listens on, and other names nowhere.
    public static let origin = "http://localhost:8081"

    private let steps: [Step]
    private let languages: [String]
    private let forbidden: [String]

    /// - Parameter forbidden: texts that no page may show.
    public init(_ steps: [Step], languages: [String] = ["nb", "nn", "en"], forbidden: [String] = []) {
        self.steps = steps
        self.languages = languages
        self.forbidden = forbidden
    }

    /// Goes the way on the site that listens on a port of loopback.
    public func go(port: Int) async throws -> Seen {
        let scratch = try ScratchDirectory()
        let plan = Plan(
            origin: Self.origin, port: port, languages: languages, forbidden: forbidden, steps: steps.map(\.words))
        try scratch.write(Array(JSONEncoder().encode(plan)), to: "plan.json")
        let outcome = try await Command.run(
            PythonEnvironment.interpreter, [Self.script, scratch.path("plan.json")], in: scratch)
        guard outcome.status == 0 else { throw Stopped(description: outcome.errorText) }
        return try JSONDecoder().decode(Seen.self, from: Data(outcome.output))
    }

    private static let script = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Tests/Browser/walk.py").standardized.path
}
