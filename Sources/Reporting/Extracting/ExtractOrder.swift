import ExtractSources
public import Identifiers
public import IplosContent
public import NationalIdentity

/// What extract is to be made: of whom and which year.
public struct ExtractOrder: Sendable {
    public var unit: ReportingUnit
    public var year: Int
    public var revision: IplosRevision
    /// Whose identity numbers are expected.
    public var realm: IdentityRealm
    /// `YYYYMMDD`: the day it is made.
    public var made: String
    /// Rises by one with each extract of a year (iiLopenr).
    public var sequence: Int

    /// Nil for a year that no revision of the format has.
    public init?(unit: ReportingUnit, year: Int, realm: IdentityRealm, made: String, sequence: Int) {
        guard let revision = IplosRevision.of(year: year) else { return nil }
        self.unit = unit
        self.year = year
        self.revision = revision
        self.realm = realm
        self.made = made
        self.sequence = sequence
    }

    /// Whether the identity numbers go into a file of their own beside the extract.
    public var needsIdentityFile: Bool { revision != .v3_0 }

    var parameters: SourceParameters {
        SourceParameters(year: year, municipality: unit.municipality.digits, district: unit.district.digits)
    }

    /// What a constant of the mapping stands for.
    func constant(_ text: String) -> String {
        guard text.hasPrefix(":") else { return text }
        return parameters[String(text.dropFirst())] ?? text
    }

    func head(_ mapping: ExtractMapping) -> ExtractHead {
        var head = ExtractHead(revision: revision)
        head.contacts = mapping.contacts
        head[.iiInnhType] = "P"
        head[.iiKomnr] = unit.municipality.digits
        head[.iiBydelsnr] = unit.district.digits
        head[.iiFraDato] = "\(year)0101"
        head[.iiTilDato] = "\(year)1231"
        head[.iiLagetDato] = made
        head[.iiSysID] = mapping.system
        head[.iiSysVersjon] = mapping.systemVersion
        head[.iiLopenr] = String(sequence)
        return head
    }
}
