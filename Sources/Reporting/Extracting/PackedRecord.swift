import Glibc
import IplosContent

/// A row of one table in the format's fields, packed for sorting: the person's local number, the row's own number, where
/// it was read, and the values.
///
/// Octets: length and local number, length and row number, eight for the place, then of each value field, length, text.
struct PackedRecord: Equatable {
    /// Stands for the identity number, which is no field of the contents.
    static let identity = UInt8.max

    private(set) var octets: [UInt8] = []

    init() {}

    init(octets: [UInt8]) { self.octets = octets }

    // MARK: Packing

    /// Begins a record, keeping its memory. Neither text has more than 255 octets.
    mutating func begin(person: ArraySlice<UInt8>, id: ArraySlice<UInt8>, row: Int) {
        octets.removeAll(keepingCapacity: true)
        octets.append(UInt8(truncatingIfNeeded: person.count))
        octets += person
        octets.append(UInt8(truncatingIfNeeded: id.count))
        octets += id
        withUnsafeBytes(of: UInt64(row).bigEndian) { octets.append(contentsOf: $0) }
    }

    mutating func append(_ field: IplosField, _ text: ArraySlice<UInt8>) { append(field.rawValue, text) }

    mutating func append(_ code: UInt8, _ text: ArraySlice<UInt8>) {
        octets.append(code)
        octets.append(UInt8(truncatingIfNeeded: text.count))
        octets += text
    }

    // MARK: Reading

    /// The person's local number.
    var person: ArraySlice<UInt8> { octets[1..<1 + Int(octets[0])] }

    var row: Int { octets[rowPlace..<rowPlace + 8].reduce(0) { $0 << 8 | Int($1) } }

    private var rowPlace: Int {
        let id = 1 + Int(octets[0])
        return id + 1 + Int(octets[id])
    }

    func eachValue(_ body: (_ code: UInt8, _ text: ArraySlice<UInt8>) -> Void) {
        var place = rowPlace + 8
        while place + 1 < octets.count {
            let end = place + 2 + Int(octets[place + 1])
            body(octets[place], octets[place + 2..<end])
            place = end
        }
    }

    // MARK: Order

    /// By person, then by the row's number, then by where it was read; of two numbers the shorter one comes first. That
    /// is the order of the octets.
    static func precedes(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let leftStart = left.baseAddress, let rightStart = right.baseAddress else { return false }
        let order = memcmp(leftStart, rightStart, min(left.count, right.count))
        return order == 0 ? left.count < right.count : order < 0
    }

    /// The same order of the persons alone.
    static func isBefore(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Bool {
        left.count == right.count ? left.lexicographicallyPrecedes(right) : left.count < right.count
    }
}
