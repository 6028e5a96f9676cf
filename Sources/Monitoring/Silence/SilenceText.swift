import OsloCalendar
public import Texts

/// A silence in words.
public enum SilenceText {
    /// - Parameter name: the partner's or record system's.
    public static func sentence(_ silence: Silence, of name: String, _ language: Language) -> String {
        let hours = silence.longestNormal / 3_600
        let phrase =
            hours < 48
            ? Phrase(
                "{name} er taus siden {since}; ellers går det høyst {hours} timer mellom to meldinger.",
                "{name} er taus sidan {since}; elles går det høgst {hours} timar mellom to meldingar.",
                "{name} has been silent since {since}; otherwise at most {hours} hours pass between two messages.")
            : Phrase(
                "{name} er taus siden {since}; ellers går det høyst {days} dager mellom to meldinger.",
                "{name} er taus sidan {since}; elles går det høgst {days} dagar mellom to meldingar.",
                "{name} has been silent since {since}; otherwise at most {days} days pass between two messages.")
        return phrase.text(
            language,
            values: [
                "name": name, "since": OsloTime.text(at: silence.since), "hours": "\(Int(hours.rounded(.up)))",
                "days": "\(Int((hours / 24).rounded(.up)))",
            ])
    }
}
