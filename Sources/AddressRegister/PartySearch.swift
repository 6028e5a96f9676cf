/// A search by name, as people search: words in any order, in any case, and parts of words. A whole HPR number finds all
/// parties of that person.
struct PartySearch {
    private let words: [String]

    init(_ text: String) {
        words = Self.folded(String(text.prefix(200))).split(separator: " ").prefix(10).map(String.init)
    }

    /// Those that fit, active ones first, then by name.
    func best(of parties: [CommunicationParty], limit: Int) -> [CommunicationParty] {
        guard !words.isEmpty else { return [] }
        let found = parties.filter { party in
            let names = Self.folded("\(party.name) \(party.parentName ?? "")")
            return words.allSatisfy { names.contains($0) || $0 == party.hprNumber }
        }
        let ordered = found.sorted {
            ($0.isActive ? 0 : 1, $0.name, $0.her) < ($1.isActive ? 0 : 1, $1.name, $1.her)
        }
        return Array(ordered.prefix(max(0, limit)))
    }

    /// Case does not count; æ, ø and å are letters of their own.
    private static func folded(_ text: String) -> String { text.lowercased() }
}
