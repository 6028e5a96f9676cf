/// Whether a text may name a patient: identity numbers have no place in searches, notes and names.
enum PatientNumber {
    /// Whether eleven digits stand in a row somewhere, whatever stands between them: `010190 12345`, `010190-12345`.
    static func mayStand(in text: String) -> Bool {
        var digits = 0
        for scalar in text.unicodeScalars {
            if scalar.properties.numericType == .decimal {
                digits += 1
            } else if !separates(scalar) {
                if digits == 11 { return true }
                digits = 0
            }
        }
        return digits == 11
    }

    /// What people, and programs that hide something, put between the digits of one number.
    private static func separates(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.properties.isWhitespace || ".-–/*".unicodeScalars.contains(scalar) { return true }
        switch scalar.properties.generalCategory {
        case .format, .control, .nonspacingMark, .enclosingMark: return true
        default: return false
        }
    }
}
