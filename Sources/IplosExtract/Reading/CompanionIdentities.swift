public import IplosContent

/// The file beside an extract without identity numbers: which number belongs to which of the municipality's local ones.
///
/// Lines of local number, semicolon (or comma, or tabulator) and identity number, in any order, UTF-8 or ISO 8859-1, with
/// or without a heading, quotes and a byte order mark. Memory: some 40 octets a person.
public struct CompanionIdentities: Sendable {
    /// A line that says nothing.
    public struct Fault: Error, Equatable, Sendable, CustomStringConvertible {
        public enum Code: String, Sendable, CaseIterable {
            /// Not two fields, or no local number in the first.
            case malformed
            /// The local number stands twice with different identity numbers.
            case ambiguous
        }

        public let code: Code
        /// Counted from 1.
        public let line: Int

        public var description: String { "Companion file not read: \(code.rawValue) at line \(line)" }
    }

    /// The longest text that is kept; longer ones are no identity numbers and stay so when they are cut.
    private static let longest = 15
    private static let longestLine = 256
    /// By local number: fifteen octets of text and its length.
    private var texts: [UInt64: SIMD16<UInt8>] = [:]

    /// - Throws: ``Fault``; the file is used as a whole or not at all.
    public init(_ octets: [UInt8]) throws(Fault) {
        var rest = octets[...]
        if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
        var number = 0
        while !rest.isEmpty {
            number += 1
            let end = rest.firstIndex { $0 == 0x0A || $0 == 0x0D } ?? rest.endIndex
            let line = rest[rest.startIndex..<end]
            rest = rest[end...].dropFirst()
            // The second octet of CR LF would otherwise be a line of its own.
            if end < octets.count, octets[end] == 0x0D, rest.first == 0x0A { rest = rest.dropFirst() }
            try add(line, number: number)
        }
    }

    public var count: Int { texts.count }

    /// The text that belongs to a person, as given; nil when the file has none.
    public func identity(of person: PersonRecord) -> [UInt8]? {
        guard let number = person.octets(.pePeID).flatMap(Self.number), let text = texts[number] else { return nil }
        return (0..<Int(text[15])).map { text[$0] }
    }

    private mutating func add(_ line: ArraySlice<UInt8>, number: Int) throws(Fault) {
        guard line.count <= Self.longestLine else { throw Fault(code: .malformed, line: number) }
        let fields = line.split(separator: Self.separator(in: line), omittingEmptySubsequences: false).map(Self.bare)
        if fields.allSatisfy(\.isEmpty) { return }
        guard fields.count == 2, let local = Self.number(fields[0]) else {
            // A heading is no fault.
            if number == 1, fields.count == 2, fields[0].first.map({ !(48...57).contains($0) }) == true { return }
            throw Fault(code: .malformed, line: number)
        }
        var text = SIMD16<UInt8>()
        for (index, octet) in fields[1].prefix(Self.longest).enumerated() { text[index] = octet }
        text[15] = UInt8(min(fields[1].count, Self.longest))
        if let earlier = texts.updateValue(text, forKey: local), earlier != text {
            throw Fault(code: .ambiguous, line: number)
        }
    }

    private static func separator(in line: ArraySlice<UInt8>) -> UInt8 {
        [UInt8(ascii: ";"), UInt8(ascii: "\t")].first { line.contains($0) } ?? UInt8(ascii: ",")
    }

    /// Without white space and quotes around it.
    private static func bare(_ field: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var field = field
        while let first = field.first, [0x20, 0x09, 0x22].contains(first) { field = field.dropFirst() }
        while let last = field.last, [0x20, 0x09, 0x22].contains(last) { field = field.dropLast() }
        return field
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> UInt64? {
        guard (1...18).contains(digits.count), digits.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return digits.reduce(0) { $0 * 10 + UInt64($1 - 48) }
    }
}
