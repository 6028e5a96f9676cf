import Certificates
import Delivery
import Exchange
public import Foundation
import FoundationNetworking
import Logging
import Synchronization

/// Keeps revocation lists fresh: from files an operator puts into a directory, and from the addresses that the
/// certificates themselves name, when their host is allowed (architecture rule 5.8).
struct RevocationRefresh: Sendable {
    private let equipment: NodeEquipmentBox
    private let clock: @Sendable () -> Date
    private let logger: Logger
    private let pulse: LoopPulse
    private let wake = Wake()
    private let latest = LatestRevocationStatus()
    private let interval: Duration = .seconds(600)

    init(
        equipment: NodeEquipmentBox, clock: @escaping @Sendable () -> Date, logger: Logger, pulse: LoopPulse
    ) {
        self.equipment = equipment
        self.clock = clock
        self.logger = logger
        self.pulse = pulse
    }

    /// What the last refresh came to; nil before the first.
    var status: RevocationStatus? { latest.value }

    /// Loads and fetches every ten minutes, and when asked, until cancelled.
    func run() async {
        while !Task.isCancelled {
            pulse.beat()
            await refresh()
            await wake.wait(atMost: interval)
        }
    }

    /// Lets the next refresh begin now.
    func hasten() { wake.raise() }

    /// Reads the directory and fetches lists for the certificates that have been asked about.
    func refresh() async {
        let (settings, trust) = (equipment.current.configuration.revocation, equipment.current.trust)
        var (lists, unusable) = read(settings)
        var failed = unusable
        let fetcher = CRLFetcher(allowedHosts: Set(settings.allowedHosts), fetch: Self.fetch)
        for certificate in trust.recentlyAsked {
            guard !settings.allowedHosts.isEmpty, let chain = trust.chain(of: certificate, at: clock()) else {
                continue
            }
            for (address, outcome) in await fetcher.lists(for: chain) {
                if case .fetched(let list) = outcome {
                    lists.add(list)
                } else {
                    failed.append(address)
                    logger.notice(
                        "a revocation list was not fetched",
                        metadata: ["address": "\(address)", "outcome": "\(outcome)"])
                }
            }
        }
        trust.replace(revocation: lists)
        latest.value = RevocationStatus(
            lists: lists.lists.count, nextUpdate: lists.nextUpdate, failed: Set(failed).sorted())
    }

    /// The lists in the directory; an unreadable file is reported and left out.
    private func read(_ settings: RevocationSettings) -> (RevocationLists, unusable: [String]) {
        var lists = RevocationLists(required: settings.required)
        do {
            let unusable = try lists.load(directory: settings.directory)
            for name in unusable {
                logger.warning("a revocation list cannot be used", metadata: ["file": "\(name)"])
            }
            return (lists, unusable)
        } catch {
            logger.warning(
                "revocation lists cannot be read", metadata: ["directory": "\(settings.directory)"])
            return (lists, [settings.directory])
        }
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

/// What a running server has of revocation lists, those in memory included.
public struct RevocationStatus: Codable, Sendable, Equatable {
    /// Lists in use.
    public var lists: Int
    /// When the first of them is out of date.
    public var nextUpdate: Date?
    /// Addresses and files that gave no list at the last attempt.
    public var failed: [String]

    public init(lists: Int, nextUpdate: Date?, failed: [String]) {
        self.lists = lists
        self.nextUpdate = nextUpdate
        self.failed = failed
    }
}

private final class LatestRevocationStatus: Sendable {
    private let status = Mutex<RevocationStatus?>(nil)

    var value: RevocationStatus? {
        get { status.withLock { $0 } }
        set { status.withLock { $0 = newValue } }
    }
}
