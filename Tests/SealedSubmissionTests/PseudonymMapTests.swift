import CMS
import Cryptography
import Foundation
import Identifiers
import SealedSubmission
import TestSupport
import Testing

@Suite("The trustee's map")
struct PseudonymMapTests {
    let municipality: Municipality
    let manifest: VerifiedManifest
    private let entries: [MapEntry]

    init() throws {
        municipality = try Municipality()
        manifest = try municipality.whole().manifest
        entries = [
            MapEntry(link: Self.link(1), outcome: .pseudonym(Self.pseudonym(101))),
            MapEntry(link: Self.link(2), outcome: .reason(4)),
            MapEntry(link: Self.link(3), outcome: .pseudonym(Self.pseudonym(103))),
        ]
    }

    @Test("I-033 a map comes back as it was, in one part or several", arguments: [34, 68, 1000])
    func roundTrip(partSize: Int) throws {
        let made = try make(entries, partSize: partSize)
        #expect(made.parts.count == (partSize == 34 ? 3 : partSize == 68 ? 2 : 1))
        #expect(made.statement.pseudonyms == 2 && made.statement.entries == 3)
        let map = try open(sign(made.statement), made.parts)
        #expect(map.count == 3)
        for entry in entries { #expect(map[entry.link] == entry.outcome) }
        #expect(map[Self.link(4)] == nil)
        #expect(map.statement.manifest == manifest.hash)
    }

    @Test("each link of the content is answered once; a gap, a repetition and an extra link are named")
    func join() throws {
        let made = try make(entries)
        let map = try open(sign(made.statement), made.parts)
        var join = MapJoin(map)
        #expect(try join.outcome(for: Self.link(2)) == .reason(4))
        #expect(throws: SubmissionFault(.mapLinkRepeated)) { try join.outcome(for: Self.link(2)) }
        #expect(throws: SubmissionFault(.mapLinkMissing)) { try join.outcome(for: Self.link(9)) }
        #expect(throws: SubmissionFault(.mapLinkExtra)) { try join.finish() }
        #expect(try join.outcome(for: Self.link(1)) == .pseudonym(Self.pseudonym(101)))
        #expect(try join.outcome(for: Self.link(3)) == .pseudonym(Self.pseudonym(103)))
        try join.finish()
    }

    @Test("a map that another than the trustee signed is refused")
    func forged() throws {
        let made = try make(entries)
        for signer in [municipality.register.signer, municipality.signer] {
            let signed = try made.statement.signed(
                key: signer.key, certificate: signer.certificate, at: municipality.now)
            #expect(throws: SubmissionFault(.signerOtherOrganisation)) { try open(signed, made.parts) }
        }
        var altered = try sign(made.statement)
        altered[altered.count / 3] ^= 1
        #expect(throws: SubmissionFault.self) { try open(altered, made.parts) }
    }

    @Test("a map of another submission, or of another manifest of the same, is refused")
    func otherSubmission() throws {
        let made = try make(entries)
        let signed = try sign(made.statement)
        let other = try Municipality(2).whole().manifest
        #expect(throws: SubmissionFault(.mapOfOtherSubmission)) { try opening(signed, of: other) }
        var changed = manifest.manifest
        changed.sequence = 2
        let again = try municipality.verify(municipality.sign(changed))
        #expect(throws: SubmissionFault(.mapOfOtherSubmission)) { try opening(signed, of: again) }
    }

    @Test("another generation of the pseudonym key and another register are refused")
    func otherGeneration() throws {
        let made = try make(entries)
        let signed = try sign(made.statement)
        #expect(throws: SubmissionFault(.mapOtherGeneration)) { try opening(signed, generation: 2) }
        #expect(throws: SubmissionFault(.mapOtherRegister)) { try opening(signed, as: municipality.trustee) }
    }

    @Test("a map with too few or too many entries is refused where it is made and where it is read")
    func counts() throws {
        for wrong in [Array(entries.dropLast()), entries + [MapEntry(link: Self.link(4), outcome: .reason(1))]] {
            #expect(throws: SubmissionFault(.mapCounts)) { try make(wrong) }
        }
        var fewer = manifest.manifest
        fewer.personCount = 2
        let short = try make(Array(entries.dropLast()), of: municipality.verify(municipality.sign(fewer)))
        #expect(throws: SubmissionFault(.mapOfOtherSubmission)) { try opening(sign(short.statement)) }
        for field in ["entries", "pseudonyms"] {
            let statement = try edited(make(entries).statement) { $0[field] = 9 }
            #expect(throws: SubmissionFault(.mapCounts)) { try opening(statement) }
        }
        let made = try make(entries)
        let statement = try edited(made.statement) { $0["pseudonyms"] = 3 }
        #expect(throws: SubmissionFault(.mapCounts)) { try open(statement, made.parts) }
    }

    @Test("a link that occurs twice in the map is refused")
    func repeatedLink() throws {
        let made = try make([entries[0], entries[1], entries[0]])
        #expect(throws: SubmissionFault(.mapLinkRepeated)) { try open(sign(made.statement), made.parts) }
    }

    @Test("parts of the map that are missing, swapped, altered or another map's are named")
    func parts() throws {
        let made = try make(entries, partSize: 34)
        let signed = try sign(made.statement)
        let name = PartName(.map, 1)
        #expect(throws: SubmissionFault(.partMissing, part: PartName(.map, 3))) {
            try open(signed, Array(made.parts.dropLast()))
        }
        #expect(throws: SubmissionFault(.partReordered, part: name)) { try open(signed, made.parts.reversed()) }
        let other = try make(entries, partSize: 34)
        #expect(throws: SubmissionFault(.partAltered, part: name)) { try open(signed, other.parts) }
        let mixed = try edited(made.statement) { $0["map"] = ContentHash(of: [1]).description }
        #expect(throws: SubmissionFault(.mapAltered)) { try open(mixed, made.parts) }
    }

    @Test("records that are none are refused")
    func records() throws {
        let good = [UInt8](repeating: 5, count: 16) + [1, 4] + [UInt8](repeating: 0, count: 16)
        #expect(try openPayload(good).count == 1)
        for (index, value) in [(16, UInt8(2)), (17, 0), (18, 1), (33, 1)] {
            var bad = good
            bad[index] = value
            #expect(throws: SubmissionFault(.mapRecord)) { try openPayload(bad) }
        }
        #expect(throws: SubmissionFault(.mapRecord, part: PartName(.map, 1))) { try openPayload(good + [0]) }
    }
}
