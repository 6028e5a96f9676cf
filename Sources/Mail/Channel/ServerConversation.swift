/// The server's side of a protocol as a pure state machine: bytes and answers in, steps out, no socket and no clock.
///
/// What it cannot know by itself (a password, a mailbox, whether a mail is taken) it asks for; until the answer comes
/// it reads nothing, so that pipelined commands keep their order.
protocol ServerConversation: Sendable {
    associatedtype Question: Sendable
    associatedtype Answer: Sendable

    /// Whether a whole mail is on its way in or out, which may take longer than a command.
    var isTransferring: Bool { get }

    mutating func receive(_ bytes: ArraySlice<UInt8>)
    mutating func tlsEstablished()
    /// The answer to the last question.
    mutating func answer(_ answer: Answer)
    /// The next thing to do, nil when more input or an answer is needed.
    mutating func next() -> ServerStep<Question>?
}

enum ServerStep<Question: Sendable>: Sendable {
    case send([UInt8])
    case startTLS
    case ask(Question)
    case close
}

/// What stands behind one connection of a server and answers its questions, one at a time.
protocol ServerSession: Sendable {
    associatedtype Question: Sendable
    associatedtype Answer: Sendable

    func answer(_ question: Question) async -> Answer
    /// The connection is gone and no question is open.
    func ended()
}
