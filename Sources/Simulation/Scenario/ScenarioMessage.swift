import HealthMessages
import Store

/// One message of the scenario: who sends what to whom, what happens to it, and where it must end.
struct ScenarioMessage: Sendable {
    /// A short name by which other messages refer to this one.
    let name: String
    /// Sent when these have been handed over to their receivers' record systems.
    var after: [String] = []
    let from: PartyName
    let to: PartyName
    /// The message type, as eb:Action has it.
    let action: String
    /// One line for the picture.
    let story: String
    /// Free text of the document, in Norwegian as its readers are.
    var text = ""
    var twist = Twist.none
    /// What the receiver's record system says of the document.
    var answer = RecordSystemAnswer.accepts
    /// The document is an answer to this message, and says so (HITS 1218).
    var inReplyTo: String?
    let expected: EndState
}

/// What goes wrong on the way.
enum Twist: Sendable, Equatable {
    case none
    /// The mail exchange drops the first transport receipt, so that the message is sent again and recognised.
    case firstReceiptLost
    /// The mailbox exists, and nobody fetches from it.
    case nobodyFetches
    /// No message at all, but a mail in a municipality's mailbox that nobody can read.
    case unreadableMail
}

/// What a simulated record system answers to a document.
enum RecordSystemAnswer: Sendable, Equatable {
    case accepts
    /// An application receipt with status "rejected" and one error of code list 8221.
    case rejects(AppRecErrorCode)
}

/// Where a message must end, in the sender's store; for a mail that nobody can read, in the receiver's.
struct EndState: Sendable, Equatable {
    let transport: MessageState
    let application: ApplicationState
    /// How often it must at least have been sent.
    var attempts = 1
}
