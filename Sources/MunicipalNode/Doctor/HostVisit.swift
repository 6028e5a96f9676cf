/// What can be seen of another machine without saying anything to it.
package enum HostVisit {
    /// What came of knocking at a port.
    package enum Door: Sendable {
        case open
        /// Nothing listens there, or a firewall says no at once.
        case refused
        /// No answer: a firewall that drops, or a machine that is down.
        case silent
        case noRoute
    }

    /// The numeric addresses of a name; empty when there are none.
    package static func addresses(of host: String) async -> [String] { await LiveNetwork().addresses(of: host) }

    /// Connects, and hangs up.
    package static func door(_ address: String, port: Int) async -> Door {
        switch await LiveNetwork().connect(address, port: port, readGreeting: false) {
        case .open: .open
        case .refused: .refused
        case .silent: .silent
        case .noRoute: .noRoute
        }
    }

    /// This machine's own address on the way to another; nil when there is no way.
    package static func ownAddress(toward address: String) async -> String? {
        await LiveNetwork().ownAddress(toward: address)
    }
}
