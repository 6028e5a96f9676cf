import XML

/// Makes a head and persons of a stream's events.
///
/// The work is done in a value behind a pointer, which spares the bookkeeping of exclusive access at each of millions of
/// events. It is exclusive all the same: a stream reader hands over one event at a time and refuses to be called from one.
final class ContentEvents: XMLStreamConsumer {
    private let assembly: UnsafeMutablePointer<ContentAssembly>

    init(_ value: ContentAssembly) {
        assembly = .allocate(capacity: 1)
        assembly.initialize(to: value)
    }

    deinit {
        assembly.deinitialize(count: 1)
        assembly.deallocate()
    }

    var counts: ContentCounts { assembly.pointee.counts }
    var headGiven: Bool { assembly.pointee.headGiven }

    func start(_ element: XMLStreamElement) throws { try assembly.pointee.start(element) }
    func text(_ piece: UnsafeBufferPointer<UInt8>) throws { try assembly.pointee.text(piece) }
    func end() throws { try assembly.pointee.end() }
}
