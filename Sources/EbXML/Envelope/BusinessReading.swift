import Foundation
import XML

/// Reads what makes an envelope carry business documents: eb:AckRequested and eb:Manifest (HITS 1172 5.14).
struct BusinessReading {
    let header: MessageHeader
    /// Content-IDs of the attachments, nil for one that has none.
    let partIDs: [String?]

    func read(
        manifest: XMLElement?, ackRequested: XMLElement?, _ block: inout BlockReading
    ) throws(EnvelopeRefusal) -> EnvelopeContent {
        guard header.service != MessageService.service else { throw EnvelopeRefusal(.businessUnderSignalService) }
        guard let manifest else { throw EnvelopeRefusal(.manifestMissing) }
        let references = try self.references(of: manifest, &block)
        try match(references)
        guard let ackRequested else {
            block.quirks.insert(.ackRequestedMissing)
            return .business(manifest: references, ackRequested: nil)
        }
        return .business(manifest: references, ackRequested: try receipt(ackRequested, &block))
    }

    /// `1` and `true` are the same truth (xs:boolean; both are in use).
    private func receipt(_ element: XMLElement, _ block: inout BlockReading) throws(EnvelopeRefusal) -> AckRequested {
        try block.checkHeaderBlock(element)
        let signed = block.attribute("signed", EnvelopeNamespace.eb, of: element)
        let isSigned = signed == "1" || signed == "true"
        if !isSigned { block.quirks.insert(.ackRequestedUnsigned) }
        return AckRequested(
            signed: isSigned, actor: element.attribute("actor", namespace: EnvelopeNamespace.soap)?.trimmed)
    }

    private func references(
        of manifest: XMLElement, _ block: inout BlockReading
    ) throws(EnvelopeRefusal) -> [ManifestReference] {
        guard block.attribute("version", EnvelopeNamespace.eb, of: manifest) == MessageService.version
        else { throw EnvelopeRefusal(.manifestVersion) }
        var references: [ManifestReference] = []
        for element in manifest.all("Reference", EnvelopeNamespace.eb) {
            references.append(try reference(element, &block))
        }
        guard !references.isEmpty else { throw EnvelopeRefusal(.manifestEmpty) }
        return references
    }

    private func reference(
        _ element: XMLElement, _ block: inout BlockReading
    ) throws(EnvelopeRefusal) -> ManifestReference {
        let href = block.attribute("href", EnvelopeNamespace.xlink, of: element) ?? ""
        guard href.hasPrefix("cid:"), (5...BlockReading.longestValue).contains(href.utf8.count)
        else { throw EnvelopeRefusal(.referenceTarget) }
        // A cid: URI is the Content-ID without brackets, percent-encoded where a URI needs it (RFC 2392).
        let written = String(href.dropFirst(4))
        let isWritten = !written.utf8.contains(UInt8(ascii: "%")) || partIDs.contains(written)
        var reference = ManifestReference(contentID: isWritten ? written : written.removingPercentEncoding ?? written)
        if let schema = element.first("Schema", EnvelopeNamespace.eb) {
            reference.schemaLocation = block.attribute("location", EnvelopeNamespace.eb, of: schema)
            reference.schemaVersion = block.attribute("version", EnvelopeNamespace.eb, of: schema)
        }
        reference.description = element.first("Description", EnvelopeNamespace.eb)?.text.trimmed
        return reference
    }

    /// The manifest and the attachments name each other, one to one (r.23, r.27, T-014).
    private func match(_ references: [ManifestReference]) throws(EnvelopeRefusal) {
        let named = Set(references.map(\.contentID))
        guard named.count == references.count else { throw EnvelopeRefusal(.referenceRepeated) }
        let present = partIDs.compactMap { $0 }
        guard Set(present).count == present.count else { throw EnvelopeRefusal(.partRepeated) }
        guard named.isSubset(of: present) else { throw EnvelopeRefusal(.partMissing) }
        guard partIDs.allSatisfy({ $0.map(named.contains) ?? false })
        else { throw EnvelopeRefusal(.partUnreferenced) }
    }
}
