public import Certificates
public import Foundation
import Synchronization

/// The revocation lists of one directory, as they were when it was last looked at, and those that were fetched.
public final class RevocationFolder: Sendable {
    private struct State {
        var directory: String
        var required: Bool
        var read: RevocationLists
        var fetched = FetchedRevocationLists()
    }

    private let state: Mutex<State>

    public init(_ directory: String, required: Bool) {
        state = Mutex(State(directory: directory, required: required, read: RevocationLists(required: required)))
        reload()
    }

    public var current: RevocationLists {
        state.withLock { state in state.fetched.lists.reduce(state.read) { $0.adding($1) } }
    }

    /// Looks again. What cannot be read is as if it were not there: then certificates wait, when lists are required.
    public func reload() {
        let (directory, required) = state.withLock { ($0.directory, $0.required) }
        var read = RevocationLists(required: required)
        _ = try? read.load(directory: directory)
        state.withLock { [read] in $0.read = read }
    }

    /// Looks into this directory from now on, and at once.
    public func reload(from directory: String, required: Bool) {
        state.withLock { ($0.directory, $0.required) = (directory, required) }
        reload()
    }

    /// Keeps a list that was fetched and is genuine, unless a newer one is kept already or its time has not come.
    @discardableResult
    public func keep(
        _ list: RevocationList, from address: String, at now: Date
    ) -> FetchedRevocationLists.Keeping {
        state.withLock { $0.fetched.keep(list, from: address, at: now) }
    }
}
