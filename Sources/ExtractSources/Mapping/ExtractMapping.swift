public import IplosContent

/// Where an extract comes from: the source, and for each element of the format which table and columns fill it.
///
/// Names of elements and fields are the format's own; what the format does not have cannot be mapped.
public struct ExtractMapping: Sendable, Equatable {
    public enum Source: Sendable, Equatable {
        case postgreSQL(PostgreSQLSettings)
        case sqlite(path: String)
        case csv(CSVSettings)
    }

    public var source: Source
    /// The record system's name and version: iiSysID, iiSysVersjon.
    public var system: String
    public var systemVersion: String
    /// Who can be asked, in order.
    public var contacts: [ExtractHead.Contact]
    /// The person's table first; a kind has one table at most.
    public var tables: [RecordTable]
    public var organisations: OrganisationTable?

    /// Opens the source.
    ///
    /// - Throws: ``SourceFault``.
    public func open(
        parameters: SourceParameters, environment: [String: String]
    ) throws(SourceFault) -> any RecordSource {
        switch source {
        case .postgreSQL(let settings):
            try PostgreSQLSource(settings, parameters: parameters, environment: environment)
        case .sqlite(let path): try SQLiteSource(path: path, parameters: parameters)
        case .csv(let settings): try CSVSource(settings)
        }
    }
}

/// The table that one element of the format is filled from.
public struct RecordTable: Sendable, Equatable {
    public var kind: RecordKind
    public var table: SourceTable
    /// In the format's order.
    public var fields: [MappedField]
    /// Persons only: the identity number (peFnr).
    public var identity: ValueSource?

    public func field(_ field: IplosField) -> MappedField? { fields.first { $0.field == field } }
}

/// What fills a field.
public struct MappedField: Sendable, Equatable {
    public var field: IplosField
    public var value: ValueSource
}

/// Where a value comes from and what is done to it before it is brought into the format's form.
public struct ValueSource: Sendable, Equatable {
    public enum Origin: Sendable, Equatable {
        case column(String)
        /// The same in every row; `:year`, `:municipality` and `:district` stand for those of the extract.
        case constant(String)
        /// The municipality's own code or name of an institution or housing, in a column.
        case institution(column: String)
    }

    public var origin: Origin
    /// Local codes and what they are in the format. What is not among them goes on as it is.
    public var codes: [String: String] = [:]
    /// Instead of nothing, as `99991231` for what has not ended.
    public var whenEmpty: String?

    public init(_ origin: Origin, codes: [String: String] = [:], whenEmpty: String? = nil) {
        self.origin = origin
        self.codes = codes
        self.whenEmpty = whenEmpty
    }

    /// The column that is read, if any.
    public var column: String? {
        switch origin {
        case .column(let name), .institution(let name): name
        case .constant: nil
        }
    }
}

/// The municipality's own list of which organisation number an institution or housing has (I-009).
public struct OrganisationTable: Sendable, Equatable {
    public var table: SourceTable
    /// Where the file is that it stands in, when the records come from a database and the list does not.
    public var files: CSVSettings?
    /// The column with the code or name that rows of services use.
    public var code: String
    /// The column with the organisation number.
    public var number: String

    public init(table: SourceTable, files: CSVSettings? = nil, code: String, number: String) {
        self.table = table
        self.files = files
        self.code = code
        self.number = number
    }

    /// Where the list is read from.
    ///
    /// - Parameter source: the one that the records come from.
    /// - Throws: ``SourceFault``.
    public func source(beside source: any RecordSource) throws(SourceFault) -> any RecordSource {
        guard let files else { return source }
        return try CSVSource(files)
    }
}
