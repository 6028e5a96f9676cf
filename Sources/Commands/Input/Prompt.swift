import CommandOutcome
import Foundation
import Glibc

/// Asks the person at the terminal; refuses when there is none, so that a script never hangs (U-46).
package struct Prompt {
    package init() {}

    /// - Parameter instead: what to write on the command line when nobody can be asked.
    package func yes(_ question: String, else instead: String) throws -> Bool {
        let answer = try line("\(question) [y/N] ", else: instead)
        return ["y", "yes", "j", "ja"].contains(answer.lowercased())
    }

    /// One line, trimmed. Asked again while `accept` gives nil.
    package func value<Value>(
        _ question: String, suggestion: String? = nil, else instead: String, hint: String,
        accept: (String) -> Value?
    ) throws -> Value {
        try value(question, suggestion: suggestion, else: instead, hints: { _ in hint }, accept: accept)
    }

    /// - Parameter hints: what to say about an answer that is not accepted.
    package func value<Value>(
        _ question: String, suggestion: String? = nil, else instead: String, hints: (String) -> String,
        accept: (String) -> Value?
    ) throws -> Value {
        let shown = suggestion.map { "\(question) [\($0)]: " } ?? "\(question): "
        while true {
            let answer = try line(shown, else: instead)
            if let value = accept(answer.isEmpty ? suggestion ?? "" : answer) { return value }
            FileHandle.standardError.write(Data("  \(hints(answer))\n".utf8))
        }
    }

    /// One line that is not shown while it is typed.
    package func secret(_ question: String, else instead: String) throws -> [UInt8] {
        try requireTerminal(instead)
        var settings = termios()
        guard tcgetattr(0, &settings) == 0 else { throw Self.nobody(instead) }
        let before = settings
        settings.c_lflag &= ~tcflag_t(ECHO)
        tcsetattr(0, TCSAFLUSH, &settings)
        defer {
            var restored = before
            tcsetattr(0, TCSAFLUSH, &restored)
            FileHandle.standardError.write(Data("\n".utf8))
        }
        FileHandle.standardError.write(Data(question.utf8))
        return Array((readLine(strippingNewline: true) ?? "").utf8)
    }

    private func line(_ question: String, else instead: String) throws -> String {
        try requireTerminal(instead)
        FileHandle.standardError.write(Data(question.utf8))
        guard let answer = readLine(strippingNewline: true) else {
            throw AdministrationError("not-done", "The input ended before it was answered.", exit: .negative)
        }
        return answer.trimmingCharacters(in: .whitespaces)
    }

    /// Throws when there is nobody to ask, so that a dialog ends before its first step has changed anything.
    package func requireTerminal(_ instead: String) throws {
        guard isatty(0) == 1, isatty(2) == 1 else { throw Self.nobody(instead) }
    }

    private static func nobody(_ instead: String) -> AdministrationError {
        AdministrationError(
            "no-terminal", "This has to be asked, and there is no terminal to ask at.", remedy: instead, exit: .usage)
    }
}
