/// Sorts the rows of a table by person in bounded memory: what does not fit is put away in sorted runs and merged.
struct RecordSorter {
    /// Octets of rows that are held in memory.
    static let usualMemory = 16 << 20
    /// Octets of a block of a run.
    private static let blockSize = 64 << 10

    private struct Entry {
        let start: Int
        let count: Int
        /// The first octets, which tell most rows apart.
        let beginning: UInt64
    }

    private let memory: Int
    private let directory: String
    private var octets: [UInt8] = []
    private var entries: [Entry] = []
    private var spill: SpoolWriter?
    /// The blocks of each run.
    private var runs: [Range<Int>] = []

    /// - Parameter directory: where runs are put, if any are needed.
    init(memory: Int = RecordSorter.usualMemory, directory: String) {
        self.memory = memory
        self.directory = directory
    }

    mutating func add(_ record: PackedRecord) throws {
        let beginning = record.octets.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        entries.append(Entry(start: octets.count, count: record.octets.count, beginning: beginning))
        octets += record.octets
        if octets.count + entries.count * MemoryLayout<Entry>.size >= memory { try putAway() }
    }

    /// The rows in order. Nothing can be added afterwards.
    mutating func sorted() throws -> SortedRecords {
        guard let spill else {
            sort()
            var next = 0
            let (entries, octets) = (entries, octets)
            self.entries = []
            self.octets = []
            return try SortedRecords([
                {
                    guard next < entries.count else { return nil }
                    defer { next += 1 }
                    let entry = entries[next]
                    return PackedRecord(octets: Array(octets[entry.start..<entry.start + entry.count]))
                }
            ])
        }
        if !entries.isEmpty { try putAway() }
        let file = spill.finish()
        return try SortedRecords(
            runs.map { blocks in
                var run = RunReading(file: file, blocks: blocks)
                return { try run.next() }
            })
    }

    private mutating func sort() {
        octets.withUnsafeBufferPointer { octets in
            entries.sort { left, right in
                if left.beginning != right.beginning { return left.beginning < right.beginning }
                return PackedRecord.precedes(
                    UnsafeBufferPointer(rebasing: octets[left.start..<left.start + left.count]),
                    UnsafeBufferPointer(rebasing: octets[right.start..<right.start + right.count]))
            }
        }
    }

    private mutating func putAway() throws {
        sort()
        do { try writeRun() } catch is Spool.Fault { throw ExtractFault.noRoom(directory) }
        entries.removeAll(keepingCapacity: true)
        octets.removeAll(keepingCapacity: true)
    }

    private mutating func writeRun() throws {
        let file = try spill ?? SpoolWriter(in: directory)
        spill = file
        let first = file.count
        var block: [UInt8] = []
        for entry in entries {
            block.append(UInt8(entry.count >> 8))
            block.append(UInt8(entry.count & 255))
            block += octets[entry.start..<entry.start + entry.count]
            if block.count >= Self.blockSize {
                try file.add(block)
                block.removeAll(keepingCapacity: true)
            }
        }
        if !block.isEmpty { try file.add(block) }
        runs.append(first..<file.count)
    }
}

/// Reads one run from its beginning.
private struct RunReading {
    let file: SpoolFile
    var blocks: Range<Int>
    private var block: [UInt8] = []
    private var place = 0

    init(file: SpoolFile, blocks: Range<Int>) {
        self.file = file
        self.blocks = blocks
    }

    mutating func next() throws -> PackedRecord? {
        if place == block.count {
            guard let number = blocks.popFirst() else { return nil }
            do { block = try file.block(number) } catch is Spool.Fault { throw ExtractFault.spillDamaged }
            place = 0
        }
        let count = Int(block[place]) << 8 | Int(block[place + 1])
        defer { place += 2 + count }
        return PackedRecord(octets: Array(block[place + 2..<place + 2 + count]))
    }
}

/// The rows of a table in order, one at a time.
final class SortedRecords {
    private var runs: [(next: () throws -> PackedRecord?, head: PackedRecord)] = []
    /// The row at hand; nil when all have been taken.
    private(set) var current: PackedRecord?

    init(_ runs: [() throws -> PackedRecord?]) throws {
        for run in runs {
            if let head = try run() { self.runs.append((run, head)) }
        }
        try advance()
    }

    /// Goes on to the next row.
    func advance() throws {
        guard var first = runs.indices.first else { return current = nil }
        for other in runs.indices.dropFirst() where Self.precedes(runs[other].head, runs[first].head) { first = other }
        current = runs[first].head
        if let head = try runs[first].next() { runs[first].head = head } else { runs.remove(at: first) }
    }

    private static func precedes(_ left: PackedRecord, _ right: PackedRecord) -> Bool {
        left.octets.withUnsafeBufferPointer { left in
            right.octets.withUnsafeBufferPointer { PackedRecord.precedes(left, $0) }
        }
    }
}
