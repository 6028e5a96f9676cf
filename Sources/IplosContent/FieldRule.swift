/// How a field's text must look.
public enum FieldForm: Sendable, Equatable, Codable {
    case text(maximum: Int)
    /// That many digits.
    case digits(ClosedRange<Int>)
    /// At least one digit.
    case number
    /// A day, `YYYYMMDD`; `99991231` is an open end.
    case date
    /// A month, `YYYYMM`.
    case month
    /// Hours a week: one to three digits, a point, one or two digits.
    case hours
    /// A provider's organisation number: nine digits, a zero may follow.
    case provider
}

/// Whether a field must be given.
public enum Requirement: Sendable, Equatable {
    case never
    case always
    /// In services of these types.
    case services(Set<Int>)
}

/// The days a date may fall on.
public enum AllowedPeriod: Sendable, Equatable {
    /// From 1 January 2005 to the last day of the period.
    case untilEnd
}

/// What one field must hold in one span of years, and what follows when it does not.
///
/// The facts are the annotations of the published schemas of 2018 and 2019; for 2017 and before we take 2018's, with
/// one more field that the schema of 2019 has commented out.
public struct FieldRule: Sendable {
    public let field: IplosField
    public let form: FieldForm
    public let required: Requirement
    public let codes: CodeList?
    public let period: AllowedPeriod?
    public let onWrongForm: Consequence
    public let onMissing: Consequence
    public let onUnknownCode: Consequence
    public let onOutsidePeriod: Consequence
    public let years: ClosedRange<Int>

    init(
        _ field: IplosField, _ form: FieldForm, required: Requirement = .never, codes: CodeList? = nil,
        period: AllowedPeriod? = nil, onWrongForm: Consequence = .report, onMissing: Consequence = .report,
        onUnknownCode: Consequence = .setNull, onOutsidePeriod: Consequence = .dropRow,
        years: ClosedRange<Int> = CodeList.allYears
    ) {
        self.field = field
        self.form = form
        self.required = required
        self.codes = codes
        self.period = period
        self.onWrongForm = onWrongForm
        self.onMissing = onMissing
        self.onUnknownCode = onUnknownCode
        self.onOutsidePeriod = onOutsidePeriod
        self.years = years
    }

    /// Every rule of every year.
    public static let all: [FieldRule] = ofHeadAndPerson + ofServices

    /// A record's number, or its repetition of the person's: without it the row cannot be named.
    static func id(_ field: IplosField) -> FieldRule {
        FieldRule(field, .digits(1...10), required: .always, onWrongForm: .dropRow, onMissing: .dropRow)
    }

    /// A code of one character that may be missing.
    static func code(_ field: IplosField, _ codes: CodeList, maximum: Int = 1) -> FieldRule {
        FieldRule(field, .text(maximum: maximum), codes: codes)
    }

    /// Required until 2018, free from 2019.
    static func loosened(
        _ field: IplosField, _ form: FieldForm, codes: CodeList? = nil, onUnknownCode: Consequence = .setNull
    ) -> [FieldRule] {
        [
            FieldRule(
                field, form, required: .always, codes: codes, onUnknownCode: onUnknownCode, years: CodeList.until2018),
            FieldRule(field, form, codes: codes, onUnknownCode: onUnknownCode, years: CodeList.from2019),
        ]
    }
}
