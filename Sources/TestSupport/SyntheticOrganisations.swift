public import Identifiers

/// Invented organisations. Their numbers have a valid check digit and lie in series that the Central Coordinating
/// Register does not give to anyone here: never compare them with real ones.
public enum SyntheticOrganisations {
    /// One invented legal unit.
    public struct Organisation: Sendable, Equatable {
        public let name: String
        public let number: OrganisationNumber

        public init(name: String, number: OrganisationNumber) {
            self.name = name
            self.number = number
        }
    }

    public static let northMunicipality = organisation("Nordbygda kommune", serial: 0)
    public static let southMunicipality = organisation("Sørvågen kommune", serial: 1)
    public static let hospital = organisation("Fjordheim sykehus HF", serial: 2)
    public static let generalPractice = organisation("Legene på Torget AS", serial: 3)
    public static let operatingCompany = organisation("Bygdenett drift IKS", serial: 4)
    public static let stranger = organisation("Ukjent avsender AS", serial: 5)
    /// Who runs the invented certificate authorities.
    public static let issuer = organisation("Prøveutsteder AS", serial: 6)

    /// As many invented numbers as asked for, always the same ones.
    public static func numbers(_ count: Int) -> [OrganisationNumber] {
        Array((0...).lazy.compactMap { number(serial: $0) }.prefix(count))
    }

    private static func organisation(_ name: String, serial: Int) -> Organisation {
        Organisation(name: name, number: numbers(serial + 1)[serial])
    }

    /// Nine digits that begin with 9997; nil when no check digit fits, which happens to one serial in eleven.
    private static func number(serial: Int) -> OrganisationNumber? {
        let digits = String(99_970_000 + serial)
        return (0...9).lazy.compactMap { OrganisationNumber("\(digits)\($0)") }.first
    }
}
