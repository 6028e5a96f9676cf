import ArgumentParser

/// Options about what a command prints; every command of every program has them.
package struct OutputOptions: ParsableArguments {
    @Flag(help: "Print JSON with a schemaVersion instead of text: one object, or for a list a line each (JSON Lines).")
    package var json = false

    @Flag(help: "No colours. NO_COLOR and TERM=dumb say the same.")
    package var noColor = false

    @Flag(name: [.customShort("q"), .customLong("quiet")], help: "Nothing on stderr but errors.")
    package var quiet = false

    @Flag(name: [.customShort("v"), .customLong("verbose")], help: "Tell more.")
    package var verbose = false

    package init() {}

    package var output: Output {
        Output(json: json, quiet: quiet, verbose: verbose, paint: Paint.standard(noColor: noColor))
    }
}
