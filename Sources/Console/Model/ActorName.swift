import Identifiers
import Texts
import Web

/// Who did something, as a reader says it.
enum ActorName {
    /// - Parameter actor: as timelines and tasks name people and programs: `server`, `partner:10002`, `web:Kari` by a link from
    ///   the operator, `user:kari` by an account.
    static func text(_ actor: String, _ names: PartyNames, _ language: Language) -> String {
        let parts = actor.split(separator: ":", maxSplits: 1).map(String.init)
        guard parts.count == 2 else {
            return actor == "server" ? MessagePageText.byServer.text(language) : actor
        }
        switch parts[0] {
        case "partner": return HERId(parts[1]).map { names.text($0, language) } ?? parts[1]
        case "record-system": return MessagePageText.byRecordSystem.text(language, ["name": parts[1]])
        case "web": return MessagePageText.byLink.text(language, ["name": parts[1]])
        case "user": return parts[1]
        default: return actor
        }
    }
}
