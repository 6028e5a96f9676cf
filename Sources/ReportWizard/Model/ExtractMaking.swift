public import Identifiers
public import Reporting

/// An extract that lies ready on the server.
public struct ReadyExtract: Sendable, Equatable {
    /// The file's name: what it is chosen by.
    public let name: String
    public let octets: Int

    public init(name: String, octets: Int) {
        self.name = name
        self.octets = octets
    }
}

/// What an extract can be made by, and of whom.
public struct ExtractMaking: Sendable, Equatable {
    /// Names of the mappings that are installed for the municipality.
    public let mappings: [String]
    /// Whom the municipality reports for.
    public let units: [ReportingUnit]
    /// The year that is reported now; nil when the format has no such year.
    public let usualYear: Int?

    public init(mappings: [String], units: [ReportingUnit], usualYear: Int?) {
        self.mappings = mappings
        self.units = units
        self.usualYear = usualYear
    }
}

/// What somebody asks for when an extract is to be made.
public struct ExtractWish: Sendable, Equatable {
    public let mapping: String
    public let unit: ReportingUnit
    public let year: Int

    public init(mapping: String, unit: ReportingUnit, year: Int) {
        self.mapping = mapping
        self.unit = unit
        self.year = year
    }
}

/// An extract that was made here, and what came of it.
public struct MadeExtract: Sendable {
    public let mapping: String
    public let summary: ExtractSummary

    public init(mapping: String, summary: ExtractSummary) {
        self.mapping = mapping
        self.summary = summary
    }
}
