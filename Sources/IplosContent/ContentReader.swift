import XML

/// Reads an extract, or the content part of a submission, piece by piece: the head, then one person at a time.
///
/// It works on octets, keeps one person in memory, and judges nothing but whether the file is an extract: elements the
/// revision does not have are skipped and counted, another order is taken and counted, and of a repeated field the first
/// stands. What the values are worth, ``HeadCheck`` and ``PersonCheck`` say.
///
/// Not for use by several tasks at a time.
public final class ContentReader {
    private let events: ContentEvents
    private let stream: XMLStreamReader

    /// - Parameters:
    ///   - unknown: Told of every element directly inside a person that the revision does not have, before that person;
    ///     answers whether it was expected, and then it is not counted.
    ///   - head: Given once, before any person.
    ///   - person: Given each person when it has been read; the record is used again after the call.
    public init(
        limits: ContentLimits = ContentLimits(),
        unknown: @escaping (UnknownElement) throws -> Bool = { _ in false },
        head: @escaping (ExtractHead) throws -> Void,
        person: @escaping (PersonRecord) throws -> Void
    ) {
        events = ContentEvents(ContentAssembly(limits: limits, unknown: unknown, head: head, person: person))
        stream = XMLStreamReader(limits: .stream, consumer: events)
    }

    /// Reads the next octets, any number of them.
    ///
    /// - Throws: `XMLError`, ``ContentFault``, or what a closure threw. After that the reader is of no more use.
    public func feed(_ bytes: UnsafeRawBufferPointer) throws { try stream.feed(bytes) }

    public func feed(_ bytes: [UInt8]) throws { try stream.feed(bytes) }

    /// Says that the file has been read to its end.
    ///
    /// - Throws: `XMLError` when it is not whole, ``ContentFault`` when it had no head.
    public func finish() throws -> ContentCounts {
        try stream.finish()
        guard events.headGiven else { throw ContentFault(.headMissing, line: stream.line) }
        return events.counts
    }
}

/// An element inside a person that the revision's fields do not have, with its text: valid during the call only.
///
/// By its name a municipality's own reader catches the identity number, which nothing else in this target sees.
public struct UnknownElement {
    /// UTF-8 octets of the local name.
    public let name: UnsafeBufferPointer<UInt8>
    /// UTF-8 octets of its own text, without what is in elements inside it; at most 256.
    public let text: UnsafeBufferPointer<UInt8>
    public let line: Int
}
