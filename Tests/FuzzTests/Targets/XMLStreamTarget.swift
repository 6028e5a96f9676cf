import XML

/// XML that comes in pieces: the same verdict and the same events wherever it is cut, and those of the whole document.
struct XMLStreamTarget: FuzzTarget {
    static let name = "xml-stream"
    static let longest = 16_384

    init() {}

    func seeds() throws -> [[UInt8]] { try XMLTarget().seeds() }

    func examine(_ input: [UInt8]) throws {
        let whole = try Self.read(input, in: .whole)
        for chunks in [Chunks.octets, .irregular] {
            try demand(try Self.read(input, in: chunks) == whole, "where the pieces are cut changes nothing")
        }
        let tree = Result { () throws(XMLError) in try XMLDocument.parse(input, limits: .envelope) }
        switch tree {
        case .success(let document) where whole.code == nil: try agree(whole.journal, with: document)
        case .success:
            // What the stream alone bounds, to bound its memory: one tag, one reference, all names together.
            let isBounded = [XMLError.Code.textTooLong, .nameTooLong].contains { $0 == whole.code }
            try demand(isBounded, "the stream takes what the tree does")
        case .failure(let error): try demand(whole.code != nil, "the tree takes what the stream does: \(error)")
        }
    }

    private func agree(_ journal: Journal.Notes, with document: XMLDocument) throws {
        var (names, values) = ([[UInt8]](), 0)
        document.root.forEachElement {
            names.append(Array($0.name.utf8))
            values += $0.attributes.reduce(0) { $0 + $1.value.utf8.count }
        }
        try demand(journal.names == names, "elements come in the document's order")
        try demand(journal.values == values, "values of attributes are the document's")
        try demand(journal.text == Array(document.root.textBytes), "text is the document's")
    }

    private struct Reading: Equatable {
        let journal: Journal.Notes
        let code: XMLError.Code?
    }

    private static func read(_ input: [UInt8], in chunks: Chunks) throws -> Reading {
        let journal = Journal()
        let reader = XMLStreamReader(limits: .envelope, consumer: journal)
        do {
            for piece in chunks.pieces(of: input[...]) { try reader.feed(Array(piece)) }
            try reader.finish()
        } catch let error as XMLError {
            // Up to where events came is nobody's business once the document is no good.
            return Reading(journal: Journal.Notes(), code: error.code)
        }
        guard journal.isClosed else {
            throw BrokenPromise(description: "\(name): what is begun ends, and nothing else does")
        }
        return Reading(journal: journal.notes, code: nil)
    }
}

/// What came, in order.
private final class Journal: XMLStreamConsumer {
    struct Notes: Equatable {
        var names: [[UInt8]] = []
        /// Octets of all attributes' values.
        var values = 0
        var text: [UInt8] = []
    }

    private(set) var notes = Notes()
    private var depth = 0
    private var isSound = true

    var isClosed: Bool { depth == 0 && isSound && !notes.names.isEmpty }

    func start(_ element: XMLStreamElement) {
        depth += 1
        isSound = isSound && element.line > 0 && !element.name.isEmpty
        notes.names.append(Array(element.name))
        for index in 0..<element.attributeCount {
            isSound = isSound && !element.attributeName(index).isEmpty
            notes.values += element.attributeValue(index).count
        }
    }

    func text(_ octets: UnsafeBufferPointer<UInt8>) {
        isSound = isSound && !octets.isEmpty && depth > 0
        notes.text += octets
    }

    func end() {
        depth -= 1
        isSound = isSound && depth >= 0
    }
}
