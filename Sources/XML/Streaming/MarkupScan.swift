import Glibc

/// ``StartTagScan`` for a document that comes in pieces: counts the attributes of every start tag before libxml2 sees
/// it, refuses a DOCTYPE and NUL on sight, and bounds what libxml2 would gather before it calls back.
///
/// The verdict does not depend on where the pieces are cut.
struct MarkupScan {
    struct Fault {
        let code: XMLError.Code
        /// Octets of the piece that stand before it.
        let offset: Int
    }

    private enum State { case text, reference, opened, declaration, comment, characterData, instruction, tag, quoted }

    private let limits: XMLLimits
    private let layout: EncodingLayout
    private let maximumMarkup: Int
    private var state = State.text
    /// Octets of the tag, comment, instruction or reference so far.
    private var length = 0
    private var attributes = 0
    private var quote: UInt8 = 0
    /// How much of an opening or closing mark has been seen.
    private var matched = 0
    /// Of UTF-16: the octet whose other half comes in the next piece.
    private var half: UInt8?
    /// Of UTF-16: whether the first unit of a pair has come and the second must follow.
    private var awaitsSecond = false
    private var units: [UInt8] = []

    init(limits: XMLLimits, layout: EncodingLayout) {
        self.limits = limits
        self.layout = layout
        let (names, overflow) = limits.maximumAttributes.multipliedReportingOverflow(by: limits.maximumNameBytes)
        let (sum, more) = limits.maximumTextBytes.addingReportingOverflow(names)
        maximumMarkup = overflow || more ? .max : sum
    }

    mutating func check(_ piece: UnsafeRawBufferPointer) -> Fault? {
        switch layout {
        case .octets: return scan(piece.bindMemory(to: UInt8.self))
        case .utf16(let littleEndian):
            let odd = gather(piece, littleEndian: littleEndian)
            let read = units
            let fault = read.withUnsafeBufferPointer { scan($0) }
            return fault.map { Fault(code: $0.code, offset: min($0.offset * 2, piece.count)) }
                ?? odd.map { Fault(code: .encoding, offset: $0) }
        }
    }

    /// Whether no character has been read in part.
    var isBetweenCharacters: Bool { half == nil && !awaitsSecond }

    /// Reads the units of a piece of UTF-16, each as one octet; gives where one stands that is no pair's and should be, or
    /// the other way. libxml2 stops there without a word.
    private mutating func gather(_ piece: UnsafeRawBufferPointer, littleEndian: Bool) -> Int? {
        units.removeAll(keepingCapacity: true)
        for (place, octet) in piece.enumerated() {
            guard let first = half else {
                half = octet
                continue
            }
            half = nil
            let (low, high) = littleEndian ? (first, octet) : (octet, first)
            guard (high & 0xFC == 0xDC) == awaitsSecond else { return max(0, place - 1) }
            awaitsSecond = high & 0xFC == 0xD8
            units.append(high == 0 ? low : 0xFF)
        }
        return nil
    }

    private mutating func scan(_ units: UnsafeBufferPointer<UInt8>) -> Fault? {
        guard let base = units.baseAddress else { return nil }
        guard let null = memchr(base, 0, units.count) else { return scanMarkup(units) }
        let offset = null - UnsafeMutableRawPointer(mutating: base)
        return scanMarkup(UnsafeBufferPointer(rebasing: units[..<offset]))
            ?? Fault(code: .notWellFormed, offset: offset)
    }

    private mutating func scanMarkup(_ units: UnsafeBufferPointer<UInt8>) -> Fault? {
        var index = 0
        while index < units.count {
            let start = index
            switch state {
            case .text:
                text(units, &index)
                continue
            case .reference:
                if !reference(units, &index) { return Fault(code: .nameTooLong, offset: start) }
            case .opened: opened(units, &index)
            case .declaration: if !declaration(units, &index) { return Fault(code: .doctype, offset: start) }
            case .comment: close(units, &index, mark: UInt8(ascii: "-"), needed: 2)
            case .characterData:
                close(units, &index, mark: UInt8(ascii: "]"), needed: 2)
                continue
            case .instruction: close(units, &index, mark: UInt8(ascii: "?"), needed: 1)
            case .tag: tag(units, &index)
            case .quoted: quoted(units, &index)
            }
            if attributes > limits.maximumAttributes { return Fault(code: .tooManyAttributes, offset: start) }
            length += index - start
            if length > maximumMarkup { return Fault(code: .textTooLong, offset: start) }
        }
        return nil
    }

    private mutating func text(_ units: UnsafeBufferPointer<UInt8>, _ index: inout Int) {
        while index < units.count, units[index] != UInt8(ascii: "<"), units[index] != UInt8(ascii: "&") { index += 1 }
        guard index < units.count else { return }
        state = units[index] == UInt8(ascii: "<") ? .opened : .reference
        (length, attributes, matched) = (1, 0, 0)
        index += 1
    }

    /// Up to the `;`; false when it is longer than any name.
    private mutating func reference(_ units: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> Bool {
        while index < units.count, units[index] != UInt8(ascii: ";"), units[index] != UInt8(ascii: "<") {
            index += 1
            matched += 1
        }
        if index < units.count {
            state = .text
            if units[index] == UInt8(ascii: ";") { index += 1 }
        }
        return matched <= limits.maximumNameBytes
    }

    private mutating func opened(_ units: UnsafeBufferPointer<UInt8>, _ index: inout Int) {
        switch units[index] {
        case UInt8(ascii: "!"): state = .declaration
        case UInt8(ascii: "?"): state = .instruction
        default:
            state = .tag
            return
        }
        index += 1
    }

    /// What follows `<!`. What is none of the three is malformed, and scanned as a tag until libxml2 says so.
    private mutating func declaration(_ units: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> Bool {
        let openings: [(StaticString, State)] = [
            ("--", .comment), ("[CDATA[", .characterData), ("DOCTYPE", .text),
        ]
        if matched == 0 { quote = units[index] }
        guard let (text, next) = openings.first(where: { $0.0.utf8Start.pointee == quote }) else {
            state = .tag
            return true
        }
        while index < units.count, matched < text.utf8CodeUnitCount {
            guard units[index] == text.utf8Start[matched] else {
                state = .tag
                return true
            }
            index += 1
            matched += 1
        }
        if matched == text.utf8CodeUnitCount {
            if next == .text { return false }
            (state, matched) = (next, 0)
        }
        return true
    }

    /// Up to a `>` after as many marks as needed.
    private mutating func close(_ units: UnsafeBufferPointer<UInt8>, _ index: inout Int, mark: UInt8, needed: Int) {
        while index < units.count {
            let unit = units[index]
            index += 1
            if unit == mark {
                matched = min(matched + 1, needed)
            } else if unit == UInt8(ascii: ">"), matched == needed {
                state = .text
                return
            } else {
                matched = 0
            }
        }
    }

    private mutating func tag(_ units: UnsafeBufferPointer<UInt8>, _ index: inout Int) {
        while index < units.count {
            let unit = units[index]
            index += 1
            if unit == UInt8(ascii: ">") {
                state = .text
                return
            }
            if unit == UInt8(ascii: "\"") || unit == UInt8(ascii: "'") {
                attributes += 1
                (state, quote) = (.quoted, unit)
                return
            }
        }
    }

    private mutating func quoted(_ units: UnsafeBufferPointer<UInt8>, _ index: inout Int) {
        while index < units.count, units[index] != quote { index += 1 }
        if index < units.count {
            state = .tag
            index += 1
        }
    }
}
