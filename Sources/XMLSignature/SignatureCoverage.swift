import XML

/// The references of a signature matched with what there is to cover: the envelope and every part, each exactly once.
struct SignatureCoverage {
    let envelope: ReferenceElement
    let isFiltered: Bool
    let isExclusive: Bool
    private let parts: [(reference: ReferenceElement, bytes: [UInt8])]

    init(_ references: [ReferenceElement], parts: [(contentID: String, bytes: [UInt8])]) throws(SignatureRefusal) {
        guard Set(parts.map(\.contentID)).count == parts.count else { throw SignatureRefusal(.duplicatePart) }
        var envelope: (ReferenceElement, Bool, Bool)?
        var covered: [Int: ReferenceElement] = [:]
        for (number, reference) in references.enumerated() {
            switch reference.target {
            case .envelope(let isFiltered, let isExclusive):
                if envelope != nil { throw SignatureRefusal(.duplicateReference, "reference \(number + 1)") }
                envelope = (reference, isFiltered, isExclusive)
            case .part:
                guard let part = Self.part(of: reference.reference.uri, in: parts.map(\.contentID)) else {
                    throw SignatureRefusal(.referenceWithoutPart, "reference \(number + 1)")
                }
                guard covered.updateValue(reference, forKey: part) == nil else {
                    throw SignatureRefusal(.duplicateReference, "reference \(number + 1)")
                }
            }
        }
        guard let envelope else { throw SignatureRefusal(.envelopeNotCovered) }
        (self.envelope, isFiltered, isExclusive) = envelope
        var matched: [(ReferenceElement, [UInt8])] = []
        for (number, part) in parts.enumerated() {
            guard let reference = covered[number] else { throw SignatureRefusal(.partNotCovered, "part \(number + 1)") }
            matched.append((reference, part.bytes))
        }
        self.parts = matched
    }

    func checkParts() throws(SignatureRefusal) {
        for (number, part) in parts.enumerated() where !part.reference.matches(part.bytes) {
            throw SignatureRefusal(.digest, "part \(number + 1)")
        }
    }

    /// A `cid:` URI is a Content-ID without brackets, which may be percent-encoded (RFC 2392).
    private static func part(of uri: String, in contentIDs: [String]) -> Int? {
        let name = String(uri.dropFirst(4))
        if let exact = contentIDs.firstIndex(of: name) { return exact }
        guard let decoded = percentDecoded(name) else { return nil }
        return contentIDs.firstIndex(of: decoded)
    }

    private static func percentDecoded(_ text: String) -> String? {
        guard text.utf8.contains(UInt8(ascii: "%")) else { return nil }
        var octets: [UInt8] = []
        var rest = text.utf8[...]
        while let octet = rest.popFirst() {
            guard octet == UInt8(ascii: "%") else {
                octets.append(octet)
                continue
            }
            guard let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16), rest.count >= 2 else {
                return nil
            }
            octets.append(value)
            rest = rest.dropFirst(2)
        }
        return String(validating: octets, as: UTF8.self)
    }
}
