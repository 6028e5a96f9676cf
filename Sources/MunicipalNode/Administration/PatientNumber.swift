/// Whether a text may name a patient: identity numbers have no place in searches, notes and names.
public enum PatientNumber {
    /// Digits of an identity number.
    private static let length = 11

    /// Whether eleven digits stand together somewhere, whatever separates them: `010190 12345`, `010190-12345`; and, where
    /// more digits stand around them, eleven that begin with a day and a month: `30.11.2026 01019012345`.
    ///
    /// Ids of messages (UUID) name nobody.
    public static func mayStand(in text: String) -> Bool {
        var (groups, digits) = ([[Int]](), [Int]())
        func endGroup() {
            if !digits.isEmpty { groups.append(digits) }
            digits = []
        }
        for scalar in text.replacing(id, with: "x").unicodeScalars {
            if let digit = scalar.properties.numericType == .decimal ? scalar.properties.numericValue : nil {
                digits.append(Int(digit))
            } else if !isHidden(scalar) {
                endGroup()
                if !separates(scalar) {
                    if isNumber(groups) { return true }
                    groups = []
                }
            }
        }
        endGroup()
        return isNumber(groups)
    }

    /// - Parameter groups: that follow each other.
    private static func isNumber(_ groups: [[Int]]) -> Bool {
        if groups.joined().count == length { return true }
        return groups.indices.contains { start in
            var digits: [Int] = []
            for group in groups[start...] where digits.count < length { digits += group }
            return digits.count == length && beginsWithDate(digits)
        }
    }

    /// A day and a month as identity numbers have them: D-numbers add 40 to the day, invented persons 40, 65 or 80 to the
    /// month.
    private static func beginsWithDate(_ digits: [Int]) -> Bool {
        let (day, month) = (digits[0] * 10 + digits[1], digits[2] * 10 + digits[3])
        return [0, 40].contains { (1...31).contains(day - $0) }
            && [0, 40, 65, 80].contains { (1...12).contains(month - $0) }
    }

    private static var id: Regex<Substring> {
        /[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}/
    }

    /// What people put between the digits of one number.
    private static func separates(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || ".-–/*".unicodeScalars.contains(scalar)
    }

    /// What programs that hide something put there: it parts nothing.
    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.properties.isWhitespace { return false }
        switch scalar.properties.generalCategory {
        case .format, .control, .nonspacingMark, .enclosingMark: return true
        default: return false
        }
    }
}
