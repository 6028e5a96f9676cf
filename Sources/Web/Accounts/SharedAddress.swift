/// The e-mail address that an account belongs to and is called by: one that several people at the municipality read
/// (I-047, I-050).
public struct SharedAddress: Hashable, Sendable, Codable, CustomStringConvertible {
    /// Lower-case: `postmottak@kommune.example`.
    public let text: String

    /// Why an address is not taken.
    public enum Fault: String, Error, Sendable, CaseIterable {
        case malformed
        /// It looks like one person's, and that person may be gone when the mail comes.
        case personal
    }

    /// Reads what somebody wrote. Only plain addresses are taken: no quotes, no comments, no letters beyond ASCII.
    public init(_ text: some StringProtocol) throws(Fault) {
        guard let plain = Self.plain(text) else { throw .malformed }
        guard !Self.looksPersonal(plain) else { throw .personal }
        self.text = plain
    }

    /// For finding an account by what somebody wrote: one that has been approved may look personal all the same.
    public init?(known text: some StringProtocol) {
        guard let plain = Self.plain(text) else { return nil }
        self.text = plain
    }

    public var description: String { text }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let plain = Self.plain(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "This is no e-mail address.")
        }
        text = plain
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }

    /// Without white space around it, in lower case; nil when it is no address.
    static func plain(_ text: some StringProtocol) -> String? {
        let spaces = [UInt8(ascii: " "), UInt8(ascii: "\t")]
        let trimmed = text.utf8.drop { spaces.contains($0) }.reversed().drop { spaces.contains($0) }.reversed()
        let bytes = trimmed.map { (65...90).contains($0) ? $0 + 32 : $0 }
        let halves = bytes.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        guard halves.count == 2, (1...64).contains(halves[0].count), (4...253).contains(halves[1].count),
            halves.allSatisfy({ $0.allSatisfy(isPlain) }), halves.allSatisfy(hasWholeLabels),
            halves[1].contains(UInt8(ascii: ".")),
            halves[1].allSatisfy({ $0 != UInt8(ascii: "_") && $0 != UInt8(ascii: "+") })
        else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        (97...122).contains(byte) || (48...57).contains(byte) || ".-_+".utf8.contains(byte)
    }

    private static func hasWholeLabels(_ half: ArraySlice<UInt8>) -> Bool {
        half.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy {
            !$0.isEmpty && $0.first != UInt8(ascii: "-") && $0.last != UInt8(ascii: "-")
        }
    }

    /// Two to four names of letters only, none of which is, or is put together with, the name of an office:
    /// `kari.nordmann@`, `k-b-nordmann@`. A single word may be a person too, which cannot be seen.
    static func looksPersonal(_ address: String) -> Bool {
        let halves = address.split(separator: "@")
        guard halves.count == 2 else { return false }
        let names = halves[0].split { ".-_".contains($0) }
        guard (2...4).contains(names.count), names.allSatisfy({ $0.utf8.allSatisfy { (97...122).contains($0) } }) else {
            return false
        }
        let places = halves[1].split { ".-".contains($0) }
        return !names.contains { name in
            places.contains(name) || offices.contains { name.contains($0) } || shortOffices.contains(name)
        }
    }

    /// Found anywhere in a name.
    private static let offices = [
        "post", "mottak", "helse", "omsorg", "sosial", "velferd", "mestring", "pleie", "tjeneste", "teneste", "iplos",
        "kommun", "melding", "ansvarlig", "ansvarleg", "rapport", "register", "kontor", "kontakt", "avdeling",
        "seksjon",
        "enhet", "eining", "bydel", "forvaltning", "dokument", "arkiv", "support", "service", "drift", "admin", "firma",
        "felles", "oppvekst", "familie", "barnehage", "virksomhet", "fagsystem", "statistikk", "personvern",
        "resepsjon",
        "sentral", "senter", "system",
    ]
    /// Only as a whole name.
    private static let shortOffices: Set<Substring> = [
        "it", "ikt", "info", "kpr", "nav", "team", "mail", "epost", "no",
    ]
}
