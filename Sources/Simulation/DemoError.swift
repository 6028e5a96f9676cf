/// Why the demo could not be carried out. That a message did not reach its end state is no error but a verdict.
public enum DemoError: Error, Equatable, CustomStringConvertible {
    /// An entry of the demo's own table does not hold, such as a check digit.
    case party(String)
    /// `--keep` names a directory that is not empty, or cannot be made.
    case cannotKeep(String)
    /// A program that the demo runs is not on this machine; how to get it.
    case missing(String, remedy: String)
    /// A node did not start, or ended by itself; the last lines it wrote.
    case node(String, lastWords: String)
    /// Setting up a node failed.
    case setup(String)
    /// A file could not be written or read.
    case file(String)

    /// The exit code: sysexits.
    public var exitCode: Int32 {
        switch self {
        case .cannotKeep: 73
        case .file: 74
        case .missing: 69
        case .party, .node, .setup: 70
        }
    }

    public var description: String {
        switch self {
        case .party(let name): "The demo's table of parties does not hold for \(name)."
        case .cannotKeep(let directory): "\(directory) must be absent or an empty directory."
        case .missing(let program, let remedy):
            "\(program) is not there, and the yearly report needs it. \(remedy), or run the demo with --only exchange."
        case .node(let name, let words): "The server \(name) stopped. Its last words:\n\(words)"
        case .setup(let what): "The demo could not be set up: \(what)"
        case .file(let path): "\(path) could not be written or read."
        }
    }
}
