import Letters

/// The words of one of the register's mails.
typealias MailText = Letter

extension Letter {
    init(language: RegisterLanguage, subject: String, blocks: [Block]) {
        self.init(language: language.rawValue, subject: subject, blocks: blocks)
    }
}

/// A sentence in the three languages.
struct Phrase: Sendable, Equatable {
    let bokmål: String
    let nynorsk: String
    let english: String

    init(_ bokmål: String, _ nynorsk: String, _ english: String) {
        self.bokmål = bokmål
        self.nynorsk = nynorsk
        self.english = english
    }

    subscript(language: RegisterLanguage) -> String {
        switch language {
        case .bokmål: bokmål
        case .nynorsk: nynorsk
        case .english: english
        }
    }
}
