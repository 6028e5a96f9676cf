import Certificates
import Delivery
import Exchange
public import Foundation
import Logging
import ServiceNode
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
    private let fetched = FetchedLists()
    private let fetch: @Sendable (URL) async throws -> [UInt8]
    private let interval: Duration = .seconds(600)

    /// - Parameter fetch: one GET without redirects, whose size is limited while it arrives.
    init(
        equipment: NodeEquipmentBox, clock: @escaping @Sendable () -> Date, logger: Logger, pulse: LoopPulse,
        fetch: @escaping @Sendable (URL) async throws -> [UInt8] = RevocationFetching.get
    ) {
        self.equipment = equipment
        self.clock = clock
        self.logger = logger
        self.pulse = pulse
        self.fetch = fetch
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

    /// Reads the directory and fetches lists for the certificates that have been asked about. A list that was fetched
    /// before counts on where its address gives none now, or an older one.
    func refresh() async {
        let (settings, trust, now) = (equipment.current.configuration.revocation, equipment.current.trust, clock())
        var (lists, failed) = read(settings)
        var asked = AskedAddresses()
        let fetcher = CRLFetcher(allowedHosts: Set(settings.allowedHosts), fetch: fetch)
        for certificate in trust.recentlyAsked {
            guard !settings.allowedHosts.isEmpty, let chain = trust.chain(of: certificate, at: now),
                // Many partners have one issuer: its list is fetched once.
                !asked.cover(chain)
            else { continue }
            for (address, outcome) in await fetcher.lists(for: chain) {
                asked.note(outcome, at: address, for: chain)
                if case .fetched(let list) = outcome {
                    let keeping = fetched.keep(list, from: address, at: now)
                    if keeping == .kept { continue }
                    logger.warning(
                        "a revocation list is not kept",
                        metadata: ["address": "\(address)", "outcome": "\(keeping.rawValue)"])
                } else {
                    logger.notice(
                        "a revocation list was not fetched",
                        metadata: ["address": "\(address)", "outcome": "\(outcome)"])
                }
                failed.append(address)
            }
        }
        fetched.forget(staleAt: now, except: asked.addresses)
        for list in fetched.lists { lists.add(list) }
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

/// The lists that were fetched, from one refresh to the next.
private final class FetchedLists: Sendable {
    private let state = Mutex(FetchedRevocationLists())

    var lists: [RevocationList] { state.withLock { $0.lists } }

    func keep(_ list: RevocationList, from address: String, at now: Date) -> FetchedRevocationLists.Keeping {
        state.withLock { $0.keep(list, from: address, at: now) }
    }

    func forget(staleAt now: Date, except addresses: Set<String>) {
        state.withLock { $0.forget(staleAt: now, except: addresses) }
    }
}
