import Identifiers

/// Invented numbers with a valid check digit.
enum OrganisationNumbers {
    static let invented: [String] = (99_970_000..<99_970_020).compactMap { serial in
        (0...9).lazy.compactMap { OrganisationNumber("\(serial)\($0)")?.digits }.first
    }
}
