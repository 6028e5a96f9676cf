/// Every sentence a person meets, in three languages (N-42), looked up by the code that is stored and logged.
///
/// Codes come as raw strings from the store; one that this version does not know gives a plain sentence, never nothing.
public enum Texts {
    /// What happened, one sentence.
    public static func sentence(_ code: ReasonCode, _ language: Language, values: [String: String] = [:]) -> String {
        code.reason.what.text(language, values: values)
    }

    /// All four parts about a reason.
    public static func explanation(
        of code: String, _ language: Language, values: [String: String] = [:]
    ) -> Explanation {
        guard let reason = ReasonCode(rawValue: code)?.reason else { return .unknown(code, language) }
        return Explanation(
            code: code, what: reason.what.text(language, values: values), meaning: reason.meaning.text(language),
            action: reason.action.text(language, values: values), who: reason.who.text(language))
    }

    /// What happened and what to do in all languages, keyed `nb`, `nn`, `en`, as notes beside a message carry it.
    public static func sentences(_ code: ReasonCode, values: [String: String] = [:]) -> [String: String] {
        code.reason.what.texts(values: values).merging(code.reason.action.texts(values: values)) { "\($0) \($1)" }
    }

    /// The name of a step in a message's timeline; an unknown one is its own name.
    public static func step(_ code: String, _ language: Language) -> String {
        StepCode(rawValue: code)?.phrase.text(language) ?? code
    }

    /// The label of a transport or application state; an unknown one is its own name.
    public static func state(_ code: String, _ language: Language) -> String {
        StateCode(rawValue: code)?.phrase.text(language) ?? code
    }

    /// What a check found; an unknown one is its own name.
    public static func finding(_ code: String, _ language: Language, values: [String: String] = [:]) -> String {
        FindingCode(rawValue: code)?.phrase.text(language, values: values) ?? code
    }
}

/// What a person needs to act: what happened, what it means for the message, what to do, who can do it (U-09).
public struct Explanation: Sendable, Equatable, Codable {
    public let code: String
    public let what: String
    public let meaning: String
    public let action: String
    public let who: String

    static func unknown(_ code: String, _ language: Language) -> Explanation {
        let what = Phrase(
            "Meldingen stanset av en årsak som denne versjonen ikke kjenner.",
            "Meldinga stansa av ei årsak som denne versjonen ikkje kjenner.",
            "The message stopped for a reason this version does not know.")
        let action = Phrase(
            "Meld fra med koden {code}.", "Meld frå med koden {code}.", "Report the code {code}.")
        return Explanation(
            code: code, what: what.text(language), meaning: Meaning.stopped.phrase.text(language),
            action: action.text(language, values: ["code": code]),
            who: Responsible.operations.phrase.text(language))
    }
}
