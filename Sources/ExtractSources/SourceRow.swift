/// One row of a table: its values by column as octets of UTF-8, over one run of octets that is used again for the next.
public struct SourceRow: Sendable, Equatable {
    /// Of a query's result the row's number, of a CSV file the line that the row begins at; from 1.
    public internal(set) var number = 0
    private var octets: [UInt8] = []
    /// Where each value ends; the same place with a minus and one more for null.
    private var ends: [Int] = []

    init() {}

    public var count: Int { ends.count }

    /// The value of a column, from 0; nil for null and for a column that is not there.
    public subscript(column: Int) -> ArraySlice<UInt8>? {
        guard ends.indices.contains(column), ends[column] >= 0 else { return nil }
        return octets[start(of: column)..<ends[column]]
    }

    private func start(of column: Int) -> Int {
        guard column > 0 else { return 0 }
        let before = ends[column - 1]
        return before >= 0 ? before : -before - 1
    }

    // MARK: Building

    mutating func begin(number: Int) {
        self.number = number
        octets.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
    }

    /// Octets that belong to no value yet.
    var openOctets: ArraySlice<UInt8> { octets[openStart...] }
    var openCount: Int { octets.count - openStart }
    private var openStart: Int { start(of: ends.count) }

    mutating func extend(_ octet: UInt8) { octets.append(octet) }

    mutating func extend(_ piece: some Sequence<UInt8>) { octets.append(contentsOf: piece) }

    /// Makes the open octets the next column's value.
    mutating func close() { ends.append(octets.count) }

    mutating func appendNull() { ends.append(-octets.count - 1) }
}
