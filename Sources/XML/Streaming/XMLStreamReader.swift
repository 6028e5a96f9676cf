import CLibXML2

/// Reads a document of any size piece by piece and hands on its events; there is never a tree, and memory does not grow
/// with the document.
///
/// It accepts what ``XMLDocument/parse(_:limits:)`` accepts, under the same limits, and refuses the rest, with three
/// differences that keep memory bounded: one tag, comment or instruction as a whole may have at most
/// `maximumTextBytes + maximumAttributes * maximumNameBytes` octets, one reference in text `maximumNameBytes`, and all
/// different names together 4 MiB. Events come before the document has been read to its end: it is good only when
/// ``finish()`` has returned.
///
/// Not for use by several tasks at a time, nor from inside an event. After an error every further call throws the same one.
public final class XMLStreamReader {
    private let limits: XMLLimits
    private let consumer: any XMLStreamConsumer
    private var parsing: Parsing?
    /// The first octets, until there are enough to know the encoding's layout.
    private var held: [UInt8] = []
    private var octetsRead = 0
    private var failure: (any Error)?
    private var isReading = false

    private struct Parsing {
        let context: xmlParserCtxtPtr
        let watch: StreamWatch
        var scan: MarkupScan
    }

    public init(limits: XMLLimits, consumer: any XMLStreamConsumer) {
        self.limits = limits
        self.consumer = consumer
    }

    deinit {
        if let parsing { xmlFreeParserCtxt(parsing.context) }
    }

    /// Reads the next octets.
    ///
    /// - Throws: ``XMLError`` with line and column, or what the consumer threw.
    public func feed(_ bytes: UnsafeRawBufferPointer) throws {
        try remembering {
            octetsRead += bytes.count
            if octetsRead > limits.maximumBytes { throw XMLError(.tooLarge, line: line, column: column) }
            if parsing != nil { return try parse(bytes) }
            held.append(contentsOf: bytes)
            guard held.count >= 4 else { return }
            try begin()
        }
    }

    public func feed(_ bytes: [UInt8]) throws {
        try bytes.withUnsafeBytes { try feed($0) }
    }

    /// Says that there is no more: what is open now is an error.
    ///
    /// - Throws: ``XMLError``, or what the consumer threw.
    public func finish() throws {
        try remembering {
            if parsing == nil { try begin() }
            guard let parsing else { throw XMLError(.notWellFormed, line: 1, column: 1) }
            xmlParseChunk(parsing.context, nil, 0, 1)
            try parsing.watch.check()
            guard parsing.context.pointee.wellFormed == 1, parsing.context.pointee.nsWellFormed == 1,
                parsing.watch.isWhole, parsing.scan.isBetweenCharacters
            else {
                throw XMLError(.notWellFormed, line: line, column: column)
            }
        }
    }

    /// Where the parser stands, counted from 1.
    public var line: Int { Int(parsing?.context.pointee.input?.pointee.line ?? 1) }
    private var column: Int { Int(parsing?.context.pointee.input?.pointee.col ?? 1) }

    private func remembering(_ step: () throws -> Void) throws {
        precondition(!isReading, "a stream reader was called from an event of its own")
        if let failure { throw failure }
        isReading = true
        defer { isReading = false }
        do { try step() } catch {
            failure = error
            throw error
        }
    }

    private func begin() throws {
        let layout = try EncodingLayout.detect(held)
        LibXML2.prepare()
        let watch = StreamWatch(limits: limits, layout: layout, consumer: consumer)
        var handler = StreamWatch.handler()
        // Enough for libxml2 to tell the encoding from; the rest goes the ordinary way.
        let start = min(held.count, 4)
        let context = held.withUnsafeBytes { buffer in
            xmlCreatePushParserCtxt(
                &handler, nil, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(start), nil)
        }
        guard let context else { throw XMLError(.notWellFormed, line: 1, column: 1) }
        xmlCtxtUseOptions(context, Self.options)
        xmlDictSetLimit(context.pointee.dict, 4 << 20)
        watch.attach(to: context)
        var scan = MarkupScan(limits: limits, layout: layout)
        let first = held
        held = []
        let fault = first[..<start].withUnsafeBytes { scan.check($0) }
        parsing = Parsing(context: context, watch: watch, scan: scan)
        if let fault { throw XMLError(fault.code, line: 1, column: 1) }
        try first[start...].withUnsafeBytes { try parse($0) }
    }

    private func parse(_ bytes: UnsafeRawBufferPointer) throws {
        LibXML2.prepare()
        var rest = bytes[...]
        while !rest.isEmpty {
            let slice = UnsafeRawBufferPointer(rebasing: rest.prefix(Self.sliceSize))
            rest = rest.dropFirst(Self.sliceSize)
            let fault = parsing?.scan.check(slice)
            // What stands before the fault may hold an earlier one, and gives the place.
            try parseChunk(UnsafeRawBufferPointer(rebasing: slice.prefix(fault?.offset ?? slice.count)))
            if let fault { throw XMLError(fault.code, line: line, column: column) }
        }
    }

    private func parseChunk(_ bytes: UnsafeRawBufferPointer) throws {
        guard let parsing, let start = bytes.baseAddress, !bytes.isEmpty else { return }
        xmlParseChunk(parsing.context, start.assumingMemoryBound(to: CChar.self), Int32(bytes.count), 0)
        try parsing.watch.check()
    }

    /// As ``DocumentParser`` reads: no network, CDATA as text, our own limits instead of libxml2's, XML's own five
    /// entities decoded in attributes and namespace names too.
    private static let options = Int32(
        XML_PARSE_NONET.rawValue | XML_PARSE_NOENT.rawValue | XML_PARSE_NOCDATA.rawValue | XML_PARSE_HUGE.rawValue)

    /// What libxml2 gets at a time: it moves what it has not read yet to the front each time.
    private static let sliceSize = 32 << 10
}

extension XMLLimits {
    /// For streams of many small records: no limit to their number, 16 elements inside each other, texts of 64 KiB.
    public static let stream = XMLLimits(
        maximumBytes: .max, maximumDepth: 16, maximumElements: .max, maximumAttributes: 64,
        maximumNamespacesInScope: 64, maximumNameBytes: 256, maximumTextBytes: 64 << 10)
}
