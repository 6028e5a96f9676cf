/// The LDAP address under which partners find certificates in their issuer's directory (RFC 4516), as the address
/// register keeps it (E_DS, HISD 1177).
public struct CertificateDirectoryLink: Sendable {
    private let directory: String

    /// - Parameter directory: host and base, such as `ldap://ldap.ca.example/dc=Ca,dc=example`.
    public init(directory: String) {
        self.directory = directory
    }

    /// Points to certificates by their serial numbers.
    public func link(to certificates: [Certificate]) -> String {
        let each = certificates.map { "(certificateSerialNumber=\($0.serialNumberDecimal))" }.joined()
        let filter = certificates.count == 1 ? each : "(|\(each))"
        return "\(directory)?usercertificate;binary?sub?\(filter)"
    }
}

extension Certificate {
    /// The serial number in decimal digits, as directories have it.
    public var serialNumberDecimal: String {
        // Twenty octets at most (RFC 5280 4.1.2.2): long division does.
        var digits: [UInt8] = [0]
        for character in serialNumberHex {
            var carry = UInt16(character.hexDigitValue ?? 0)
            for index in digits.indices {
                carry += UInt16(digits[index]) * 16
                digits[index] = UInt8(carry % 10)
                carry /= 10
            }
            while carry > 0 {
                digits.append(UInt8(carry % 10))
                carry /= 10
            }
        }
        return String(digits.reversed().map { Character(String($0)) })
    }
}
