import Identifiers

/// The organisation numbers in invented extracts: they begin with 999, which the register of legal entities gives nobody.
enum InventedOrganisations {
    /// Nine or fewer of a municipality: 999, its own number, a digit and the check digit, where one fits.
    static func providers(of municipality: MunicipalityNumber) -> [OrganisationNumber] {
        (0...9).compactMap { number("999\(municipality)\($0)") }
    }

    /// Of no municipality's, as none has the number 0000: the first is a hospital, the second in nobody's list.
    static var others: [OrganisationNumber] { (0...9).compactMap { number("9990000\($0)") } }

    private static func number(_ stem: String) -> OrganisationNumber? {
        (0...9).lazy.compactMap { OrganisationNumber("\(stem)\($0)") }.first
    }
}
