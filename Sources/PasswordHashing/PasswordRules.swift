/// What a chosen password must be (I-055, T-104).
///
/// The guide's rule of 2017 is kept as a profile: six characters, a letter and a digit, unlike the username. The rule
/// that is used asks for length instead of kinds of characters, which only make passwords predictable (OWASP ASVS 6.2).
public struct PasswordRules: Equatable, Sendable {
    /// Fewest characters.
    public let shortest: Int
    /// Most characters: only a bound on work; never below 64.
    public let longest: Int
    /// Whether a letter and a digit must be in it.
    public let needsLetterAndDigit: Bool
    /// Whether common and guessable ones are refused.
    public let refusesGuessable: Bool

    /// 15 to 128 characters of any kind, none of the common ones.
    public static let standard = PasswordRules(
        shortest: 15, longest: 128, needsLetterAndDigit: false, refusesGuessable: true)
    /// The rule of the user guide of January 2017, parts 4.2 and 4.3, and nothing more.
    public static let guide2017 = PasswordRules(
        shortest: 6, longest: 128, needsLetterAndDigit: true, refusesGuessable: false)

    /// Why a password is not taken. The raw value is the code that a text belongs to.
    public enum Broken: String, Sendable, CaseIterable {
        case tooShort
        case tooLong
        case noLetter
        case noDigit
        /// The username is in it, or it is in the username.
        case containsUsername
        /// It is the username but for a few characters.
        case resemblesUsername
        /// It is one of those that everyone tries first.
        case common
        /// It is put together of words, years and rows that are tried soon after.
        case guessable
    }

    /// Every rule the password breaks, in the order of `Broken`; empty when it may be used.
    /// - Parameters:
    ///   - username: an e-mail address or another name.
    ///   - placeNames: words of the place, such as the municipality's name, that anyone would try.
    public func check(_ password: String, username: String, placeNames: [String] = []) -> [Broken] {
        let scalars = password.unicodeScalars
        // Characters as a person counts them; what is piled upon them is bounded too.
        let length = password.count
        guard scalars.count <= 16 * longest else { return [.tooLong] }
        var broken: [Broken] = []
        if length < shortest { broken.append(.tooShort) }
        if length > longest { broken.append(.tooLong) }
        if needsLetterAndDigit {
            if !scalars.contains(where: \.properties.isAlphabetic) { broken.append(.noLetter) }
            if !scalars.contains(where: { $0.properties.numericType == .decimal }) { broken.append(.noDigit) }
        }
        guard length <= longest else { return broken }
        switch UsernameLikeness(username).judge(password) {
        case .contained: broken.append(.containsUsername)
        case .similar: broken.append(.resemblesUsername)
        case .different: break
        }
        if refusesGuessable {
            let domain = username.drop { $0 != "@" }.split { $0 == "." || $0 == "@" || $0 == "-" }
            switch GuessablePassword(placeNames: placeNames + domain.map(String.init)).judge(password) {
            case .common: broken.append(.common)
            case .guessable: broken.append(.guessable)
            case .neither: break
            }
        }
        return broken
    }
}
