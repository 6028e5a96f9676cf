import Foundation

/// A text as a guesser sees it: without case and accents, signs that stand for letters put back.
enum FoldedText {
    /// Without case, accents and width: `Påske` and `paske` are one.
    static func lowered(_ text: String) -> [Character] {
        Array(text.folding(options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive], locale: nil))
    }

    /// A lowered text with `p4$$ord` read as `passord`.
    static func unmasked(_ lowered: [Character]) -> [Character] { lowered.map { masks[$0] ?? $0 } }

    private static let masks: [Character: Character] = [
        "0": "o", "1": "i", "!": "i", "3": "e", "4": "a", "@": "a", "5": "s", "$": "s", "7": "t",
    ]

    static func contains(_ text: [Character], _ part: [Character]) -> Bool {
        guard !part.isEmpty, part.count <= text.count else { return false }
        return (0...text.count - part.count).contains { text[$0...].starts(with: part) }
    }

    /// Fewest characters to change, add or take away to make one text of the other; beyond `limit` it is not counted.
    static func distance(_ left: [Character], _ right: [Character], limit: Int) -> Int {
        guard abs(left.count - right.count) <= limit else { return limit + 1 }
        var row = Array(0...right.count)
        for (index, character) in left.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for place in right.indices {
                let changed = diagonal + (character == right[place] ? 0 : 1)
                diagonal = row[place + 1]
                row[place + 1] = min(changed, row[place] + 1, diagonal + 1)
            }
        }
        return min(row[right.count], limit + 1)
    }
}
