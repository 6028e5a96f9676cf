import Identifiers
import IplosContent
import IplosExtract
import NationalIdentity

/// An extract with its identity numbers, alone or beside a companion file, and split in its two halves.
///
/// Input: the companion file, a line of `%`, the extract; without that line, the extract.
struct ExtractTarget: FuzzTarget {
    static let name = "iplos-extract"
    static let longest = 16_384

    private static let border = Array("\n%\n".utf8)

    init() {}

    func seeds() throws -> [[UInt8]] {
        let companion = try CompanionTarget().seeds()[0]
        return try ContentTarget.extracts().flatMap { [$0, companion + Self.border + $0] }
    }

    func examine(_ input: [UInt8]) throws {
        var extract = input[...]
        var companion: CompanionIdentities?
        if let border = input.firstRange(of: Self.border) {
            companion = try? CompanionIdentities(Array(input[..<border.lowerBound]))
            extract = input[border.upperBound...]
        }
        let halves = Halves()
        var split: ExtractSplit?
        var check: IdentityCheck?
        var identities: [[UInt8]] = []
        let reader = ExtractReader(
            companion: companion,
            head: { head in
                split = ExtractSplit(head: head, pieceSize: 4_096, pool: 8_192, outlets: halves.outlets)
                check = IdentityCheck(realm: .test, year: head.year ?? 2016)
            },
            person: { person, identity in
                identities.append(identity)
                for finding in check?.check(identity, of: person) ?? [] {
                    let shown = finding.localNumber ?? ""
                    try demand(Finding.shown(shown) == shown, "a finding shows no identity number")
                }
                try split?.add(person, identity: identity)
            })
        do {
            for piece in Chunks.irregular.pieces(of: extract) { try reader.feed(Array(piece)) }
            _ = try reader.finish()
            try split?.finish()
        } catch let broken as BrokenPromise {
            throw broken
        } catch { return }
        try demand(split?.persons == identities.count, "every person is split")
        try examine(halves, identities)
    }

    private func examine(_ halves: Halves, _ identities: [[UInt8]]) throws {
        let records = try demand(
            try? halves.identity.map { try LinkedIdentity(record: $0[...]) }, "each identity is a record")
        let given = identities.map { Array($0.prefix(LinkedIdentity.longestText)) }
        try demand(
            records.map(\.digits).sorted { $0.lexicographicallyPrecedes($1) }
                == given.sorted { $0.lexicographicallyPrecedes($1) },
            "each person's text goes to the trustee, and no other")
        var links: [LinkID] = []
        for piece in halves.content {
            try demand(!ContentTarget.mayIdentify(Self.withoutLinks(piece)), "no content holds eleven digits in a row")
            let reader = ContentReader(
                head: { _ in },
                person: { person in
                    if let link = person.link { links.append(link) }
                })
            do {
                try reader.feed(piece)
                _ = try reader.finish()
            } catch { try demand(false, "each piece of content is an extract: \(error)") }
        }
        try demand(
            links.count == records.count && Set(links) == Set(records.map(\.link)), "a link for each, in both halves")
    }

    /// Links are hexadecimal digits, and may have many decimal ones in a row.
    private static func withoutLinks(_ piece: [UInt8]) -> [UInt8] {
        var (rest, kept) = (piece[...], [UInt8]())
        let mark = Array(" lenke=\"".utf8)
        while let found = rest.firstRange(of: mark) {
            kept += rest[..<found.upperBound]
            rest = rest[found.upperBound...].dropFirst(LinkID.length * 2)
        }
        return kept + rest
    }

    /// What comes out, and numbers that anyone can foresee.
    private final class Halves {
        private(set) var identity: [[UInt8]] = []
        private(set) var content: [[UInt8]] = []
        private var piece: [UInt8] = []
        private var drawn: UInt64 = 0

        var outlets: ExtractSplit.Outlets {
            .init(
                identity: { self.identity.append($0) }, content: { self.piece += $0 },
                pieceEnd: {
                    self.content.append(self.piece)
                    self.piece = []
                },
                randomOctets: { count in
                    self.drawn += 1
                    return (0..<count).map { UInt8(truncatingIfNeeded: self.drawn >> UInt64($0 % 8 * 8)) }
                })
        }
    }
}

/// The file of identity numbers beside an extract.
struct CompanionTarget: FuzzTarget {
    static let name = "iplos-companion"
    static let longest = 4_096

    init() {}

    func seeds() throws -> [[UInt8]] {
        var made: [UInt8] = []
        if let municipality = MunicipalityNumber("9901") {
            try ExtractGenerator(persons: 3, seed: 5, municipality: municipality, year: 2020)
                .writeIdentities { made += $0 }
        }
        return [
            made, Array("\u{FEFF}\"10000\";\"13\"\r\n10001\t 1 \r\n\r\n".utf8), Array("10000,1\n10000,1\n".utf8),
        ]
    }

    func examine(_ input: [UInt8]) throws {
        let lines = input.count { $0 == 10 || $0 == 13 } + 1
        let companion: CompanionIdentities
        do throws(CompanionIdentities.Fault) { companion = try CompanionIdentities(input) } catch {
            return try demand((1...lines).contains(error.line), "a fault is in a line of the file")
        }
        try demand(companion.count <= lines, "a line names one person at most")
        var person = PersonRecord()
        person.append(.pePeID, "10000".utf8)
        if let identity = companion.identity(of: person) {
            try demand(identity.count <= 15, "what is kept is bounded")
            try demand(
                identity.isEmpty || input.firstRange(of: identity) != nil,
                "an identity stands in the file as it is given")
        }
        try demand(companion.identity(of: PersonRecord()) == nil, "a person without a number has none")
    }
}
