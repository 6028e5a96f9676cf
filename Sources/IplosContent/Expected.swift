/// What a control expected instead of what it found.
public enum Expected: Sendable, Equatable, Codable {
    case form(FieldForm)
    case oneOf([String])
    case between(String, String)
    case notBefore(String)
    case notAfter(String)
    case value(String)
    /// Something of the kind.
    case like(String)
    /// Anything, as long as it is given.
    case given
    /// That it were not there.
    case absent
    /// Less of it.
    case smaller

    public var text: ControlText {
        switch self {
        case .form(let form): form.text
        case .oneOf(let codes):
            ControlText(
                "en av " + codes.joined(separator: ", "), "ein av " + codes.joined(separator: ", "),
                "one of " + codes.joined(separator: ", "))
        case .between(let low, let high):
            ControlText("fra \(low) til \(high)", "frå \(low) til \(high)", "from \(low) to \(high)")
        case .notBefore(let low): ControlText("tidligst \(low)", "tidlegast \(low)", "\(low) or later")
        case .notAfter(let high): ControlText("senest \(high)", "seinast \(high)", "\(high) or earlier")
        case .value(let value): ControlText(value, value, value)
        case .like(let value): ControlText("noe som \(value)", "noko som \(value)", "something like \(value)")
        case .given: ControlText("en verdi", "ein verdi", "a value")
        case .absent: ControlText("ingenting", "ingenting", "nothing")
        case .smaller: ControlText("en mindre post", "ein mindre post", "a smaller record")
        }
    }
}

extension FieldForm {
    fileprivate var text: ControlText {
        switch self {
        case .text(let maximum):
            ControlText("høyst \(maximum) tegn", "høgst \(maximum) teikn", "at most \(maximum) characters")
        case .digits(let count) where count.lowerBound == count.upperBound:
            ControlText("\(count.lowerBound) siffer", "\(count.lowerBound) siffer", "\(count.lowerBound) digits")
        case .digits(let count):
            ControlText(
                "\(count.lowerBound) til \(count.upperBound) siffer",
                "\(count.lowerBound) til \(count.upperBound) siffer",
                "\(count.lowerBound) to \(count.upperBound) digits")
        case .number: ControlText("bare siffer", "berre siffer", "digits only")
        case .date: ControlText("en dato, ÅÅÅÅMMDD", "ein dato, ÅÅÅÅMMDD", "a date, YYYYMMDD")
        case .month: ControlText("en måned, ÅÅÅÅMM", "ein månad, ÅÅÅÅMM", "a month, YYYYMM")
        case .hours: ControlText("timer som 12.50", "timar som 12.50", "hours such as 12.50")
        case .provider:
            ControlText(
                "et gyldig organisasjonsnummer, 9 siffer", "eit gyldig organisasjonsnummer, 9 siffer",
                "a valid organisation number, 9 digits")
        }
    }
}

/// A sentence in bokmål, nynorsk and English. `{field}`, `{found}` and `{expected}` are filled in from a finding.
public struct ControlText: Sendable, Equatable {
    public let nb: String
    public let nn: String
    public let en: String

    public init(_ nb: String, _ nn: String, _ en: String) {
        self.nb = nb
        self.nn = nn
        self.en = en
    }

    /// All three, changed in the same way.
    func map(_ change: (String) -> String) -> ControlText { ControlText(change(nb), change(nn), change(en)) }
}
