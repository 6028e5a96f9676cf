public import Foundation

/// Fetches the revocation lists of a chain from the addresses its own certificates name.
///
/// The network is a port: this type decides what may be asked for and what of the answer counts. Only chains a trust
/// store has found are asked about, only allow-listed hosts are called, and a list counts only when a certificate of the
/// chain signed it (architecture rule "only Helsenettet").
public struct CRLFetcher: Sendable {
    /// Bounds of one fetch.
    public struct Limits: Sendable {
        /// Size of one list in bytes.
        public let maximumBytes: Int
        /// Time for one list.
        public let timeout: Duration

        /// 20 MB and 30 s.
        public static let standard = Limits(maximumBytes: 20_000_000, timeout: .seconds(30))

        public init(maximumBytes: Int, timeout: Duration) {
            self.maximumBytes = maximumBytes
            self.timeout = timeout
        }
    }

    /// What came of one address.
    public enum Outcome: Sendable, Equatable {
        case fetched(RevocationList)
        /// The host is not in the allow-list, or the address is of another form than `http(s)://host[:port]/…`.
        case hostNotAllowed
        case tooLarge
        case timedOut
        /// The port threw: no connection, no such document.
        case unreachable
        /// The answer is no list, or no certificate of the chain signed it.
        case notGenuine
    }

    private let allowedHosts: Set<String>
    private let limits: Limits
    private let fetch: @Sendable (URL) async throws -> [UInt8]

    /// - Parameters:
    ///   - allowedHosts: `host` for the schemes' own ports or `host:port`; lower case.
    ///   - fetch: one GET without redirects; must end when its task is cancelled.
    public init(
        allowedHosts: Set<String>, limits: Limits = .standard, fetch: @escaping @Sendable (URL) async throws -> [UInt8]
    ) {
        self.allowedHosts = allowedHosts
        self.limits = limits
        self.fetch = fetch
    }

    /// Tries every address of the chain once, in order; the same address is not asked twice.
    public func lists(for chain: CertificateChain) async -> [(address: String, outcome: Outcome)] {
        var outcomes: [(address: String, outcome: Outcome)] = []
        for address in chain.certificates.flatMap(\.crlURLs) where !outcomes.contains(where: { $0.address == address })
        {
            outcomes.append((address, await list(at: address, for: chain)))
        }
        return outcomes
    }

    private func list(at address: String, for chain: CertificateChain) async -> Outcome {
        guard let url = URL(string: address), isAllowed(url) else { return .hostNotAllowed }
        switch await bytes(of: url) {
        case .success(let bytes):
            guard bytes.count <= limits.maximumBytes else { return .tooLarge }
            guard let list = try? RevocationList(bytes), chain.certificates.contains(where: { list.isSigned(by: $0) })
            else { return .notGenuine }
            return .fetched(list)
        case .failure(.timedOut): return .timedOut
        case .failure(.unreachable): return .unreachable
        }
    }

    private func isAllowed(_ url: URL) -> Bool {
        guard let scheme = url.scheme?.lowercased(), ["http", "https"].contains(scheme), url.user == nil,
            url.password == nil, let host = url.host?.lowercased(), !host.isEmpty
        else { return false }
        let own = scheme == "http" ? 80 : 443
        guard let port = url.port, port != own else { return allowedHosts.contains(host) }
        return allowedHosts.contains("\(host):\(port)")
    }

    private enum Failure: Error { case timedOut, unreachable }

    private func bytes(of url: URL) async -> Result<[UInt8], Failure> {
        await withTaskGroup(of: Result<[UInt8], Failure>.self) { group in
            group.addTask { [fetch] in
                do { return .success(try await fetch(url)) } catch { return .failure(.unreachable) }
            }
            group.addTask { [limits] in
                try? await Task.sleep(for: limits.timeout)
                return .failure(.timedOut)
            }
            defer { group.cancelAll() }
            return await group.next() ?? .failure(.unreachable)
        }
    }
}
