import Glibc

/// Finds the format's names by their octets: one table, built once, no text made per look-up.
struct NameTable: Sendable {
    /// What a name means.
    enum Meaning: Sendable, Equatable {
        case root
        case record(RecordKind)
        case field(IplosField)
        /// The link id of a person, an attribute of ours.
        case link
    }

    /// A name without a reference, so that finding it counts none.
    private struct Entry: Sendable {
        let start: Int
        let length: Int
        let meaning: Meaning
    }

    /// A power of two, more than four times the names.
    private static let size = 512
    private let slots: [Int16]
    private let entries: [Entry]
    private let octets: [UInt8]

    init() {
        var names: [(String, Meaning)] = [("IPLOS", .root), ("lenke", .link)]
        names += RecordKind.allCases.map { ($0.element, .record($0)) }
        names += IplosField.allCases.map { ($0.name, .field($0)) }
        var slots = [Int16](repeating: -1, count: Self.size)
        var entries: [Entry] = []
        var octets: [UInt8] = []
        for (name, meaning) in names {
            let own = Array(name.utf8)
            var slot = own.withUnsafeBufferPointer { Self.slot($0) }
            while slots[slot] >= 0 { slot = (slot + 1) & (Self.size - 1) }
            slots[slot] = Int16(entries.count)
            entries.append(Entry(start: octets.count, length: own.count, meaning: meaning))
            octets += own
        }
        self.slots = slots
        self.entries = entries
        self.octets = octets
    }

    func meaning(of name: UnsafeBufferPointer<UInt8>) -> Meaning? {
        guard let start = name.baseAddress else { return nil }
        var slot = Self.slot(name)
        while slots[slot] >= 0 {
            let entry = entries[Int(slots[slot])]
            if entry.length == name.count {
                let isSame = octets.withUnsafeBufferPointer { octets in
                    octets.baseAddress.map { memcmp($0 + entry.start, start, entry.length) == 0 } ?? false
                }
                if isSame { return entry.meaning }
            }
            slot = (slot + 1) & (Self.size - 1)
        }
        return nil
    }

    /// FNV-1a, folded.
    private static func slot(_ name: UnsafeBufferPointer<UInt8>) -> Int {
        var hash: UInt32 = 0x811C_9DC5
        for octet in name { hash = (hash ^ UInt32(octet)) &* 0x0100_0193 }
        return Int((hash ^ hash >> 16) & UInt32(size - 1))
    }
}

/// ``NameTable`` with a memory of where names lie: a parser keeps equal names in one place, so that the place tells the
/// name.
struct NameCache {
    private let table = NameTable()
    private var places = [UnsafePointer<UInt8>?](repeating: nil, count: 256)
    private var meanings = [NameTable.Meaning?](repeating: nil, count: 256)

    /// - Parameter name: Stays where it is, unchanged, for as long as the cache is used.
    mutating func meaning(of name: UnsafeBufferPointer<UInt8>) -> NameTable.Meaning? {
        let slot = Int(bitPattern: name.baseAddress) >> 3 & 255
        if places[slot] == name.baseAddress { return meanings[slot] }
        let meaning = table.meaning(of: name)
        places[slot] = name.baseAddress
        meanings[slot] = meaning
        return meaning
    }
}
