extension FieldValue {
    /// Whether the text could hold a person's identity number: eleven digits of any script with no letter between them.
    ///
    /// No field of the format needs that many; what has them is neither shown nor written.
    static func mayBeIdentity(_ octets: UnsafeBufferPointer<UInt8>) -> Bool {
        guard octets.count >= 11 else { return false }
        var digits = 0
        if octets.allSatisfy({ $0 < 0x80 }) {
            for octet in octets {
                if octet &- 48 < 10 { digits += 1 } else if (octet | 0x20) &- 97 < 26 { digits = 0 }
                if digits >= 11 { return true }
            }
            return false
        }
        for scalar in String(decoding: octets, as: UTF8.self).unicodeScalars {
            if scalar.properties.numericType == .decimal {
                digits += 1
            } else if scalar.properties.isAlphabetic {
                digits = 0
            }
            if digits >= 11 { return true }
        }
        return false
    }

    /// Whether the text is ten digits that a zero before them makes an identity number: one that was kept as a number.
    ///
    /// One local number of ten digits in some four hundred looks so by chance, so it is hidden where things are shown and
    /// written all the same.
    static func mayLackZero(_ octets: UnsafeBufferPointer<UInt8>) -> Bool {
        guard octets.count == 10, isDigits(octets) else { return false }
        let digits = [0] + octets.map { Int($0) - 48 }
        let month = digits[2] * 10 + digits[3]
        guard digits[1] > 0, (1...12).contains(month % 40) || (66...77).contains(month) else { return false }
        let weights = [[3, 7, 6, 1, 8, 9, 4, 5, 2, 1], [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]]
        return weights.allSatisfy { zip($0, digits).reduce(0) { $0 + $1.0 * $1.1 }.isMultiple(of: 11) }
    }
}
