public import PasswordHashing
public import Texts

extension PasswordRules.Broken {
    /// What is wrong and what to do; `{shortest}` and `{longest}` are the rules' numbers.
    public var phrase: Phrase {
        switch self {
        case .tooShort:
            Phrase(
                "Passordet er for kort. Bruk minst {shortest} tegn, gjerne flere ord.",
                "Passordet er for kort. Bruk minst {shortest} teikn, gjerne fleire ord.",
                "The password is too short. Use at least {shortest} characters, such as several words.")
        case .tooLong:
            Phrase(
                "Passordet er for langt. Bruk høyst {longest} tegn.",
                "Passordet er for langt. Bruk høgst {longest} teikn.",
                "The password is too long. Use at most {longest} characters.")
        case .noLetter:
            Phrase("Ta med minst én bokstav.", "Ta med minst éin bokstav.", "Include at least one letter.")
        case .noDigit: Phrase("Ta med minst ett tall.", "Ta med minst eitt tal.", "Include at least one digit.")
        case .containsUsername:
            Phrase(
                "Brukernavnet kan ikke være en del av passordet.", "Brukarnamnet kan ikkje vere ein del av passordet.",
                "The username cannot be a part of the password.")
        case .resemblesUsername:
            Phrase(
                "Passordet ligner for mye på brukernavnet.", "Passordet liknar for mykje på brukarnamnet.",
                "The password is too like the username.")
        case .common:
            Phrase(
                "Passordet er et av dem som alle prøver først. Velg et annet.",
                "Passordet er eit av dei som alle prøver først. Vel eit anna.",
                "The password is one of those that everyone tries first. Choose another.")
        case .guessable:
            Phrase(
                "Passordet er lett å gjette, fordi det er satt sammen av kjente ord, stedsnavn, år eller rekker. "
                    + "Velg flere ord som ikke hører sammen.",
                "Passordet er lett å gjette, fordi det er sett saman av kjende ord, stadnamn, år eller rekkjer. "
                    + "Vel fleire ord som ikkje høyrer saman.",
                "The password is easy to guess, since it is put together of known words, places, years or rows. "
                    + "Choose several words that do not belong together.")
        }
    }
}

extension PasswordRules {
    public var values: [String: String] { ["shortest": "\(shortest)", "longest": "\(longest)"] }

    /// The rules as they are told beforehand.
    public func lines(_ language: Language) -> [String] {
        var lines = [
            Phrase(
                "Minst {shortest} og høyst {longest} tegn. Mellomrom og alle tegn kan brukes.",
                "Minst {shortest} og høgst {longest} teikn. Mellomrom og alle teikn kan brukast.",
                "At least {shortest} and at most {longest} characters. Spaces and all characters can be used.")
        ]
        if needsLetterAndDigit {
            lines.append(
                Phrase(
                    "Minst én bokstav og ett tall.", "Minst éin bokstav og eitt tal.", "At least a letter and a digit.")
            )
        }
        lines.append(
            Phrase(
                "Ikke lik brukernavnet, og ikke et som mange bruker.",
                "Ikkje lik brukarnamnet, og ikkje eit som mange brukar.",
                "Not like the username, and none that many use."))
        return lines.map { $0.text(language, values: values) }
    }
}
