/// Reads rows of values with a separator between, as RFC 4180 has them, piece by piece.
///
/// Strict: a quote inside a value that does not begin with one, text behind a closing quote, another number of values
/// than the first row has, and octets that are not in the encoding are faults with the line they stand at. Lines end
/// with CR LF or LF alone. A value in quotes may hold separators, line ends and doubled quotes.
struct CSVReader {
    private enum State { case start, plain, quoted, quoteInQuoted, carriageReturn }

    static let longestValue = 65_536
    private let separator: UInt8
    private let encoding: TextEncoding
    private var state = State.start
    private var row = SourceRow()
    /// From 1.
    private var line = 1
    private var width: Int?
    private var isWide = false
    /// The first octets, until it is known that they are no byte order mark.
    private var head: [UInt8]? = []

    init(separator: UInt8, encoding: TextEncoding) {
        self.separator = separator
        self.encoding = encoding
        row.begin(number: 1)
    }

    /// Reads the next octets and hands over each row that ends in them, the first one being the heading.
    mutating func feed(
        _ piece: UnsafeRawBufferPointer, _ give: (SourceRow) throws -> Void
    ) throws {
        var piece = piece[...]
        if head != nil {
            let first = piece.prefix(3 - (head?.count ?? 0))
            head?.append(contentsOf: first)
            piece = piece.dropFirst(first.count)
            if head?.count == 3 { try takeHead(give) }
        }
        for octet in piece { try take(octet, give) }
    }

    /// Says that the file has been read to its end.
    mutating func finish(_ give: (SourceRow) throws -> Void) throws {
        try takeHead(give)
        switch state {
        case .quoted: throw fault("a quote is opened and never closed")
        case .start where row.count == 0 && row.openCount == 0: break
        case .start, .plain, .quoteInQuoted, .carriageReturn: try endRow(give)
        }
        guard width != nil else { throw SourceFault(.malformed, "The file is empty: it has no heading.") }
    }

    private mutating func takeHead(_ give: (SourceRow) throws -> Void) throws {
        guard let octets = head else { return }
        head = nil
        if octets.starts(with: [0xFF, 0xFE]) || octets.starts(with: [0xFE, 0xFF]) {
            throw SourceFault(.malformed, "The file begins as UTF-16 does, and not as \(encoding.rawValue).")
        }
        if octets == [0xEF, 0xBB, 0xBF] {
            guard encoding == .utf8 else {
                throw SourceFault(.malformed, "The file begins as UTF-8 does, and not as \(encoding.rawValue).")
            }
            return
        }
        for octet in octets { try take(octet, give) }
    }

    private mutating func take(_ octet: UInt8, _ give: (SourceRow) throws -> Void) throws {
        switch (state, octet) {
        case (.carriageReturn, 0x0A): try endRow(give)
        case (.carriageReturn, _): throw fault("a carriage return stands alone")
        case (.quoted, 0x22): state = .quoteInQuoted
        case (.quoted, _):
            if octet == 0x0A { line += 1 }
            try add(octet)
        case (.quoteInQuoted, 0x22):
            try add(octet)
            state = .quoted
        case (.start, 0x22): state = .quoted
        case (_, separator): try endValue()
        case (_, 0x0A): try endRow(give)
        case (_, 0x0D): state = .carriageReturn
        case (.quoteInQuoted, _): throw fault("text stands behind a closing quote")
        case (.plain, 0x22): throw fault("a quote stands inside a value that does not begin with one")
        case (.start, _), (.plain, _):
            state = .plain
            try add(octet)
        }
    }

    private mutating func add(_ octet: UInt8) throws {
        guard octet != 0, encoding.append(octet, to: &row) else {
            throw fault("an octet is no character in \(encoding.rawValue)")
        }
        if octet >= 0x80 { isWide = true }
        if row.openCount > Self.longestValue { throw fault("a value is longer than \(Self.longestValue) octets") }
    }

    private mutating func endValue() throws {
        if isWide, encoding == .utf8, String(validating: row.openOctets, as: UTF8.self) == nil {
            throw fault("a value is not UTF-8")
        }
        isWide = false
        row.close()
        state = .start
        if row.count > width ?? 1_000 { throw wrongWidth() }
    }

    private mutating func endRow(_ give: (SourceRow) throws -> Void) throws {
        try endValue()
        if let width, row.count != width { throw wrongWidth() }
        width = row.count
        try give(row)
        line += 1
        row.begin(number: line)
    }

    private func wrongWidth() -> SourceFault {
        fault("a row that begins at line \(row.number) has another number of values than the heading")
    }

    private func fault(_ what: String) -> SourceFault { SourceFault(.malformed, "Line \(line): \(what).") }
}
