import Cryptography

/// Pieces that the strict outlines of CMS structures have in common.
enum CMSShape {
    static let implicitZero: UInt8 = 0x80
    static let explicitZero: UInt8 = 0xA0
    static let explicitOne: UInt8 = 0xA1

    private static let sha256 = "2.16.840.1.101.3.4.2.1"
    private static let null: [UInt8] = [0x05, 0x00]

    /// The fields of the one structure in a ContentInfo (RFC 5652 3) of this type, with nothing after it.
    static func content(of bytes: [UInt8], type: String) -> [BERElement]? {
        var reader = BERReader(bytes[...])
        guard let whole = reader.next(), reader.isAtEnd, let parts = whole.derChildren(BERElement.sequence),
            parts.count == 2, parts[0].objectIdentifier == type, let inner = parts[1].derChildren(explicitZero),
            inner.count == 1
        else { return nil }
        return inner[0].derChildren(BERElement.sequence)
    }

    /// IssuerAndSerialNumber (RFC 5652 10.2.4).
    static func issuerAndSerial(_ element: BERElement) -> (issuer: BERElement, serial: BERElement)? {
        guard let parts = element.derChildren(BERElement.sequence), parts.count == 2,
            parts[0].isDER(BERElement.sequence), parts[1].isDER(BERElement.integer), !parts[1].content.isEmpty
        else { return nil }
        return (parts[0], parts[1])
    }

    /// Digits as in `Certificate.serialNumberHex`.
    static func hexadecimal(_ serial: BERElement) -> String {
        let digits = Hexadecimal.encode(serial.content).drop { $0 == "0" }
        return digits.isEmpty ? "0" : String(digits)
    }

    /// SHA-256 with absent parameters or NULL, which mean the same (RFC 5754 2).
    static func isSHA256(_ algorithm: BERElement) -> Bool { isAlgorithm(algorithm, sha256, parametersNeeded: false) }

    static func isAlgorithm(_ algorithm: BERElement, _ identifier: String, parametersNeeded: Bool) -> Bool {
        guard let parts = algorithm.derChildren(BERElement.sequence), parts.first?.objectIdentifier == identifier
        else { return false }
        if parts.count == 1 { return !parametersNeeded }
        return parts.count == 2 && parts[1].encoded.elementsEqual(null)
    }
}

extension BERElement {
    /// Whether it has this tag, and a length that is definite and as short as can be (X.690 10.1).
    func isDER(_ tag: UInt8) -> Bool {
        let count = content.count
        let octets = count < 0x80 ? 1 : 1 + (64 - count.leadingZeroBitCount + 7) / 8
        return self.tag == tag && encoded.count == 1 + octets + count
    }

    /// The elements inside, when it has this tag.
    func derChildren(_ tag: UInt8) -> [BERElement]? { isDER(tag) ? children() : nil }

    /// Whether it is this small number.
    func isInteger(_ value: UInt8) -> Bool { isDER(Self.integer) && content.elementsEqual([value]) }
}
