import XML

/// Writes the events of a stream down, text that belongs together joined.
final class StreamRecorder: XMLStreamConsumer {
    enum Event: Equatable {
        case start(name: String, namespace: String?, attributes: [String])
        case text(String)
        case end
    }

    struct Enough: Error {}

    private(set) var events: [Event] = []
    private var octets: [UInt8] = []
    /// Throws at the start of an element of that name.
    private let stopsAt: String?

    init(stopsAt: String? = nil) { self.stopsAt = stopsAt }

    func start(_ element: XMLStreamElement) throws {
        flush()
        let name = String(decoding: element.name, as: UTF8.self)
        if name == stopsAt { throw Enough() }
        let attributes = (0..<element.attributeCount).map { index in
            let namespace = element.attributeNamespace(index).map { String(decoding: $0, as: UTF8.self) } ?? ""
            let local = String(decoding: element.attributeName(index), as: UTF8.self)
            return "\(namespace) \(local) \(String(decoding: element.attributeValue(index), as: UTF8.self))"
        }
        let namespace = element.namespace.map { String(decoding: $0, as: UTF8.self) }
        events.append(.start(name: name, namespace: namespace, attributes: attributes.sorted()))
    }

    func text(_ piece: UnsafeBufferPointer<UInt8>) { octets.append(contentsOf: piece) }

    func end() {
        flush()
        events.append(.end)
    }

    private func flush() {
        if !octets.isEmpty { events.append(.text(String(decoding: octets, as: UTF8.self))) }
        octets = []
    }

    /// The starts only, as a tree can be asked for them.
    var starts: [Event] {
        events.filter { if case .start = $0 { true } else { false } }
    }
}

/// One reading in pieces of a size.
struct StreamReading {
    let events: [StreamRecorder.Event]
    let starts: [StreamRecorder.Event]
    let error: XMLError?

    init(_ bytes: [UInt8], pieces: Int, limits: XMLLimits = .envelope) {
        let recorder = StreamRecorder()
        let reader = XMLStreamReader(limits: limits, consumer: recorder)
        var found: XMLError?
        do {
            for start in stride(from: 0, to: bytes.count, by: pieces) {
                try reader.feed(Array(bytes[start..<min(start + pieces, bytes.count)]))
            }
            try reader.finish()
        } catch { found = error as? XMLError ?? XMLError(.notWellFormed) }
        events = recorder.events
        starts = recorder.starts
        error = found
    }
}
