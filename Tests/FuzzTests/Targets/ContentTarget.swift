import Identifiers
import IplosContent
import IplosExtract

@testable import IplosContent

/// An extract's head and persons, judged, and written anew: no identity number comes through, nor into a finding.
struct ContentTarget: FuzzTarget {
    static let name = "iplos-content"
    static let longest = 16_384

    init() {}

    func seeds() throws -> [[UInt8]] { try Self.extracts() }

    func examine(_ input: [UInt8]) throws {
        let whole = try read(input, in: .whole)
        for chunks in [Chunks.octets, .irregular] {
            try demand(try read(input, in: chunks) == whole, "where the pieces are cut changes nothing")
        }
        guard let written = whole.written else { return }
        try demand(!Self.mayIdentify(written), "what is written holds no eleven digits in a row")
        let again = try read(written, in: .whole)
        try demand(again.counts?.persons == whole.counts?.persons, "what is written has every person")
        try demand(again.written == written, "what is written is written so again")
    }

    private struct Reading: Equatable {
        var counts: ContentCounts?
        /// The persons written anew; nil when the file is no extract.
        var written: [UInt8]?
        var findings: [Finding] = []
    }

    private func read(_ input: [UInt8], in chunks: Chunks) throws -> Reading {
        var reading = Reading()
        var (writer, check): (ContentWriter?, PersonCheck?)
        let reader = ContentReader(
            head: { head in
                let checked = HeadCheck().check(head)
                reading.findings += checked.findings
                check = checked.head.map { PersonCheck(head: $0) }
                var fresh = ContentWriter(revision: head.revision)
                fresh.begin(head)
                writer = fresh
            },
            person: { person in
                writer?.person(person)
                guard let checked = check?.check(person, findings: &reading.findings) else { return }
                try examine(checked)
            })
        do {
            for piece in chunks.pieces(of: input[...]) { try reader.feed(Array(piece)) }
            reading.counts = try reader.finish()
            writer?.end()
            reading.written = writer?.take()
        } catch let broken as BrokenPromise {
            throw broken
        } catch {
            return Reading()
        }
        try demand(reading.findings.count <= 64 * (input.count + 64), "findings are bounded by what was read")
        for finding in reading.findings { try examine(finding) }
        return reading
    }

    private func examine(_ finding: Finding) throws {
        let texts = [finding.found, finding.localNumber ?? "", finding.rowID ?? ""]
        for text in texts {
            try demand(text.count <= 40 && Finding.shown(text) == text, "a finding shows no identity number")
        }
        let message = finding.message
        try demand(
            [message.nb, message.nn, message.en].allSatisfy { !$0.isEmpty && !$0.utf8.contains(10) },
            "a finding is one sentence in each language")
    }

    private func examine(_ person: CheckedPerson) throws {
        guard let record = person.record else {
            return try demand(person.isDropped, "who is left out is so as a whole")
        }
        let kept = RecordKind.inPerson.reduce(0) { $0 + person.rows($1).count }
        try demand(record.rows.count == kept + 1, "rows that count are those that are kept")
        for kind in RecordKind.inPerson {
            for row in person.rows(kind) {
                try demand(row.kind == kind && row.line >= 0, "a row is of the kind that is asked for")
            }
        }
    }

    static func mayIdentify(_ octets: [UInt8]) -> Bool {
        var run = 0
        for octet in octets {
            run = (48...57).contains(octet) ? run + 1 : 0
            if run >= 11 { return true }
        }
        return false
    }

    /// One or two invented persons of each revision, some with faults.
    static func extracts() throws -> [[UInt8]] {
        guard let municipality = MunicipalityNumber("9901") else {
            throw BrokenPromise(description: "\(name): a municipality's number is one")
        }
        return try [2016, 2018, 2020].flatMap { year in
            try [[:], [PlantedFault.duplicatePerson: 1, .invalidIdentity: 1]].map { faults in
                var octets: [UInt8] = []
                try ExtractGenerator(
                    persons: faults.isEmpty ? 1 : 2, seed: 5, municipality: municipality, year: year, faults: faults
                ).write { octets += $0 }
                return octets
            }
        }
    }
}
