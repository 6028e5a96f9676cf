/// Colours and signs of the terminal: none of the former where there is no terminal or `NO_COLOR` is set.
struct Palette: Sendable {
    enum Ink: String, Sendable {
        case plain = "0", bold = "1", dim = "2", red = "31", green = "32", yellow = "33"
    }

    let coloured: Bool

    /// - Parameter environment: `NO_COLOR` set to anything but "", or `TERM=dumb`, means no colour.
    init(isTerminal: Bool, environment: [String: String]) {
        coloured = isTerminal && environment["NO_COLOR", default: ""].isEmpty && environment["TERM"] != "dumb"
    }

    func paint(_ text: String, _ ink: Ink) -> String {
        coloured && ink != .plain ? "\u{1B}[\(ink.rawValue)m\(text)\u{1B}[0m" : text
    }
}
