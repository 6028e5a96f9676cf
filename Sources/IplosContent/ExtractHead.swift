public import Identifiers

/// Who made an extract, for whom and which period: INNHINFO and the root's version, unchecked.
public struct ExtractHead: Sendable, Equatable {
    /// Someone to ask, as the file names them.
    public struct Contact: Sendable, Equatable {
        public var type: String
        public var name: String
        public var telephone: String
        public var email: String

        public init(type: String, name: String, telephone: String, email: String) {
            self.type = type
            self.name = name
            self.telephone = telephone
            self.email = email
        }
    }

    public let revision: IplosRevision
    /// The root's `versjon`; empty when missing.
    public var version: String
    public var contacts: [Contact] = []
    /// Where INNHINFO begins, counted from 1; 0 when it comes from no file.
    public var line = 0
    private var values: [IplosField: String] = [:]

    public init(revision: IplosRevision, version: String? = nil) {
        self.revision = revision
        self.version = version ?? revision.rawValue
    }

    /// A field of the head; nil when missing or empty.
    public subscript(field: IplosField) -> String? {
        get { field == .versjon ? (version.isEmpty ? nil : version) : values[field] }
        set {
            guard RecordKind.head.fields.contains(field) else { return }
            if field == .versjon { version = newValue ?? "" } else { values[field] = newValue }
        }
    }

    /// The sending municipality, if four digits name one.
    public var municipality: MunicipalityNumber? { self[.iiKomnr].flatMap { MunicipalityNumber($0) } }
    /// The sending district, `00` for the whole.
    public var district: DistrictNumber? { self[.iiBydelsnr].flatMap { DistrictNumber($0) } }

    /// The year whose first and last day the period begins and ends with; nil for any other period.
    public var year: Int? {
        guard let from = self[.iiFraDato], let until = self[.iiTilDato], from.hasSuffix("0101"),
            until.hasSuffix("1231"), from.utf8.count == 8, until.utf8.count == 8, from.prefix(4) == until.prefix(4)
        else { return nil }
        return Int(from.prefix(4))
    }
}
