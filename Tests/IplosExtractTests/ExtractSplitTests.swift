import Identifiers
import IplosContent
import IplosExtract
import NationalIdentity
import TestSupport
import Testing

@Suite("Splitting an extract")
struct ExtractSplitTests {
    /// What comes out of a split.
    private struct Halves {
        var identities: [LinkedIdentity] = []
        var contents: [PersonRecord] = []
        var pieces: [[UInt8]] = []
        var persons = 0
        /// The most octets of persons that were held at a time, and of one octet string that went out.
        var mostHeld = 0
        var longest = 0
    }

    private func split(
        _ generator: ExtractGenerator, companion: CompanionIdentities? = nil, pieceSize: Int = 1 << 20,
        pool: Int = ExtractSplit.usualPool
    ) throws -> Halves {
        var halves = Halves()
        var random = SeededOctets()
        var records: [UInt8] = []
        var pieces: [[UInt8]] = []
        var piece: [UInt8] = []
        var split: ExtractSplit?
        let reader = ExtractReader(
            companion: companion,
            head: { head in
                split = ExtractSplit(
                    head: head, pieceSize: pieceSize, pool: pool,
                    outlets: .init(
                        identity: { records += $0 },
                        content: {
                            piece += $0
                            halves.longest = max(halves.longest, $0.count)
                        },
                        pieceEnd: {
                            pieces.append(piece)
                            piece = []
                        },
                        randomOctets: { random.take($0) }))
            },
            person: {
                try split?.add($0, identity: $1)
                halves.mostHeld = max(halves.mostHeld, split?.heldOctets ?? 0)
            })
        try generator.write { try reader.feed($0) }
        _ = try reader.finish()
        try split?.finish()
        halves.identities = try LinkedIdentity.records(in: records)
        halves.pieces = pieces
        halves.persons = split?.persons ?? 0
        for piece in pieces {
            let content = ContentReader(head: { _ in }, person: { halves.contents.append($0) })
            try content.feed(piece)
            #expect(try content.finish().unknownElements == 0)
        }
        return halves
    }

    private static let municipality = MunicipalityNumber("4601")!

    private func generator(_ persons: Int, year: Int = 2016) -> ExtractGenerator {
        ExtractGenerator(persons: persons, seed: 7, municipality: Self.municipality, year: year)
    }

    @Test("I-032 every person's halves have one link id, which nobody else has", arguments: [2016, 2018, 2020])
    func links(year: Int) throws {
        let generator = generator(200, year: year)
        var companion: CompanionIdentities?
        if !generator.revision.holdsIdentities {
            var file: [UInt8] = []
            try generator.writeIdentities { file += $0 }
            companion = try CompanionIdentities(file)
        }
        let halves = try split(generator, companion: companion)
        #expect(halves.persons == 200)
        let links = Set(halves.identities.map(\.link))
        #expect(links.count == 200)
        #expect(Set(halves.contents.compactMap(\.link)) == links)
        for identity in halves.identities { _ = try identity.identity(in: .test) }
    }

    @Test("I-032 no identity number is left in the content, and no local number with the identities")
    func separation() throws {
        let halves = try split(generator(300))
        for identity in halves.identities {
            for piece in halves.pieces { #expect(!contains(piece, identity.digits)) }
        }
        #expect(halves.contents.allSatisfy { $0.localNumber != nil })
    }

    @Test("I-032 both halves leave in an order of their own")
    func order() throws {
        let halves = try split(generator(500))
        let locals = halves.contents.compactMap { $0.localNumber.flatMap { Int($0) } }
        #expect(locals.sorted() == Array(10_000..<10_500))
        #expect(locals != locals.sorted())
        #expect(halves.identities.map(\.link) != halves.contents.compactMap(\.link))
    }

    @Test("I-032 a pool smaller than the file loses and repeats nobody")
    func smallPool() throws {
        let halves = try split(generator(200), pool: 40_000)
        #expect(Set(halves.contents.compactMap(\.localNumber)).count == 200)
        #expect(halves.contents.count == 200)
    }

    @Test("I-020 what is held does not grow with the file, but for 32 octets a person", arguments: [200, 800])
    func held(persons: Int) throws {
        let pool = 100_000
        let halves = try split(generator(persons), pieceSize: 300_000, pool: pool)
        #expect(halves.pieces.joined().count > 5 * pool)
        #expect(halves.mostHeld <= pool + 32 * persons)
        // A piece goes out person by person, and is never put together here.
        #expect(halves.longest < 40_000)
        #expect(halves.contents.count == persons)
    }

    @Test("I-020 each piece is a whole document of at most the set size, and all persons are in one")
    func pieces() throws {
        let halves = try split(generator(200), pieceSize: 100_000)
        #expect(halves.pieces.count > 5)
        #expect(halves.pieces.allSatisfy { $0.count <= 100_000 })
        #expect(halves.contents.count == 200)
    }

    @Test("I-005 an extract without persons is content all the same")
    func nobody() throws {
        let halves = try split(generator(0))
        #expect(halves.pieces.count == 1)
        #expect(halves.identities.isEmpty)
    }

    private func contains(_ haystack: [UInt8], _ needle: [UInt8]) -> Bool {
        guard let first = needle.first else { return false }
        return haystack.indices.contains { index in
            haystack[index] == first && haystack[index...].starts(with: needle)
        }
    }
}

/// Octets of a fixed series.
struct SeededOctets {
    private var state: UInt64 = 42

    mutating func take(_ count: Int) -> [UInt8] {
        (0..<count).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(truncatingIfNeeded: state >> 33)
        }
    }
}
