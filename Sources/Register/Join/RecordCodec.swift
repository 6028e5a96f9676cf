import IplosContent

/// One person's record as compact bytes, with the municipality's own numbers of the person apart from the rest.
///
/// Content: version 1, then for each row its kind, its number of values, and each value as field, length, octets.
/// Numbers: the person's local number, then the rows that repeat another one or none. Lengths are LEB128.
struct RecordCodec: Sendable {
    private static let version: UInt8 = 1
    /// The fields of each kind of record but for the local number, in order.
    private let fields: [[IplosField]]

    init() {
        fields = RecordKind.allCases.map { kind in
            IplosField.allCases.filter {
                kind.fields.contains($0) && $0 != kind.personField && $0 != .pePeID
            }
        }
    }

    /// The record in its two halves.
    func encode(_ person: PersonRecord) -> (content: [UInt8], numbers: [UInt8]) {
        var content = [Self.version]
        var numbers: [UInt8] = []
        let own = person.octets(.pePeID) ?? []
        Self.append(own, to: &numbers)
        for (index, row) in person.rows.enumerated() {
            content.append(row.kind.rawValue)
            let countPlace = content.count
            content.append(0)
            for field in fields[Int(row.kind.rawValue)] {
                guard let octets = person.octets(field, row: index) else { continue }
                content.append(field.rawValue)
                Self.append(octets, to: &content)
                content[countPlace] += 1
            }
            guard let personField = row.kind.personField else { continue }
            let number = person.octets(personField, row: index)
            if number != own {
                Self.append(index, to: &numbers)
                Self.append(number ?? [], to: &numbers)
            }
        }
        return (content, numbers)
    }

    /// Fills `person` with what `encode` gave; without local numbers when `numbers` is nil.
    /// - Throws: `RegisterError.damaged`.
    func decode(_ content: [UInt8], numbers: [UInt8]?, into person: inout PersonRecord) throws {
        person.begin(line: 0)
        var reader = Reader(bytes: content)
        guard try reader.byte() == Self.version else { throw RegisterError.damaged }
        let own = try numbers.map(Self.numbers)
        var row = 0
        while !reader.isAtEnd {
            guard let kind = RecordKind(rawValue: try reader.byte()) else { throw RegisterError.damaged }
            if row > 0 { person.beginRow(kind) } else if kind != .person { throw RegisterError.damaged }
            if let own, let field = kind.personField ?? (row == 0 ? .pePeID : nil) {
                person.append(field, own.others[row] ?? own.person)
            }
            for _ in 0..<(try reader.byte()) {
                guard let field = IplosField(rawValue: try reader.byte()) else { throw RegisterError.damaged }
                person.append(field, try reader.octets())
            }
            row += 1
        }
        guard row > 0 else { throw RegisterError.damaged }
    }

    /// The local number alone.
    static func localNumber(_ numbers: [UInt8]) throws -> [UInt8] { Array(try Self.numbers(numbers).person) }

    private static func numbers(
        _ bytes: [UInt8]
    ) throws -> (person: ArraySlice<UInt8>, others: [Int: ArraySlice<UInt8>]) {
        var reader = Reader(bytes: bytes)
        let person = try reader.octets()
        var others: [Int: ArraySlice<UInt8>] = [:]
        while !reader.isAtEnd { others[try reader.number()] = try reader.octets() }
        return (person, others)
    }

    private static func append(_ octets: ArraySlice<UInt8>, to bytes: inout [UInt8]) {
        append(octets.count, to: &bytes)
        bytes.append(contentsOf: octets)
    }

    private static func append(_ number: Int, to bytes: inout [UInt8]) {
        var rest = number
        while rest >= 0x80 {
            bytes.append(UInt8(rest & 0x7F) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    /// Goes through the bytes; a length beyond the end is damage.
    private struct Reader {
        let bytes: [UInt8]
        private var position = 0

        init(bytes: [UInt8]) { self.bytes = bytes }

        var isAtEnd: Bool { position == bytes.count }

        mutating func byte() throws -> UInt8 {
            guard position < bytes.count else { throw RegisterError.damaged }
            position += 1
            return bytes[position - 1]
        }

        mutating func number() throws -> Int {
            var number = 0
            for shift in stride(from: 0, to: 35, by: 7) {
                let next = try byte()
                number |= Int(next & 0x7F) << shift
                if next < 0x80 { return number }
            }
            throw RegisterError.damaged
        }

        mutating func octets() throws -> ArraySlice<UInt8> {
            let length = try number()
            guard length <= bytes.count - position else { throw RegisterError.damaged }
            position += length
            return bytes[position - length..<position]
        }
    }
}
