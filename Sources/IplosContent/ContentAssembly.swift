import Identifiers
import XML

/// What has been read of the head and of the person at hand.
struct ContentAssembly {
    private enum Place { case document, root, head, contact, person, row }

    private(set) var counts = ContentCounts()
    private(set) var headGiven = false
    private var names = NameCache()
    private let limits: ContentLimits
    private let unknown: (UnknownElement) throws -> Bool
    private let giveHead: (ExtractHead) throws -> Void
    private let givePerson: (PersonRecord) throws -> Void

    private var place = Place.document
    private var field: IplosField?
    /// Open elements inside one that is skipped, itself counted.
    private var skipped = 0
    /// The name of the skipped element, where its text is wanted.
    private var skippedName: [UInt8]?
    private var skippedLine = 0
    /// Text of the head's fields and of skipped elements.
    private var text: [UInt8] = []
    private var namespace: [UInt8] = []
    /// Where the parser keeps the root's namespace name: equal names have one place in one reading.
    private var namespacePlace: UnsafePointer<UInt8>?
    /// Where in its record's order the last element was, for the innermost and for the person or head around it.
    private var position = 0
    private var outerPosition = 0

    private var head = ExtractHead(revision: .v3_0)
    private var contact = ExtractHead.Contact(type: "", name: "", telephone: "", email: "")
    private var person = PersonRecord()

    init(
        limits: ContentLimits, unknown: @escaping (UnknownElement) throws -> Bool,
        head: @escaping (ExtractHead) throws -> Void, person: @escaping (PersonRecord) throws -> Void
    ) {
        self.limits = limits
        self.unknown = unknown
        giveHead = head
        givePerson = person
    }

    // MARK: Events

    mutating func start(_ element: XMLStreamElement) throws {
        if skipped > 0 {
            skipped += 1
            return
        }
        let meaning = isOurs(element) ? names.meaning(of: element.name) : nil
        switch (place, meaning) {
        case (.document, .root): try startRoot(element)
        case (.document, _): throw ContentFault(.unknownFormat, line: element.line)
        case _ where field != nil: skip(element)
        case (.root, .record(.head)) where !headGiven:
            move(to: 0, element)
            (place, position, outerPosition) = (.head, 0, position)
            head.line = element.line
        case (.root, .record(.person)): try startPerson(element)
        case (.head, .record(.contact)):
            if head.contacts.count >= limits.contacts { throw ContentFault(.tooLarge, line: element.line) }
            move(to: Self.position(.iiFraDato, .head) - 1, element)
            (place, position, outerPosition) = (.contact, 0, position)
            contact = ExtractHead.Contact(type: "", name: "", telephone: "", email: "")
        case (.person, .record(let kind)) where RecordKind.inPerson.contains(kind): try startRow(kind, element)
        case (.head, .field(let name)): startField(name, .head, element)
        case (.contact, .field(let name)): startField(name, .contact, element)
        case (.person, .field(let name)): startField(name, .person, element)
        case (.row, .field(let name)): startField(name, person.rows[person.rows.count - 1].kind, element)
        default: skip(element)
        }
    }

    mutating func text(_ piece: UnsafeBufferPointer<UInt8>) throws {
        if skipped > 0 {
            if skipped == 1, skippedName != nil { text.append(contentsOf: piece.prefix(256 - text.count)) }
        } else if field != nil {
            if place == .person || place == .row {
                person.extendValue(piece)
                if person.octetCount > limits.octets { throw ContentFault(.tooLarge, line: person.line) }
            } else {
                text.append(contentsOf: piece)
                if text.count > limits.octets { throw ContentFault(.tooLarge, line: skippedLine) }
            }
        }
    }

    mutating func end() throws {
        if skipped > 0 { return try endSkipped() }
        if let field { return endField(field) }
        switch place {
        case .document, .root: place = .document
        case .head:
            (place, position) = (.root, outerPosition)
            headGiven = true
            try giveHead(head)
        case .contact:
            (place, position) = (.head, outerPosition)
            head.contacts.append(contact)
        case .person:
            (place, position) = (.root, 1)
            counts.persons += 1
            try givePerson(person)
        case .row: (place, position) = (.person, outerPosition)
        }
    }

    // MARK: Elements

    private mutating func startRoot(_ element: XMLStreamElement) throws {
        namespace = element.namespace.map(Array.init) ?? []
        namespacePlace = element.namespace?.baseAddress
        let name = element.namespace.map { String(decoding: $0, as: UTF8.self) }
        guard let revision = IplosRevision.of(namespace: name) else {
            throw ContentFault(.unknownFormat, line: element.line, found: name ?? "")
        }
        head = ExtractHead(revision: revision, version: "")
        for index in 0..<element.attributeCount
        where element.attributeNamespace(index) == nil
            && names.meaning(of: element.attributeName(index)) == .field(.versjon)
        {
            head.version = String(decoding: element.attributeValue(index), as: UTF8.self)
        }
        guard revision.allows(version: head.version) else {
            throw ContentFault(.unknownVersion, line: element.line, found: head.version)
        }
        place = .root
    }

    private mutating func startPerson(_ element: XMLStreamElement) throws {
        guard headGiven else { throw ContentFault(.headMissing, line: element.line) }
        (place, position) = (.person, 0)
        person.begin(line: element.line)
        for index in 0..<element.attributeCount where element.attributeNamespace(index) == nil {
            switch names.meaning(of: element.attributeName(index)) {
            case .field(let name) where RecordKind.person.fields.contains(name):
                person.append(name, element.attributeValue(index))
            case .link:
                guard let link = LinkID(hexadecimal: element.attributeValue(index)) else {
                    throw ContentFault(.badLink, line: element.line)
                }
                person.link = link
            default: noteUnknown(element.attributeName(index), line: element.line)
            }
        }
    }

    private mutating func startRow(_ kind: RecordKind, _ element: XMLStreamElement) throws {
        if person.rows.count > limits.rows { throw ContentFault(.tooLarge, line: person.line) }
        move(to: 100 + Int(kind.rawValue), element)
        (place, position, outerPosition) = (.row, 0, position)
        person.beginRow(kind, line: element.line)
        counts.rows[Int(kind.rawValue) - Int(RecordKind.circumstances.rawValue)] += 1
        for index in 0..<element.attributeCount where element.attributeNamespace(index) == nil {
            if case .field(let name)? = names.meaning(of: element.attributeName(index)), kind.fields.contains(name) {
                person.append(name, element.attributeValue(index))
            } else {
                noteUnknown(element.attributeName(index), line: element.line)
            }
        }
        if person.octetCount > limits.octets { throw ContentFault(.tooLarge, line: person.line) }
    }

    private mutating func startField(_ name: IplosField, _ kind: RecordKind, _ element: XMLStreamElement) {
        guard kind.fields.contains(name), head.revision.has(name) else { return skip(element) }
        move(to: Self.position(name, kind), element)
        field = name
        skippedLine = element.line
        if place == .person || place == .row { person.openValue() } else { text.removeAll(keepingCapacity: true) }
    }

    private mutating func endField(_ name: IplosField) {
        field = nil
        if place == .person || place == .row {
            if !person.closeValue(name) { noteRepeated() }
            return
        }
        let value = String(decoding: text.trimmed, as: UTF8.self)
        switch name {
        case .kontaktType: contact.type = value
        case .kontaktNavn: contact.name = value
        case .kontaktTelefon: contact.telephone = value
        case .kontaktEpost: contact.email = value
        default:
            if head[name] != nil { noteRepeated() } else { head[name] = value.isEmpty ? nil : value }
        }
    }

    private mutating func skip(_ element: XMLStreamElement) {
        skipped = 1
        skippedLine = element.line
        let isAsked = place == .person && field == nil && isOurs(element)
        skippedName = isAsked ? Array(element.name) : nil
        if isAsked { text.removeAll(keepingCapacity: true) } else { noteUnknown(element.name, line: element.line) }
    }

    private mutating func endSkipped() throws {
        skipped -= 1
        guard skipped == 0, let name = skippedName else { return }
        skippedName = nil
        let expected = try name.withUnsafeBufferPointer { name in
            try text.withUnsafeBufferPointer {
                try unknown(UnknownElement(name: name, text: $0, line: skippedLine))
            }
        }
        // It may have been an identity number: no copy of it is left here.
        for index in text.indices { text[index] = 0 }
        if !expected { name.withUnsafeBufferPointer { noteUnknown($0, line: skippedLine) } }
    }

    // MARK: Notes

    private func isOurs(_ element: XMLStreamElement) -> Bool {
        guard place != .document else { return true }
        guard let own = element.namespace else { return namespace.isEmpty }
        if own.baseAddress == namespacePlace { return true }
        return own.count == namespace.count && own.elementsEqual(namespace)
    }

    private static func position(_ field: IplosField, _ kind: RecordKind) -> Int { 2 * field.place(in: kind) }

    private mutating func move(to next: Int, _ element: XMLStreamElement) {
        if next < position {
            counts.misplacedElements += 1
            if counts.firstMisplacedLine == nil { counts.firstMisplacedLine = element.line }
        }
        position = max(position, next)
    }

    private mutating func noteRepeated() {
        counts.repeatedFields += 1
        if counts.firstRepeatedLine == nil { counts.firstRepeatedLine = skippedLine }
    }

    private mutating func noteUnknown(_ name: UnsafeBufferPointer<UInt8>, line: Int) {
        counts.unknownElements += 1
        guard counts.firstUnknownLine == nil else { return }
        counts.firstUnknownLine = line
        counts.firstUnknownName = String(decoding: name.prefix(40), as: UTF8.self)
    }
}
