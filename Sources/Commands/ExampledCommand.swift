package import ArgumentParser

/// A command line that can be copied, and what it does.
package struct Example: Sendable, Equatable {
    package let line: String
    package let words: String

    package init(_ line: String, _ words: String) {
        self.line = line
        self.words = words
    }
}

/// A command whose help begins with examples (U-45).
package protocol ExampledCommand: ParsableCommand {
    static var examples: [Example] { get }
}

/// The commands as a tree, walked by the words of a command line.
package enum CommandTree {
    /// The command that the words lead to, and the first word that leads nowhere.
    package static func command(
        for words: some Sequence<String>, from root: any ParsableCommand.Type
    ) -> (command: any ParsableCommand.Type, unknown: String?) {
        var command = root
        for word in words where !word.hasPrefix("-") {
            if word == "help" { continue }
            let next = command.configuration.subcommands.first { name(of: $0) == word }
            guard let next else { return (command, command.configuration.subcommands.isEmpty ? nil : word) }
            command = next
        }
        return (command, nil)
    }

    package static func name(of command: any ParsableCommand.Type) -> String { command._commandName }

    /// All commands, each before its subcommands.
    package static func all(from root: any ParsableCommand.Type) -> [any ParsableCommand.Type] {
        [root] + root.configuration.subcommands.flatMap { all(from: $0) }
    }
}
