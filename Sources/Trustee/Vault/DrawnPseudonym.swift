import Cryptography
import SealedSubmission

extension Pseudonym {
    /// A new one: drawn and stored, never computed, so that no key that leaks lets anybody try all identity numbers
    /// (T-122).
    static func drawn() throws -> Pseudonym {
        guard let pseudonym = Pseudonym(bytes: SecureRandom.bytes(length)) else { throw TrusteeError.damaged }
        return pseudonym
    }
}
