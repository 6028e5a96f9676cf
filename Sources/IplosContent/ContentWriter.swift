import Identifiers

/// Writes an extract, or the content part of a submission, as clean XML: only fields the revision has, in the format's
/// order, escaped, each person with its link id.
///
/// The octets are taken away in pieces, so that memory does not grow with the file. What XML cannot hold is written as
/// U+FFFD. A value of a person that could be an identity number, eleven digits or more, is left out and counted
/// (``withheld``): the format gives no field that many but the id of a decision, which is optional.
public struct ContentWriter: Sendable {
    /// Values left out since they could be identity numbers, or are longer than any value of the format.
    public private(set) var withheld = 0
    private let revision: IplosRevision
    private static let names = IplosField.allCases.map { Array($0.name.utf8) }
    private var octets: [UInt8] = []

    public init(revision: IplosRevision) { self.revision = revision }

    /// What has been written since the last call.
    public mutating func take() -> [UInt8] {
        defer { octets.removeAll(keepingCapacity: true) }
        return octets
    }

    /// Octets that wait to be taken.
    public var count: Int { octets.count }

    /// Begins the file.
    public mutating func begin(_ head: ExtractHead) {
        append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<IPLOS xmlns=\"")
        append(revision.namespace)
        append("\" versjon=\"")
        appendEscaped(Array(head.version.utf8)[...])
        append("\">\n<INNHINFO>")
        for field in RecordKind.head.fields.fields where field != .versjon {
            if field == .iiFraDato {
                for contact in head.contacts { write(contact) }
            }
            if let text = head[field] { headElement(field, text) }
        }
        append("</INNHINFO>\n")
    }

    /// Writes a person; rows come out by kind.
    public mutating func person(_ person: PersonRecord) {
        open(person, row: 0)
        for kind in RecordKind.inPerson {
            for row in person.rows.indices where person.rows[row].kind == kind {
                open(person, row: row)
                append("</")
                append(kind.element)
                append(">")
            }
        }
        append("</PERSON>\n")
    }

    /// Ends the file.
    public mutating func end() { append("</IPLOS>\n") }

    private mutating func write(_ contact: ExtractHead.Contact) {
        append("<iiKontakt>")
        headElement(.kontaktType, contact.type)
        headElement(.kontaktNavn, contact.name)
        headElement(.kontaktTelefon, contact.telephone)
        headElement(.kontaktEpost, contact.email)
        append("</iiKontakt>")
    }

    /// The start tag and the fields of a row.
    private mutating func open(_ person: PersonRecord, row: Int) {
        let kind = person.rows[row].kind
        let values = person.fieldsInOrder(row)
        append("<")
        append(kind.element)
        for field in values where field.isAttribute && revision.has(field) {
            guard let text = shown(person, field, row) else { continue }
            octets.append(UInt8(ascii: " "))
            octets.append(contentsOf: Self.names[Int(field.rawValue)])
            append("=\"")
            appendEscaped(text)
            octets.append(UInt8(ascii: "\""))
        }
        if row == 0, let link = person.link {
            append(" lenke=\"")
            octets.append(contentsOf: link.hexadecimal)
            append("\"")
        }
        append(">")
        for field in values where !field.isAttribute && revision.has(field) {
            if let text = shown(person, field, row) { element(field, text) }
        }
    }

    private mutating func shown(_ person: PersonRecord, _ field: IplosField, _ row: Int) -> ArraySlice<UInt8>? {
        guard let text = person.octets(field, row: row) else { return nil }
        return fit(text, longest: Self.longestValue)
    }

    /// Octets of the longest value that any field of a person can rightly have, and some to spare. Free text beside the
    /// format goes nowhere.
    private static let longestValue = 20
    private static let longestHeadValue = 200

    private mutating func headElement(_ field: IplosField, _ text: String) {
        if let text = fit(Array(text.utf8)[...], longest: Self.longestHeadValue) { element(field, text) }
    }

    /// Whether a person's value is written: not when it could be an identity number, or is longer than any value of the
    /// format.
    public static func writes(_ text: ArraySlice<UInt8>) -> Bool { fits(text, longest: longestValue) }

    private static func fits(_ text: ArraySlice<UInt8>, longest: Int) -> Bool {
        text.count <= longest && !text.withUnsafeBufferPointer { FieldValue.mayBeIdentity($0) }
    }

    private mutating func fit(_ text: ArraySlice<UInt8>, longest: Int) -> ArraySlice<UInt8>? {
        guard Self.fits(text, longest: longest) else {
            withheld += 1
            return nil
        }
        return text
    }

    private mutating func element(_ field: IplosField, _ text: ArraySlice<UInt8>) {
        let name = Self.names[Int(field.rawValue)]
        octets.append(UInt8(ascii: "<"))
        octets.append(contentsOf: name)
        octets.append(UInt8(ascii: ">"))
        appendEscaped(text)
        octets.append(UInt8(ascii: "<"))
        octets.append(UInt8(ascii: "/"))
        octets.append(contentsOf: name)
        octets.append(UInt8(ascii: ">"))
    }

    private mutating func append(_ text: String) { octets.append(contentsOf: text.utf8) }

    private mutating func appendEscaped(_ text: ArraySlice<UInt8>) {
        // Nearly every value is a few digits.
        let isPlain = text.withUnsafeBufferPointer { octets in
            octets.allSatisfy { $0 >= 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x26 && $0 != 0x3C && $0 != 0x3E }
        }
        if isPlain { return octets.append(contentsOf: text) }
        for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
            switch scalar.value {
            case 0x22: append("&quot;")
            case 0x26: append("&amp;")
            case 0x3C: append("&lt;")
            case 0x3E: append("&gt;")
            case 0x09, 0x0A, 0x0D: append("&#\(scalar.value);")
            case 0..<0x20, 0xFFFE, 0xFFFF: append("\u{FFFD}")
            default: append(String(Character(scalar)))
            }
        }
    }
}
