import Foundation
import Synchronization

/// All the places where a connection is to be cut, handed out to connections until each of them has been cut.
final class LineSweep: Sendable {
    private struct State {
        var waiting: [MailProxy.Service: [MailProxy.Fate]]
        var underWay = 0
        var mailboxSessions = 0
        var cuts = 0
    }

    private let state: Mutex<State>

    init(_ places: [MailProxy.Service: [MailProxy.Fate]]) {
        state = Mutex(State(waiting: places.mapValues { $0.reversed() }))
    }

    /// After each line of commands and answers; of a mail's own lines, each `stride`th.
    static func places(stride: Int) -> [MailProxy.Service: [MailProxy.Fate]] {
        func cuts(_ way: MailProxy.Way, after lines: [Int]) -> [MailProxy.Fate] { lines.map { .cut(way, after: $0) } }
        func mail(from first: Int) -> [Int] { Array(0..<first) + Array(Swift.stride(from: first, to: 120, by: stride)) }
        return [
            .smtp: cuts(.toServer, after: mail(from: 7)) + cuts(.fromServer, after: Array(1...16)),
            .pop3: cuts(.toServer, after: Array(0...7))
                + cuts(.fromServer, after: mail(from: 14).dropFirst().map { $0 }),
        ]
    }

    var isDone: Bool { state.withLock { $0.underWay == 0 && $0.waiting.values.allSatisfy(\.isEmpty) } }
    /// Connections that were cut.
    var cuts: Int { state.withLock(\.cuts) }
    var remaining: String { state.withLock { "\($0.waiting) \($0.underWay)" } }

    /// The next place. Of a mailbox's sessions every second one is spared: a server backs off from one that always
    /// fails, and the sweep would take hours.
    func next(_ service: MailProxy.Service) -> MailProxy.Fate {
        state.withLock { state in
            if service == .pop3 { state.mailboxSessions += 1 }
            guard service == .smtp || state.mailboxSessions.isMultiple(of: 2),
                let place = state.waiting[service]?.popLast()
            else { return .pass }
            state.underWay += 1
            return place
        }
    }

    /// A connection that ended before its place was reached leaves it to another.
    func ended(_ service: MailProxy.Service, _ place: MailProxy.Fate, fulfilled: Bool) {
        guard place != .pass else { return }
        state.withLock { state in
            state.underWay -= 1
            if fulfilled { state.cuts += 1 } else { state.waiting[service]?.insert(place, at: 0) }
        }
    }
}
