public import Foundation
import Synchronization
public import Web

/// The links by which guests come in: each works once, within fifteen minutes, in the process that made it.
///
/// Only their digests are kept, in memory: after a restart a new one is asked for. Looking at a link changes nothing.
public final class EntryLinks: Sendable {
    /// Of the addresses of links: `/open/TOKEN`.
    public static let segment = "open"
    public static let lifetime: TimeInterval = 15 * 60
    /// How long it is told that a link was used or has expired; later it is unknown.
    static let memory: TimeInterval = 24 * 3600

    /// How a link stands.
    public enum State: Sendable, Equatable {
        case usable(WebGuest, until: Date)
        case used(at: Date)
        case expired(at: Date)
        case unknown
    }

    private struct Link {
        let guest: WebGuest
        let expires: Date
        var used: Date?
    }

    private struct Book {
        var origin: WebOrigin?
        var links: [LinkDigest: Link] = [:]
    }

    private let book = Mutex(Book())

    public init() {}

    /// Where the site is reached, once it is; nil while it is not.
    public var origin: WebOrigin? { book.withLock { $0.origin } }

    /// Links can be made from now on.
    public func open(at origin: WebOrigin) { book.withLock { $0.origin = origin } }

    /// No links can be made any more, and none works.
    public func close() { book.withLock { $0 = Book() } }

    /// Makes a link; nil while the site is not reached.
    ///
    /// - Parameter token: of unpredictable octets.
    /// - Returns: the whole address, and when it ends.
    public func issue(_ token: LinkToken, to guest: WebGuest, now: Date) -> (address: String, expires: Date)? {
        book.withLock { book in
            guard let origin = book.origin else { return nil }
            book.links = book.links.filter { now < $0.value.expires + Self.memory }
            let expires = now + Self.lifetime
            book.links[token.digest] = Link(guest: guest, expires: expires)
            return ("\(origin)/\(Self.segment)/\(token.text)", expires)
        }
    }

    public func state(_ token: LinkToken, now: Date) -> State {
        book.withLock { Self.state($0.links[token.digest], now) }
    }

    /// Uses the link up, if it can be used; the state before tells.
    public func use(_ token: LinkToken, now: Date) -> State {
        book.withLock { book in
            let state = Self.state(book.links[token.digest], now)
            if case .usable = state { book.links[token.digest]?.used = now }
            return state
        }
    }

    private static func state(_ link: Link?, _ now: Date) -> State {
        guard let link else { return .unknown }
        if let used = link.used { return .used(at: used) }
        return now < link.expires ? .usable(link.guest, until: link.expires) : .expired(at: link.expires)
    }
}
