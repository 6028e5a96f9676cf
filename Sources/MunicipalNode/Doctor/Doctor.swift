public import CommandOutcome
public import Foundation
public import Settings
import Synchronization

/// Looks for everything that can keep messages from going through, for people who know nothing of ebXML (U-47).
///
/// All checks run side by side, none longer than `limit`; the report is in a fixed order.
public struct Doctor: Sendable {
    private let ground: DoctorGround
    private let checks: [any DoctorCheck]
    private let limit: Duration

    /// - Parameters:
    ///   - configuration: what the installation is told.
    ///   - serverRuns: whether `serve` answered on the control socket.
    ///   - facts: what the stores say; nil when they could not be asked, with the reason in `factsRefusal`.
    public init(
        configuration: Configuration, now: Date, serverRuns: Bool, facts: DoctorFacts.Reply?, factsRefusal: String?
    ) {
        self.init(
            ground: DoctorGround(
                configuration: configuration, now: now, serverRuns: serverRuns, facts: facts,
                factsRefusal: factsRefusal, network: LiveNetwork()))
    }

    init(ground: DoctorGround, checks: [any DoctorCheck]? = nil, limit: Duration = .seconds(9)) {
        self.ground = ground
        self.limit = limit
        self.checks = checks ?? (ground.isNew ? Self.firstRun : Self.all)
    }

    private static let all: [any DoctorCheck] = [
        ServerCheck(), DataDirectoryCheck(), DiskSpaceCheck(), MasterKeyCheck(), SecretFilesCheck(), ClockCheck(),
        TrustStoreCheck(), RevocationCheck(), RegisterCheck(), SchemaPackCheck(), MailServerCheck(), MailboxCheck(),
        TenantCheck(),
    ]

    /// Where nothing is stored yet only what a person can do now is told, in the order in which to do it; and what the
    /// IT department takes its time for.
    private static let firstRun: [any DoctorCheck] = [
        FirstStepsCheck(), MasterKeyCheck(), SecretFilesCheck(), TrustStoreCheck(), RegisterCheck(), MailServerCheck(),
    ]

    public func examine() async -> DoctorReport {
        let (ground, limit) = (ground, limit)
        let parts = await withTaskGroup(of: (Int, [DoctorFinding]).self) { group in
            for (index, check) in checks.enumerated() {
                group.addTask {
                    let found = await TimeLimit.run(limit) { await check.examine(ground) }
                    return (index, found ?? [check.unfinished])
                }
            }
            return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
        return DoctorReport(checks.indices.flatMap { parts[$0] ?? [] })
    }

    /// The report about a configuration that cannot be used: everything else depends on it.
    public static func report(_ error: ConfigurationError) -> DoctorReport {
        DoctorReport(
            error.problems.map {
                DoctorFinding(
                    "configuration", "Configuration", .error, $0.description,
                    remedy: "Correct it and try `budstikke config check`.")
            })
    }
}

extension Doctor {
    /// The report when there is no configuration to read at all.
    public static func report(_ error: AdministrationError) -> DoctorReport {
        DoctorReport([
            DoctorFinding("configuration", "Configuration", .error, error.sentence, remedy: error.remedy)
        ])
    }
}

/// What checks have to look at.
struct DoctorGround: Sendable {
    let configuration: Configuration
    let now: Date
    let serverRuns: Bool
    let facts: DoctorFacts.Reply?
    let factsRefusal: String?
    let network: any DoctorNetwork

    /// Whether no server or command has ever stored anything here.
    var isNew: Bool { facts == nil && FileStatus(configuration.dataDirectory) == nil }
}

/// One subject of the report.
protocol DoctorCheck: Sendable {
    var code: String { get }
    var title: String { get }
    func examine(_ ground: DoctorGround) async -> [DoctorFinding]
}

extension DoctorCheck {
    func ok(_ sentence: String) -> DoctorFinding { DoctorFinding(code, title, .ok, sentence) }

    func warning(_ sentence: String, remedy: String, request: String? = nil) -> DoctorFinding {
        DoctorFinding(code, title, .warning, sentence, remedy: remedy, request: request)
    }

    func error(_ sentence: String, remedy: String, request: String? = nil) -> DoctorFinding {
        DoctorFinding(code, title, .error, sentence, remedy: remedy, request: request)
    }

    var unfinished: DoctorFinding {
        warning("This took too long and was given up.", remedy: "Try `budstikke doctor` again.")
    }
}

/// Waits for work only so long. Work that blocks a thread goes on in the background; its result is dropped.
enum TimeLimit {
    static func run<Value: Sendable>(
        _ limit: Duration, _ work: @escaping @Sendable () async -> Value
    ) async -> Value? {
        let first = FirstResult<Value>()
        return await withCheckedContinuation { continuation in
            first.await(continuation)
            let task = Task { first.settle(await work()) }
            Task {
                try? await Task.sleep(for: limit)
                if first.settle(nil) { task.cancel() }
            }
        }
    }

    private final class FirstResult<Value: Sendable>: Sendable {
        private let continuation = Mutex<CheckedContinuation<Value?, Never>?>(nil)

        func await(_ new: CheckedContinuation<Value?, Never>) {
            continuation.withLock { $0 = new }
        }

        @discardableResult
        func settle(_ value: Value?) -> Bool {
            let waiting = continuation.withLock { $0.take() }
            waiting?.resume(returning: value)
            return waiting != nil
        }
    }
}
