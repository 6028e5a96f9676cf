import Texts

/// Why a message cannot go on, and what follows: the consequence is decided where the cause is found.
struct Setback: Error, Equatable {
    enum Consequence: Equatable {
        /// It will never go: back to the record system with the reason.
        case refuse
        /// Not now: kept visibly, tried again.
        case hold
    }

    let reason: ReasonCode
    let consequence: Consequence
    /// Closed keys, no personal data.
    let detail: [String: String]

    static func refuse(_ reason: ReasonCode, _ detail: [String: String] = [:]) -> Setback {
        Setback(reason: reason, consequence: .refuse, detail: detail)
    }

    static func hold(_ reason: ReasonCode, _ detail: [String: String] = [:]) -> Setback {
        Setback(reason: reason, consequence: .hold, detail: detail)
    }

    /// Whether a person must look into it, whatever becomes of the message (avvik).
    var isDeviation: Bool { reason == .certificateOfAnother }
}
