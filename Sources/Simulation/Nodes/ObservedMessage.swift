import Foundation
import Identifiers
import Store

/// A message as one node tells of it.
struct ObservedMessage: Sendable, Equatable {
    struct Step: Sendable, Equatable {
        let at: Date
        let step: String
        let actor: String
    }

    /// The server's id: names the files `plaintext/<id>.submitted.xml`.
    let serverID: String
    let tenant: PartyName
    let direction: Direction
    let kind: MessageKind
    let transport: MessageState
    let application: ApplicationState
    var messageID: String?
    var msgID: String?
    var conversationID: String?
    var action: String?
    var fromHER: HERId?
    var toHER: HERId?
    var attempts = 0
    var steps: [Step] = []
}
