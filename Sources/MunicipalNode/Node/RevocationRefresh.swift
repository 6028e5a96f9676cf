import Certificates
import Exchange
import Foundation
import FoundationNetworking
import Logging

/// Keeps revocation lists fresh: from files an operator puts into a directory, and from the addresses that the
/// certificates themselves name, when their host is allowed (architecture rule 5.8).
struct RevocationRefresh: Sendable {
    private let settings: RevocationSettings
    private let trust: PartnerTrust
    private let clock: @Sendable () -> Date
    private let logger: Logger
    private let interval: Duration = .seconds(600)

    init(
        settings: RevocationSettings, trust: PartnerTrust, clock: @escaping @Sendable () -> Date, logger: Logger
    ) {
        self.settings = settings
        self.trust = trust
        self.clock = clock
        self.logger = logger
    }

    /// Loads and fetches every ten minutes until cancelled.
    func run() async {
        while !Task.isCancelled {
            await refresh()
            try? await Task.sleep(for: interval)
        }
    }

    /// Reads the directory and fetches lists for the certificates that have been asked about.
    func refresh() async {
        var lists = read()
        let fetcher = CRLFetcher(allowedHosts: Set(settings.allowedHosts), fetch: Self.fetch)
        for certificate in trust.recentlyAsked {
            guard !settings.allowedHosts.isEmpty, let chain = trust.chain(of: certificate, at: clock()) else {
                continue
            }
            for (address, outcome) in await fetcher.lists(for: chain) {
                if case .fetched(let list) = outcome {
                    lists.add(list)
                } else {
                    logger.notice(
                        "a revocation list was not fetched",
                        metadata: ["address": "\(address)", "outcome": "\(outcome)"])
                }
            }
        }
        trust.replace(revocation: lists)
    }

    /// The lists in the directory; an unreadable file is reported and left out.
    func read() -> RevocationLists {
        var lists = RevocationLists(required: settings.required)
        do {
            for name in try lists.load(directory: settings.directory) {
                logger.warning("a revocation list cannot be used", metadata: ["file": "\(name)"])
            }
        } catch {
            logger.warning("revocation lists cannot be read", metadata: ["error": "\(error)"])
        }
        return lists
    }

    /// One GET without redirects; the fetcher limits time, and the size is checked while it arrives.
    @Sendable private static func fetch(_ url: URL) async throws -> [UInt8] {
        let configuration = URLSessionConfiguration.ephemeral
        configuration.timeoutIntervalForRequest = 30
        configuration.httpShouldSetCookies = false
        let session = URLSession(configuration: configuration, delegate: NoRedirects(), delegateQueue: nil)
        defer { session.finishTasksAndInvalidate() }
        let (data, response) = try await session.data(from: url)
        guard (response as? HTTPURLResponse)?.statusCode == 200 else { throw URLError(.badServerResponse) }
        return [UInt8](data)
    }

    private final class NoRedirects: NSObject, URLSessionTaskDelegate {
        func urlSession(
            _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse,
            newRequest request: URLRequest, completionHandler: @escaping @Sendable (URLRequest?) -> Void
        ) {
            completionHandler(nil)
        }
    }
}
