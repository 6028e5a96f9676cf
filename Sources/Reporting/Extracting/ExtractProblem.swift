import IplosContent

/// Something that an extraction found and could not put right: in which table, in which column, in how many rows.
///
/// It shows no value but local codes and names of institutions, and of those none that could be an identity number.
public struct ExtractProblem: Sendable, Equatable {
    public enum Kind: String, Sendable, Codable, CaseIterable {
        /// The table could not be read at all.
        case unread
        /// A column that the mapping names is not there.
        case columnMissing
        /// The format requires the field and the mapping does not fill it.
        case fieldNotMapped
        /// The year's revision does not have the field; it is left out.
        case fieldNotInYear
        /// A row without the person's local number; it is left out.
        case noPerson
        /// A row of a person that the table of persons does not have; it is left out.
        case unknownPerson
        /// Two persons have the same local number; both are written, rows go to the first.
        case samePerson
        /// No identity number.
        case noIdentity
        /// Age or sex cannot be worked out of the identity number.
        case notDerived
        /// What stands where the identity number should could be none; it is left out.
        case identityLeftOut
        /// The value does not have the field's form; it is written as it is.
        case wrongForm
        /// The value is no code of the format's list; it is written as it is.
        case unknownCode
        /// The value could be an identity number, or is longer than any of the format; it is left out.
        case leftOut
        /// The institution has no organisation number in the mapping's list; the field is left empty.
        case unknownInstitution
        /// The organisation number's check digit is wrong; it is written as it is.
        case wrongCheckDigit
        /// A line of the list of organisation numbers cannot be used; it is left out.
        case unusableNumber
    }

    public let kind: Kind
    /// The element's name, or `organisationNumbers`.
    public let table: String
    /// The format's name of the field, or the column; nil when the whole row is meant.
    public let field: String?
    /// How many rows.
    public internal(set) var count: Int
    /// The first of them: a row of the query's result, or a line of the file; nil when no row is meant.
    public let firstRow: Int?
    /// Local codes or names that were not known, and how many rows have each; the first hundred.
    public internal(set) var values: [String: Int] = [:]
    /// Values that are not shown, and how many rows have them.
    public internal(set) var hidden = 0
    /// More words: why a table was not read, which column may have been meant.
    public let detail: String?

    /// Whether rows or values are missing in the extract that the source has.
    public var loses: Bool {
        switch kind {
        case .unread, .columnMissing, .noPerson, .unknownPerson, .identityLeftOut, .leftOut, .unknownInstitution,
            .unusableNumber:
            true
        case .fieldNotMapped, .fieldNotInYear, .samePerson, .noIdentity, .notDerived, .wrongForm, .unknownCode,
            .wrongCheckDigit:
            false
        }
    }
}

/// Counts problems while an extract is made: one entry for each kind, table and field, whatever the number of rows.
final class ExtractProblems {
    private struct Key: Hashable {
        let kind: ExtractProblem.Kind
        let table: String
        let field: String?
    }

    private static let mostValues = 100
    private var places: [Key: Int] = [:]
    private(set) var all: [ExtractProblem] = []

    /// - Parameter value: shown when it can be; for codes and institutions only.
    func note(
        _ kind: ExtractProblem.Kind, _ table: String, _ field: String? = nil, row: Int? = nil,
        value: ArraySlice<UInt8>? = nil, detail: String? = nil
    ) {
        let key = Key(kind: kind, table: table, field: field)
        let place: Int
        if let known = places[key] {
            place = known
            all[place].count += 1
        } else {
            place = all.count
            places[key] = place
            all.append(
                ExtractProblem(kind: kind, table: table, field: field, count: 1, firstRow: row, detail: detail))
        }
        guard let value else { return }
        let text = Finding.shown(String(decoding: value, as: UTF8.self))
        let isShown = text.filter(\.isNumber).count < 6 && !text.contains("•") && !text.isEmpty
        if isShown, all[place].values[text] != nil || all[place].values.count < Self.mostValues {
            all[place].values[text, default: 0] += 1
        } else {
            all[place].hidden += 1
        }
    }
}
