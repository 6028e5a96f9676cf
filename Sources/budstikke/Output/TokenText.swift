import Commands
import Identifiers
import MunicipalNode

/// A token on the terminal, the only time anybody sees it.
enum TokenText {
    /// The token, and two lines that try it; the token stands in a file, so that no list of processes shows it.
    static func shown(_ token: NewToken, of system: RecordSystemSummary?) -> String {
        let file = "\(token.recordSystem).token"
        let question = system.map { "Messages?ReceiverHerIds=\($0.herIDs.first?.description ?? "")" } ?? "Certificates"
        return """
            Its token, shown this once (id \(token.id)):

              \(token.text)

            Try it:

              umask 077; printf 'Authorization: Bearer %s\\n' '\(token.text)' > \(file)
              curl -sS -H @\(file) -H 'api-version: 2' -H 'nhn-source-system: curl, 1' '\(token.address)/\(question)'

            """
    }
}
