/// The hosts that outgoing connections may go to; every other host is refused before a name is looked up (M-071).
public struct AllowedHosts: Sendable, Equatable {
    private let names: Set<String>
    private let domains: [String]

    /// Takes host names and IP addresses; an entry that begins with a dot allows every host below that domain.
    public init(_ hosts: some Sequence<String>) {
        let entries = hosts.map { $0.lowercased() }
        names = Set(entries.filter { !$0.hasPrefix(".") && !$0.isEmpty })
        domains = entries.filter { $0.hasPrefix(".") && $0.utf8.count > 1 }
    }

    /// Only this machine.
    public static let loopback = AllowedHosts(["127.0.0.1", "::1", "localhost"])

    public func allows(_ host: String) -> Bool {
        let host = host.lowercased()
        return names.contains(host) || domains.contains { host.hasSuffix($0) && host.utf8.count > $0.utf8.count }
    }
}

/// Whether an address is this machine itself, where nobody can listen in on the wire.
public enum Loopback {
    public static func contains(_ host: String) -> Bool {
        let host = host.lowercased()
        if host == "localhost" || host == "::1" { return true }
        let numbers = host.split(separator: ".", omittingEmptySubsequences: false)
        return numbers.count == 4 && numbers[0] == "127" && numbers.allSatisfy { UInt8($0) != nil }
    }
}
