import Foundation
import XML

/// Reading of attributes and texts of ebXML elements, with the quirks that were met on the way.
struct BlockReading {
    var quirks: Set<EnvelopeQuirk> = []

    /// The longest value of an id, name or code, bytes. Longer ones come from no partner and would only fill logs.
    static let longestValue = 512

    /// The trimmed text of a child element; nil when it is missing or empty.
    mutating func value(
        _ name: String, in element: XMLElement, atMost limit: Int = BlockReading.longestValue
    ) throws(EnvelopeRefusal) -> String? {
        guard let child = element.first(name, EnvelopeNamespace.eb) else { return nil }
        return try value(of: child, atMost: limit)
    }

    /// Refuses an element that has one of these children twice: readers differ in which of two they take.
    func checkOnce(_ names: [String], in element: XMLElement) throws(EnvelopeRefusal) {
        for name in names where element.all(name, EnvelopeNamespace.eb).count > 1 {
            throw EnvelopeRefusal(.elementRepeated, evidence: ["element": name])
        }
    }

    /// The trimmed text of an element; nil when it is empty.
    mutating func value(
        of element: XMLElement, atMost limit: Int = BlockReading.longestValue
    ) throws(EnvelopeRefusal) -> String? {
        let written = element.text
        let text = written.trimmed
        if text.utf8.count != written.utf8.count { quirks.insert(.whiteSpaceAroundValue) }
        guard text.utf8.count <= limit, !text.unicodeScalars.contains(where: { $0.value < 32 || $0.value == 127 })
        else { throw EnvelopeRefusal(.valueTooLong) }
        return text.isEmpty ? nil : text
    }

    /// An attribute in the namespace it belongs to, or without one from partners that forget the prefix.
    mutating func attribute(_ name: String, _ namespace: String, of element: XMLElement) -> String? {
        if let value = element.attribute(name, namespace: namespace) { return value.trimmed }
        guard let value = element.attribute(name, namespace: nil) else { return nil }
        quirks.insert(.unqualifiedAttribute)
        return value.trimmed
    }

    /// Checks SOAP:mustUnderstand and eb:version, which every ebXML header block carries (r.7, r.8, r.69, r.70).
    mutating func checkHeaderBlock(_ element: XMLElement) throws(EnvelopeRefusal) {
        guard let mustUnderstand = attribute("mustUnderstand", EnvelopeNamespace.soap, of: element)
        else { throw EnvelopeRefusal(.mustUnderstandMissing, evidence: ["block": element.name]) }
        switch mustUnderstand {
        case "1": break
        case "true": quirks.insert(.mustUnderstandTrue)
        default: throw EnvelopeRefusal(.mustUnderstandFalse, evidence: ["block": element.name])
        }
        guard let version = attribute("version", EnvelopeNamespace.eb, of: element)
        else { throw EnvelopeRefusal(.versionMissing, evidence: ["block": element.name]) }
        guard version == MessageService.version
        else { throw EnvelopeRefusal(.versionUnsupported, evidence: ["block": element.name]) }
    }

    /// A moment in a child element, with or without zone.
    mutating func moment(_ text: String, else rule: EnvelopeRule) throws(EnvelopeRefusal) -> Date {
        guard let moment = XMLTimestamp.read(text) else { throw EnvelopeRefusal(rule) }
        if !moment.hasZone { quirks.insert(.timestampWithoutZone) }
        return moment.date
    }
}
