import COpenSSL
import Cryptography
public import Identifiers

/// A name in a certificate: attributes with their object identifiers, in order.
public struct DistinguishedName: Sendable, Hashable {
    /// One attribute, such as `2.5.4.10` (organisation).
    public struct Attribute: Sendable, Hashable {
        public let type: String
        public let value: String
    }

    public let attributes: [Attribute]
    /// RFC 2253 form for people: most specific attribute first.
    public let text: String
    /// The DER of the whole name, which names are compared by.
    public let der: [UInt8]

    public var commonName: String? { first("2.5.4.3") }
    public var organisationName: String? { first("2.5.4.10") }

    /// The organisation number in any of the profile's forms; nil when there is none, or when two of them disagree.
    ///
    /// SEID 2: organizationIdentifier `NTRNO-<number>`. SEID 1: serialNumber with nine digits. The organisational unit
    /// (`name-<number>`, `ER:NO-<number>-name`) counts only without either, since it may name a part of the organisation.
    public var organisationNumber: OrganisationNumber? {
        let identifiers = values("2.5.4.97").compactMap {
            $0.hasPrefix("NTRNO-") ? OrganisationNumber($0.dropFirst(6)) : nil
        }
        let serials = isPerson ? [] : values("2.5.4.5").compactMap { OrganisationNumber($0) }
        let strong = Set(identifiers + serials)
        if !strong.isEmpty { return strong.count == 1 ? strong.first : nil }
        let units = Set(values("2.5.4.11").compactMap(Self.numberOfUnit))
        return units.count == 1 && !isPerson ? units.first : nil
    }

    /// Whether it names a human being: given name, surname or a personal serial number.
    public var isPerson: Bool {
        let personal = ["PNONO-", "UN:NO-", "PASNO-", "IDCNO-"]
        return first("2.5.4.4") != nil || first("2.5.4.42") != nil
            || values("2.5.4.5").contains { serial in personal.contains { serial.hasPrefix($0) } }
    }

    /// The first value of an attribute type given by its object identifier.
    public func first(_ type: String) -> String? { attributes.first { $0.type == type }?.value }

    private func values(_ type: String) -> [String] { attributes.filter { $0.type == type }.map(\.value) }

    private static func numberOfUnit(_ unit: String) -> OrganisationNumber? {
        if unit.hasPrefix("ER:NO-") { return OrganisationNumber(unit.dropFirst(6).prefix(9)) }
        guard let hyphen = unit.lastIndex(of: "-") else { return nil }
        return OrganisationNumber(unit[unit.index(after: hyphen)...])
    }
}

extension DistinguishedName {
    /// Copies a name out of OpenSSL's structure.
    init(_ name: OpaquePointer) throws {
        attributes = (0..<X509_NAME_entry_count(name)).compactMap { index in
            guard let entry = X509_NAME_get_entry(name, index), let data = X509_NAME_ENTRY_get_data(entry),
                let value = ASN1Value.text(data)
            else { return nil }
            return Attribute(type: ASN1Value.identifier(X509_NAME_ENTRY_get_object(entry)), value: value)
        }
        text = try String(decoding: MemoryBIO.writing { bs_X509_NAME_print($0, name) }, as: UTF8.self)
        der = try MemoryBIO.der { i2d_X509_NAME(name, $0) }
    }
}
