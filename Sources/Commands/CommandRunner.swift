package import ArgumentParser
package import CommandOutcome
import Foundation
import Glibc

/// Runs one command line and turns whatever comes of it into output and an exit code.
package struct CommandRunner: Sendable {
    private let root: any ParsableCommand.Type
    private let arguments: [String]
    private let explain: @Sendable (any Error) -> AdministrationError?

    /// - Parameters:
    ///   - root: the program: all its commands hang on it.
    ///   - explain: what an error that is no `AdministrationError` means; nil for a fault of the program.
    package init(
        _ root: any ParsableCommand.Type, arguments: [String],
        explain: @escaping @Sendable (any Error) -> AdministrationError? = { _ in nil }
    ) {
        self.root = root
        self.arguments = arguments
        self.explain = explain
    }

    private var wantsJSON: Bool { arguments.contains("--json") }

    package func run() async -> Int32 {
        do {
            var command = try root.parseAsRoot(arguments)
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
            return ExitStatus.done.rawValue
        } catch let code as ExitCode {
            return code.rawValue
        } catch let error as AdministrationError {
            return report(error)
        } catch {
            return explain(error).map(report) ?? parserEnd(error)
        }
    }

    /// Help, version, or a command line that was written wrongly.
    private func parserEnd(_ error: any Error) -> Int32 {
        let code = root.exitCode(for: error)
        let message = root.fullMessage(for: error)
        if code.isSuccess {
            print(helpExamples(for: message) + message)
            return ExitStatus.done.rawValue
        }
        guard code == .validationFailure else {
            return report(
                AdministrationError(
                    "internal", "The program failed: \(type(of: error)).",
                    remedy: "Report it with what you did just before.", exit: .software))
        }
        return report(usageError(message))
    }

    private func helpExamples(for message: String) -> String {
        guard message.contains("USAGE:"),
            let command = CommandTree.command(for: arguments, from: root).command as? any ExampledCommand.Type
        else { return "" }
        return HelpExamples.text(command.examples) + "\n"
    }

    /// Names the nearest command when one was misspelt; else says what the parser says.
    private func usageError(_ message: String) -> AdministrationError {
        let (command, unknown) = CommandTree.command(for: arguments, from: root)
        if let unknown {
            let known = command.configuration.subcommands.map(CommandTree.name)
            let nearest = nearestWord(to: unknown, among: known).map { " Did you mean `\($0)`?" } ?? ""
            return AdministrationError(
                "command-unknown", "There is no command `\(unknown)` here.\(nearest)",
                remedy: "`\(CommandTree.name(of: root)) --help` shows the commands.", exit: .usage)
        }
        let lines = message.split(separator: "\n").map(String.init)
        let sentence = lines.first.map { $0.hasPrefix("Error: ") ? String($0.dropFirst(7)) : $0 } ?? "Wrong usage."
        // The parser marks a list's lines as the error's own details are marked already.
        let rest = lines.dropFirst().map { line in
            let words = line.trimmingCharacters(in: .whitespaces)
            return words.hasPrefix("- ") ? String(words.dropFirst(2)) : words
        }
        return AdministrationError("usage", sentence, details: Array(rest), exit: .usage)
    }

    private func report(_ error: AdministrationError) -> Int32 {
        if wantsJSON, let line = try? JSONLine.text(Failure(error: error)) { print(line) }
        FileHandle.standardError.write(Data(ErrorText.text(error, program: CommandTree.name(of: root)).utf8))
        return error.exit.rawValue
    }

    private struct Failure: Encodable {
        let ok = false
        let error: AdministrationError
    }
}

/// The head of a command's help.
package enum HelpExamples {
    package static func text(_ examples: [Example]) -> String {
        let width = examples.map(\.line.count).max() ?? 0
        // Long lines stand alone with their words below, short ones side by side.
        let lines = examples.map { example in
            width <= 44
                ? "  \(example.line.padding(toLength: width + 3, withPad: " ", startingAt: 0))\(example.words)"
                : "  \(example.line)\n      \(example.words)"
        }
        return "EXAMPLES:\n" + lines.joined(separator: "\n") + "\n"
    }
}

/// How an error reads on a terminal.
package enum ErrorText {
    package static func text(_ error: AdministrationError, program: String = "budstikke") -> String {
        var lines = ["\(program): \(error.sentence)"]
        lines += error.details.map { "  - \($0)" }
        if let remedy = error.remedy { lines.append("  \(remedy)") }
        return lines.joined(separator: "\n") + "\n"
    }
}
