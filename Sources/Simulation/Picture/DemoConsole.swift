import Foundation

/// The demo's two outputs: data on stdout, words and progress on stderr.
struct DemoConsole: Sendable {
    private let words: Palette
    private let data: Palette
    private let redraws: Bool

    init(environment: [String: String]) {
        let isTerminal = isatty(STDERR_FILENO) == 1
        words = Palette(isTerminal: isTerminal, environment: environment)
        data = Palette(isTerminal: isatty(STDOUT_FILENO) == 1, environment: environment)
        redraws = isTerminal && environment["TERM"] != "dumb"
    }

    var progress: ProgressPicture {
        ProgressPicture(palette: words, redraws: redraws) { FileHandle.standardError.write(Data($0.utf8)) }
    }

    var timeline: Timeline { Timeline(palette: data, timeZone: .current) }

    func print(_ text: String) { FileHandle.standardOutput.write(Data(text.utf8)) }

    func say(_ sentence: String) { FileHandle.standardError.write(Data("\(sentence)\n".utf8)) }
}
