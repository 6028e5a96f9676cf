/// Who a yearly report is about: a municipality, or one of its city districts.
///
/// In JSON an object with `municipality` and `district`; in text `4601-00`, which can name a folder.
public struct ReportingUnit: Hashable, Sendable, Comparable, Codable, CustomStringConvertible {
    public let municipality: MunicipalityNumber
    public let district: DistrictNumber

    public init(municipality: MunicipalityNumber, district: DistrictNumber = .whole) {
        self.municipality = municipality
        self.district = district
    }

    /// Reads `4601-00` as `description` writes it; nil for anything else.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let municipality = MunicipalityNumber(parts[0]), let district = DistrictNumber(parts[1])
        else { return nil }
        self.init(municipality: municipality, district: district)
    }

    public var description: String { "\(municipality)-\(district)" }

    /// By municipality, then by district.
    public static func < (left: Self, right: Self) -> Bool {
        (left.municipality, left.district) < (right.municipality, right.district)
    }
}
