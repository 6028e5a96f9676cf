/// The client's side of a protocol as a pure state machine: bytes and commands in, steps out, no socket and no clock.
///
/// The server's greeting begins it. The first ``ClientStep/finish(_:)`` is the end of the log-in, every further one
/// the end of a command, in order.
protocol ClientConversation: Sendable {
    associatedtype Command: Sendable
    associatedtype Reply: Sendable

    /// What the conversation waits for; a new value of `progress` starts the waiting anew.
    var awaiting: AwaitedAnswer { get }
    /// Grows with every whole answer.
    var progress: Int { get }

    /// Queues a command.
    mutating func submit(_ command: Command)
    mutating func receive(_ bytes: ArraySlice<UInt8>)
    mutating func tlsEstablished()
    /// The next thing to do, nil when more input is needed.
    mutating func next() -> ClientStep<Reply>?
    /// The connection is gone: what this means for the command under way and for all that come after it.
    mutating func connectionEnded(_ cause: MailError) -> MailError
}

enum ClientStep<Reply: Sendable>: Sendable {
    case send([UInt8])
    case startTLS
    case finish(Result<Reply, MailError>)
    case close
}

enum AwaitedAnswer: Sendable {
    case nothing
    case reply
    case transfer
}
