import Identifiers
public import IplosContent

/// Reads an extract as a record system makes it: persons with their identity numbers.
///
/// To the year 2017 the number stands inside the person (`peFnr`); later it is in a file beside the extract, joined by
/// the municipality's local number. Nothing but this target reads either. Memory: one person, and the companion file.
///
/// Not for use by several tasks at a time.
public final class ExtractReader {
    private let reader: ContentReader

    /// - Parameters:
    ///   - companion: the file beside an extract without identity numbers; a number inside the extract wins over it.
    ///   - head: given once, before any person.
    ///   - person: given each person with the text of the identity number, unchecked and perhaps empty; the record is
    ///     used again after the call.
    public init(
        limits: ContentLimits = ContentLimits(), companion: CompanionIdentities? = nil,
        head: @escaping (ExtractHead) throws -> Void,
        person: @escaping (_ person: PersonRecord, _ identity: [UInt8]) throws -> Void
    ) {
        let caught = CaughtIdentity()
        reader = ContentReader(
            limits: limits, unknown: { caught.take($0) }, head: head,
            person: { record in
                defer { caught.forget() }
                try person(record, caught.octets ?? companion?.identity(of: record) ?? [])
            })
    }

    /// Reads the next octets, any number of them.
    ///
    /// - Throws: `XMLError`, `ContentFault`, or what a closure threw. After that the reader is of no more use.
    public func feed(_ bytes: UnsafeRawBufferPointer) throws { try reader.feed(bytes) }

    public func feed(_ bytes: [UInt8]) throws { try reader.feed(bytes) }

    /// Says that the file has been read to its end.
    ///
    /// - Throws: `XMLError` when it is not whole, `ContentFault` when it had no head.
    public func finish() throws -> ContentCounts { try reader.finish() }
}

/// The identity number of the person that is being read.
private final class CaughtIdentity {
    private(set) var octets: [UInt8]?

    /// Whether the element was one of identity.
    func take(_ element: UnknownElement) -> Bool {
        guard element.name.elementsEqual("peFnr".utf8) else { return false }
        let text = Array(element.text.trimmed)
        // Two that differ are no identity: together they are too long for one.
        if let first = octets {
            if text != first, !text.isEmpty { octets = first + text }
        } else if !text.isEmpty {
            octets = text
        }
        return true
    }

    func forget() { octets = nil }
}

extension UnsafeBufferPointer<UInt8> {
    /// Without white space around it.
    fileprivate var trimmed: Slice<Self> {
        let isSpace: (UInt8) -> Bool = { $0 == 0x20 || (0x09...0x0D).contains($0) }
        guard let first = firstIndex(where: { !isSpace($0) }), let last = lastIndex(where: { !isSpace($0) }) else {
            return self[0..<0]
        }
        return self[first...last]
    }
}
