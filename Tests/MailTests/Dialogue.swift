import Testing

@testable import Mail

/// How the peer's bytes arrive.
enum Arrival: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case whole
    case halves
    case byteByByte

    var testDescription: String { rawValue }

    func pieces(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        switch self {
        case .whole: [bytes[...]]
        case .halves: [bytes[..<(bytes.count / 2)], bytes[(bytes.count / 2)...]].filter { !$0.isEmpty }
        case .byteByByte: bytes.indices.map { bytes[$0...$0] }
        }
    }
}

/// A client's conversation with a server that the test plays.
struct ClientDialogue<Conversation: ClientConversation> {
    var conversation: Conversation
    let arrival: Arrival
    private(set) var results: [Result<Conversation.Reply, MailError>] = []
    private(set) var wantsTLS = false
    private(set) var isClosed = false
    private var sent: [UInt8] = []

    init(_ conversation: Conversation, arrival: Arrival = .whole) {
        self.conversation = conversation
        self.arrival = arrival
    }

    var errors: [MailError.Code] {
        results.compactMap { if case .failure(let error) = $0 { error.code } else { nil } }
    }

    mutating func submit(_ command: Conversation.Command) {
        conversation.submit(command)
        collect()
    }

    /// The server speaks; lines are given without their ends.
    mutating func server(_ lines: String...) {
        for piece in arrival.pieces(lines.flatMap(Wire.line)) {
            conversation.receive(piece)
            collect()
        }
    }

    mutating func secured() {
        wantsTLS = false
        conversation.tlsEstablished()
        collect()
    }

    /// What the client has said since the last call, line ends shown as `|`.
    mutating func said() -> String {
        defer { sent = [] }
        return String(decoding: sent, as: UTF8.self).replacing("\r\n", with: "|")
    }

    private mutating func collect() {
        while let step = conversation.next() {
            switch step {
            case .send(let bytes): sent += bytes
            case .startTLS: wantsTLS = true
            case .finish(let result): results.append(result)
            case .close: isClosed = true
            }
        }
    }
}

/// A server's conversation with a client that the test plays.
struct ServerDialogue<Conversation: ServerConversation> {
    var conversation: Conversation
    let arrival: Arrival
    private(set) var questions: [Conversation.Question] = []
    private(set) var wantsTLS = false
    private(set) var isClosed = false
    private var sent: [UInt8] = []
    private let answers: (Conversation.Question) -> Conversation.Answer

    init(
        _ conversation: Conversation, arrival: Arrival = .whole,
        answers: @escaping (Conversation.Question) -> Conversation.Answer
    ) {
        self.conversation = conversation
        self.arrival = arrival
        self.answers = answers
        collect()
    }

    mutating func client(_ lines: String...) { client(bytes: lines.flatMap(Wire.line)) }

    mutating func client(bytes: [UInt8]) {
        for piece in arrival.pieces(bytes) {
            conversation.receive(piece)
            collect()
        }
    }

    mutating func secured() {
        wantsTLS = false
        conversation.tlsEstablished()
        collect()
    }

    mutating func said() -> String {
        defer { sent = [] }
        return String(decoding: sent, as: UTF8.self).replacing("\r\n", with: "|")
    }

    private mutating func collect() {
        while let step = conversation.next() {
            switch step {
            case .send(let bytes): sent += bytes
            case .startTLS: wantsTLS = true
            case .close: isClosed = true
            case .ask(let question):
                questions.append(question)
                conversation.answer(answers(question))
            }
        }
    }
}

func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }
