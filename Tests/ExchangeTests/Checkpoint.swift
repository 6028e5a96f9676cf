import Synchronization

/// What passes between the offices of a course, by mail or over HTTP, and what becomes of each thing on its way.
final class Checkpoint: Sendable {
    /// Kinds of messages, as they look from outside.
    enum Cargo: Sendable, Equatable {
        case document, appRec, acknowledgment, error

        init(_ message: [UInt8]) {
            let text = String(decoding: message.prefix(20_000), as: UTF8.self)
            self =
                if text.contains("<eb:Action>APPREC</eb:Action>") {
                    .appRec
                } else if text.contains("<eb:Action>Acknowledgment</eb:Action>") {
                    .acknowledgment
                } else if text.contains("<eb:Action>MessageError</eb:Action>") { .error } else { .document }
        }
    }

    enum Fate: Sendable {
        case deliver
        /// The sender is told that it was taken, and then it is gone: by a mail server on the way, or by a gateway in
        /// front of the partner's HTTP server. (Our own never says so before it has committed.)
        case lose
        /// The sender is told to come again: 451 by mail, 503 over HTTP.
        case putOff
        /// Over HTTP only: the connection ends before the message has come to the partner, without an answer.
        case breakOff
        /// Over HTTP only: the partner has taken the message, and its answer on the connection is lost.
        case loseAnswer
    }

    private struct State {
        var fate: @Sendable (Cargo) -> Fate = { _ in .deliver }
        var messages: [[UInt8]] = []
    }

    private let state = Mutex(State())

    /// Everything that has come here, whatever became of it, in order.
    var messages: [[UInt8]] { state.withLock { $0.messages } }

    /// What becomes of each from now on.
    func decide(_ fate: @escaping @Sendable (Cargo) -> Fate) { state.withLock { $0.fate = fate } }

    /// The first of a kind have this fate; everything else is delivered.
    func hit(_ kind: Cargo, _ fate: Fate, times: Int = 1) {
        let left = Mutex(times)
        decide { cargo in
            guard cargo == kind else { return .deliver }
            return left.withLock { left in
                left -= 1
                return left >= 0 ? fate : .deliver
            }
        }
    }

    func pass(_ message: [UInt8]) -> Fate {
        let fate = state.withLock { state in
            state.messages.append(message)
            return state.fate
        }
        return fate(Cargo(message))
    }
}
