/// What the first nine digits of an identity number say: kind, series and date of birth.
struct DateForm {
    /// Who gives such numbers to whom.
    enum Series {
        case real
        /// Month + 80: the tax authority's invented persons.
        case taxAuthority
        /// Month + 65: the health network's invented persons.
        case healthNetwork
    }

    let kind: NationalIdentity.Kind
    let series: Series
    let birthDate: BirthDate?

    /// Takes the values of eleven digits.
    init(_ digits: [UInt8], numbering: IdentityNumbering) throws(IdentityFault) {
        guard digits[0] < 8 else {
            (kind, series, birthDate) = (.sharedHelpNumber, .real, nil)
            return
        }
        let isDNumber = digits[0] >= 4
        let (month, series, isHNumber) = try Self.month(Self.number(digits[2...3]))
        // No number is both: nobody gives out a help number to who has a D-number.
        guard !(isDNumber && isHNumber) else { throw .impossibleDate }
        self.series = series
        kind = isDNumber ? .dNumber : isHNumber ? .hNumber : .birthNumber

        let day = Self.number(digits[0...1]) - (isDNumber ? 40 : 0)
        let yearOfCentury = Self.number(digits[4...5])
        switch numbering {
        case .until2031:
            guard let century = Self.century(individual: Self.number(digits[6...8]), yearOfCentury: yearOfCentury),
                let date = BirthDate(year: century + yearOfCentury, month: month, day: day)
            else { throw .impossibleDate }
            birthDate = date
        case .from2032:
            // 2000 had a 29 February and 1900 had not; it takes the one that is more generous.
            guard BirthDate(year: 2000 + yearOfCentury, month: month, day: day) != nil else { throw .impossibleDate }
            birthDate = nil
        }
    }

    private static func month(
        _ written: Int
    ) throws(IdentityFault) -> (month: Int, series: Series, isHNumber: Bool) {
        switch written {
        case 1...12: (written, .real, false)
        case 41...52: (written - 40, .real, true)
        case 66...77: (written - 65, .healthNetwork, false)
        case 81...92: (written - 80, .taxAuthority, false)
        default: throw .impossibleDate
        }
    }

    /// The three digits after the date divide the centuries among themselves; not every pair has an owner.
    private static func century(individual: Int, yearOfCentury: Int) -> Int? {
        switch (individual, yearOfCentury) {
        case (0...499, _), (900...999, 40...): 1900
        case (500...749, 54...): 1800
        case (500...999, ...39): 2000
        default: nil
        }
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int { digits.reduce(0) { $0 * 10 + Int($1) } }
}
