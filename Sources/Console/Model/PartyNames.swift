import Identifiers
import MunicipalNode
import Texts
import Web

/// What parties are called, as far as the address register knows.
struct PartyNames {
    private let names: [HERId: String]

    init(_ names: [HERId: String]) { self.names = names }

    /// The name with the number, since names are not unique; the number alone where no name is known.
    func text(_ her: HERId?, _ language: Language) -> String {
        guard let her else { return OverviewPageText.unknownParty.text(language) }
        return Self.text(her, named: names[her])
    }

    static func text(_ her: HERId, named name: String?) -> String { name.map { "\($0) (\(her))" } ?? "HER-id \(her)" }
}

extension ConsolePages {
    func names(of parties: [HERId?], _ language: Language) async throws -> PartyNames {
        let wanted = Set(parties.compactMap { $0 })
        guard !wanted.isEmpty else { return PartyNames([:]) }
        let known = try await ask(PartyNaming(parties: wanted.sorted()), language).names
        return PartyNames(Dictionary(known.map { ($0.her, $0.name) }, uniquingKeysWith: { first, _ in first }))
    }
}
