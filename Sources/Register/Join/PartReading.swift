import Identifiers
import IplosContent
import SealedSubmission
import XML

/// The content parts of one submission on their way into the database: one part and one batch of persons in memory.
///
/// Each part is an extract of its own with the same head. Used once, by one thread.
final class PartReading {
    private let manifest: VerifiedManifest
    private var join: MapJoin
    private let records: RecordStore
    private let batch: Int
    private let faults: FaultPoints
    private var head: ExtractHead?
    private var waiting: [RecordStore.Prepared] = []
    private var persons = 0

    init(
        manifest: VerifiedManifest, join: MapJoin, records: RecordStore, batch: Int, faults: FaultPoints
    ) {
        self.manifest = manifest
        self.join = join
        self.records = records
        self.batch = batch
        self.faults = faults
    }

    /// Reads all parts and gives the head.
    /// - Throws: `JoinFault`, `RegisterError`.
    func run(_ opener: PartOpener, from spool: SubmissionSpool) throws -> ExtractHead {
        do {
            return try readAll(opener, from: spool)
        } catch let fault as SubmissionFault {
            throw JoinFault.fault(fault)
        }
    }

    private func readAll(_ opener: PartOpener, from spool: SubmissionSpool) throws -> ExtractHead {
        var opener = opener
        for entry in opener.entries {
            try read(opener.payload(of: entry.index, spool.part(entry.name)))
        }
        try opener.finish()
        try write()
        try join.finish()
        guard persons == manifest.manifest.personCount else { throw JoinFault.personCount }
        guard let head else { throw JoinFault.content }
        return head
    }

    private func read(_ payload: [UInt8]) throws {
        let reader = ContentReader(head: { try self.take($0) }, person: { try self.take($0) })
        let counts: ContentCounts
        do {
            try reader.feed(payload)
            counts = try reader.finish()
        } catch is XMLError {
            throw JoinFault.content
        } catch is ContentFault {
            throw JoinFault.content
        }
        guard counts.unknownElements == 0 else { throw JoinFault.unknownElements }
    }

    private func take(_ head: ExtractHead) throws {
        let document = manifest.manifest
        guard head.municipality == document.unit.municipality, (head.district ?? .whole) == document.unit.district,
            head.year == document.year,
            HeadCheck(municipality: document.unit.municipality, year: document.year).check(head).head != nil
        else { throw JoinFault.otherPeriod }
        if let first = self.head {
            guard StoredHead(first) == StoredHead(head) else { throw JoinFault.otherPeriod }
        } else {
            self.head = head
        }
    }

    private func take(_ person: PersonRecord) throws {
        guard let link = person.link else { throw JoinFault.noLink }
        waiting.append(try records.prepare(person, ordinal: persons, outcome: join.outcome(for: link)))
        persons += 1
        if waiting.count == batch {
            try write()
            try faults.pass(.batchJoined)
        }
    }

    private func write() throws {
        guard !waiting.isEmpty else { return }
        let batch = waiting
        try records.store.database.write { try records.insert(batch, in: $0) }
        waiting.removeAll(keepingCapacity: true)
    }
}
