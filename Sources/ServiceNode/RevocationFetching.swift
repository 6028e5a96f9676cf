import AsyncHTTPClient
public import Certificates
public import Foundation
public import Logging
import NIOCore
import NIOHTTP1

/// Fetches the revocation lists of those whose signatures have waited for them: from the addresses that their own
/// certificates name, when the host is allowed.
///
/// Asked about are only certificates that lead to the trust store. Until a list has come what they signed is held and
/// said to be held; it is never taken for valid. Kept in memory: after a restart the first one waits again.
public actor RevocationFetching {
    /// Signers that are remembered; far more than there are municipalities.
    private static let mostSigners = 2_000

    private let folder: RevocationFolder
    private let trust: @Sendable () -> TrustStore
    private let allowedHosts: @Sendable () -> Set<String>
    private let fetch: @Sendable (URL) async throws -> [UInt8]
    private let log: Logger
    private var signers: [Certificate] = []
    private var lastAsked: [String: Date] = [:]

    /// Whoever asks again sooner is not fetched for: nobody makes us a nuisance to the issuers.
    private static let pause: TimeInterval = 30

    /// - Parameters:
    ///   - trust: asked each time, since it may change.
    ///   - allowedHosts: asked each time; none turns fetching off.
    ///   - fetch: one GET without redirects.
    public init(
        _ folder: RevocationFolder, trust: @escaping @autoclosure @Sendable () -> TrustStore,
        allowedHosts: @escaping @autoclosure @Sendable () -> Set<String>, log: Logger,
        fetch: @escaping @Sendable (URL) async throws -> [UInt8] = RevocationFetching.get
    ) {
        self.folder = folder
        self.trust = trust
        self.allowedHosts = allowedHosts
        self.log = log
        self.fetch = fetch
    }

    /// Something this certificate signed is held for want of a list.
    public func held(_ certificate: Certificate, now: Date) async {
        log.warning("held-for-revocation-list", metadata: ["certificate": "\(certificate.fingerprint)"])
        if !signers.contains(certificate) {
            if signers.count == Self.mostSigners { signers.removeFirst() }
            signers.append(certificate)
        }
        guard lastAsked[certificate.fingerprint].map({ now >= $0 + Self.pause }) != false else { return }
        lastAsked = lastAsked.filter { now < $0.value + Self.pause }
        lastAsked[certificate.fingerprint] = now
        await refresh([certificate], now: now)
    }

    /// Fetches again for everybody who has waited, before the lists go stale.
    public func refresh(now: Date) async { await refresh(signers, now: now) }

    private func refresh(_ certificates: [Certificate], now: Date) async {
        let fetcher = CRLFetcher(allowedHosts: allowedHosts(), fetch: fetch)
        var asked = AskedAddresses()
        for certificate in certificates {
            guard case .success(let chain) = trust().chain(certificate, at: now) else { continue }
            // Many municipalities have one issuer: its list is fetched once.
            guard !asked.cover(chain) else { continue }
            for (address, outcome) in await fetcher.lists(for: chain) {
                asked.note(outcome, at: address, for: chain)
                if case .fetched(let list) = outcome {
                    let keeping = folder.keep(list, from: address, at: now)
                    if keeping != .kept {
                        log.warning(
                            "revocation-list-not-kept",
                            metadata: ["address": "\(address)", "outcome": "\(keeping.rawValue)"])
                    }
                } else {
                    log.warning(
                        "revocation-list-not-fetched", metadata: ["address": "\(address)", "outcome": "\(outcome)"])
                }
            }
        }
    }

    /// One GET without redirects; the size is checked while it arrives, the time by who asks.
    @Sendable public static func get(_ url: URL) async throws -> [UInt8] {
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow, timeout: .init(connect: .seconds(10), read: .seconds(30)))
        configuration.httpVersion = .http1Only
        let http = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        do {
            let response = try await http.execute(HTTPClientRequest(url: url.absoluteString), timeout: .seconds(30))
            guard response.status == .ok else { throw NoList() }
            let body = try await response.body.collect(upTo: CRLFetcher.Limits.standard.maximumBytes)
            try await http.shutdown()
            return [UInt8](buffer: body)
        } catch {
            try? await http.shutdown()
            throw error
        }
    }

    private struct NoList: Error {}
}
