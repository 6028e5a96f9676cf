/// A person's national identity number, checked: eleven digits with a possible date and right check digits.
///
/// It prints as eleven dots whatever way it is printed; `digits` is the only way to the number. Birth numbers are
/// `DDMMYY`, three digits and two check digits; the other kinds are made from that by adding to a digit.
public struct NationalIdentity: Sendable, Hashable {
    /// Which of the series in use in the health sector a number belongs to.
    public enum Kind: UInt8, Sendable, Hashable, CaseIterable, Codable {
        /// Fødselsnummer, of persons resident in Norway.
        case birthNumber = 1
        /// Of persons with a shorter stay: 4 added to the first digit.
        case dNumber = 2
        /// Hjelpenummer, given by one provider of care to who has no other or is not known: 40 added to the month.
        case hNumber = 3
        /// Felles hjelpenummer, the national one: begins with 8 or 9 and says nothing about birth or sex.
        case sharedHelpNumber = 4
    }

    private let value: UInt64
    public let kind: Kind
    /// Whether it belongs to an invented person (month + 80 or + 65).
    public let isSynthetic: Bool
    /// Nil for a shared help number, and for all numbers read by the rules from 2032.
    public let birthDate: BirthDate?
    /// As registered at birth or later; nil where `birthDate` is.
    public let isWoman: Bool?

    /// Checks a number given in ASCII.
    ///
    /// - Throws: the first fault found, in the order in which `IdentityFault` lists them but for the last two, which
    ///   come before the check digits.
    public init(
        _ ascii: [UInt8], in realm: IdentityRealm, numbering: IdentityNumbering = .until2031
    ) throws(IdentityFault) {
        let digits = try Self.elevenDigits(ascii)
        let form = try DateForm(digits, numbering: numbering)
        try Self.check(form, in: realm)
        guard CheckDigits.areRight(digits, numbering: numbering) else { throw .wrongCheckDigit }

        value = digits.reduce(0) { $0 * 10 + UInt64($1) }
        kind = form.kind
        isSynthetic = form.series != .real
        birthDate = form.birthDate
        isWoman = form.birthDate == nil ? nil : digits[8].isMultiple(of: 2)
    }

    /// Eleven ASCII digits. Whoever asks for them answers for where they go.
    public var digits: [UInt8] {
        [UInt8](unsafeUninitializedCapacity: 11) { output, count in
            var rest = value
            for place in (0..<11).reversed() {
                output[place] = 48 + UInt8(truncatingIfNeeded: rest % 10)
                rest /= 10
            }
            count = 11
        }
    }

    /// Whole years on 31 December of a year; nil when the birth date is not known or lies after that day.
    public func age(atEndOf year: Int) -> Int? {
        guard let birthDate, birthDate.year <= year else { return nil }
        return year - birthDate.year
    }

    private static func elevenDigits(_ ascii: [UInt8]) throws(IdentityFault) -> [UInt8] {
        guard ascii.contains(where: { $0 != 32 }) else { throw .missing }
        guard ascii.count == 11 else { throw .wrongLength }
        guard ascii.allSatisfy({ (48...57).contains($0) }) else { throw .notDigits }
        return ascii.map { $0 - 48 }
    }

    private static func check(_ form: DateForm, in realm: IdentityRealm) throws(IdentityFault) {
        switch realm {
        case .production: guard form.series == .real else { throw .syntheticInProduction }
        case .test: guard form.series == .taxAuthority else { throw .realInTest }
        }
    }
}

extension NationalIdentity: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "•••••••••••" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
