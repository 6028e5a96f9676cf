public import Foundation
public import Identifiers

/// All tenants of one installation. Tenant data is reached only through `tenant(_:as:)` (architecture rule 5.5).
public protocol InstallationStore: Sendable {
    func tenants() async throws -> [Tenant]
    /// Creates the tenant's own store and data key. Throws `StoreError.exists`.
    func create(_ tenant: Tenant) async throws
    func update(_ tenant: Tenant) async throws
    /// The tenant's store for one actor; throws `StoreError.unknownTenant` or `.keyDestroyed`.
    func tenant(_ id: TenantID, as actor: String) async throws -> any TenantStore
    /// Destroys the tenant's wrapped data key: its contents can never be read again (M-039).
    func destroyKey(of id: TenantID) async throws
    func close() async throws
}

/// The store of one tenant, for one actor.
public protocol TenantStore: Sendable {
    var tenant: TenantID { get }
    var actor: String { get }
    /// Encrypts content with the tenant's data key, off the writer; the result can be put into any transaction of this
    /// tenant.
    func seal(_ bytes: [UInt8]) throws -> SealedContent
    /// Gives back what `seal` sealed for this tenant, for a small secret that is kept in a record.
    ///
    /// - Throws: `StoreError.wrongTenant` for another tenant's, `.failed` for one that was changed.
    func unseal(_ sealed: SealedContent) throws -> [UInt8]
    /// Runs `body` in a transaction that is on disk when this returns. Bodies of concurrent callers share one commit.
    func write<Value: Sendable>(
        _ body: @escaping @Sendable (any TenantTransaction) throws -> Value
    ) async throws -> Value
    /// Runs `body` on a snapshot.
    func read<Value: Sendable>(_ body: @escaping @Sendable (any TenantReading) throws -> Value) async throws -> Value
    /// Verifies the whole audit chain and its checkpoints.
    func verifyAudit() async throws -> AuditVerdict
}

/// Which bytes of a message are meant.
public enum ContentKind: String, Sendable, Codable, CaseIterable {
    /// The document as the record system submitted it.
    case submitted
    /// The packed MIME entity, stored once and resent.
    case envelope
    /// The mail as it was fetched.
    case received
    /// The document as it is handed to the record system.
    case document
}

/// Content encrypted for one tenant: nonce, ciphertext and tag, with a checksum over them.
public struct SealedContent: Sendable {
    public let tenant: TenantID
    public let bytes: [UInt8]
    /// Octets of the plaintext.
    public let size: Int

    public init(tenant: TenantID, bytes: [UInt8], size: Int) {
        self.tenant = tenant
        self.bytes = bytes
        self.size = size
    }
}

/// What a search asks for: all conditions given must hold. Keyset pages, newest first.
public struct MessageQuery: Sendable {
    /// Matches any of serverID, MessageId, ConversationId, MsgId, RefToMessageId, original MsgId, mail Message-ID.
    public var anyID: String?
    public var partner: HERId?
    public var own: HERId?
    public var action: String?
    public var states: [MessageState]?
    public var application: ApplicationState?
    public var kinds: [MessageKind]?
    public var direction: Direction?
    public var since: Date?
    public var until: Date?
    /// Only messages before this key.
    public var before: MessageKey?
    public var limit = 50

    public init() {}
}

/// Reading a tenant's data.
public protocol TenantReading {
    func message(_ key: MessageKey) throws -> StoredMessage?
    func message(serverID: UUID) throws -> StoredMessage?
    func messages(_ query: MessageQuery) throws -> [StoredMessage]
    /// How many messages are in a state, counted no further than `most`.
    func count(_ direction: Direction, _ state: MessageState, upTo most: Int) throws -> Int
    /// The authenticated incoming message that stands for this sender and eb:MessageId, other than `excluding`. Copies
    /// of it, and messages whose digest was never set because they were not authenticated, are not found.
    func received(from: HERId, messageID: String, excluding: MessageKey?) throws -> StoredMessage?
    /// An outgoing envelope by its eb:MessageId.
    func sent(messageID: String) throws -> StoredMessage?
    /// Incoming business messages by their document's MsgId, oldest first.
    func received(msgID: String) throws -> [StoredMessage]
    /// An outgoing business message or AppRec by its document's MsgId, newest first.
    func submitted(msgID: String) throws -> [StoredMessage]
    /// The stored signal (Acknowledgment, error, Pong or StatusResponse) that answers an incoming eb:MessageId from this party.
    func answer(to messageID: String, receiver: HERId) throws -> StoredMessage?
    /// An outgoing envelope by the mail Message-ID (or ENVID) of one of its attempts.
    func sent(mailMessageID: String) throws -> StoredMessage?
    func events(of key: MessageKey) throws -> [MessageEvent]
    /// Events of all messages after one, oldest first.
    func events(after sequence: Int64, limit: Int) throws -> [RecordedEvent]
    func attempts(of key: MessageKey) throws -> [Attempt]
    func receivers(of key: MessageKey) throws -> [ReceiverState]
    func offers(of key: MessageKey) throws -> [Offer]
    func offers(recordSystem: String, states: [Offer.State]) throws -> [Offer]
    /// What waits for a record system that uses the API.
    func unread(_ query: UnreadQuery) throws -> [Unread]
    /// Opens sealed content; throws `StoreError.damaged` when checksum or tag fails.
    func content(_ kind: ContentKind, of key: MessageKey) throws -> [UInt8]?
    func hasFetched(mailbox: String, uidl: String) throws -> Bool
    func records<Record: TenantRecord>(_ type: Record.Type) throws -> [Record]
    func record<Record: TenantRecord>(_ type: Record.Type, id: String) throws -> Record?
    func task(_ id: Int64) throws -> MessageTask?
    func tasks(_ query: TaskQuery) throws -> [MessageTask]
    func notes(ofTask id: Int64) throws -> [TaskNote]
    /// The open tasks in groups of those that are alike, the largest first.
    func taskGroups() throws -> [TaskGroup]
    /// How many tasks are open, and how many of them should have been done by a time.
    func openTasks(dueBefore: Date) throws -> (all: Int, due: Int)
    /// How many outgoing messages wait for a receipt or for release, counted to `WaitingReceipts.most`.
    func waiting(for receipt: AwaitedReceipt) throws -> WaitingReceipts
    func deviation(_ number: Int64) throws -> Deviation?
    func deviations(_ query: DeviationQuery) throws -> [Deviation]
    /// Oldest first.
    func steps(ofDeviation number: Int64) throws -> [DeviationStep]
    /// The deviations whose authority's clock runs, the earliest discovered first.
    func deviationClocks() throws -> [DeviationClock]
    /// One for each deviation, oldest first.
    func deviationFigures() throws -> [DeviationFigure]
    func auditRecords(after sequence: Int64, limit: Int) throws -> [AuditRecord]
    /// When the next job is due or the next lease runs out, for the given kinds; nil when there are none.
    func nextJob(kinds: [String]) throws -> Date?
    /// Whether a job of this kind and order key is waiting or held.
    func hasJob(kind: String, orderKey: String) throws -> Bool
    func jobCounts() throws -> [String: Int]
}

/// Writing a tenant's data, all or nothing.
public protocol TenantTransaction: TenantReading {
    /// Inserts and returns the message under its key, as it is stored: times are kept to the microsecond. Throws
    /// `StoreError.duplicate` as `update` does.
    func insert(_ message: StoredMessage) throws -> StoredMessage
    /// Writes all fields if the stored state is still one of `from`; false when the race is lost.
    ///
    /// One message stands for a direction, sender and eb:MessageId. An incoming one with a digest asks to be it when it
    /// gets an accepting state (handed over or queued for it, answered, misaddressed, settled, unmatched), and throws
    /// `StoreError.duplicate` when another is; a refused one asks only while none is. An outgoing one asks when it gets
    /// its eb:MessageId. Without a digest an incoming copy is stored in any state.
    func update(_ message: StoredMessage, from: Set<MessageState>) throws -> Bool
    func append(_ event: MessageEvent) throws
    func put(_ content: SealedContent, _ kind: ContentKind, of key: MessageKey) throws
    func deleteContent(_ kind: ContentKind, of key: MessageKey) throws
    func begin(_ attempt: Attempt) throws
    func finish(_ attempt: Attempt) throws
    func set(_ receiver: ReceiverState) throws
    func set(_ offer: Offer) throws
    func rememberFetched(mailbox: String, uidl: String, at: Date) throws
    /// Forgets UIDLs that the mailbox no longer lists.
    func forgetFetched(mailbox: String, except: Set<String>) throws

    func enqueue(_ job: NewJob) throws
    /// Leases due jobs: at most one per order key and kind (the oldest unfinished), spread over fairness keys. A lease
    /// that ran out counts a crash; a job with three crashes is parked and not returned. A job whose worker vanished
    /// before is handed out only while no other such job is held, so that a crash counts against the one that causes
    /// it.
    func claim(_ claim: JobClaim) throws -> [Job]
    /// False when the lease is no longer held; then the caller's transaction must be abandoned.
    func complete(_ job: Job) throws -> Bool
    func retry(_ job: Job, at: Date, reason: String) throws -> Bool
    func park(_ job: Job, reason: String) throws -> Bool
    /// Makes those jobs of a kind due at a time which wait longer for this reason.
    func hasten(kind: String, reason: String, to: Date) throws
    /// Removes waiting jobs of a kind for a message (a resend that is no longer needed).
    func cancel(kind: String, of message: MessageKey) throws
    /// Makes every leased job claimable at once and counts a crash on each: called once at start, by the lock's holder.
    /// Returns those jobs as they are now; the ones with three crashes were parked.
    func rescue(now: Date) throws -> [Job]
    /// Parked jobs, with the reason.
    func parked() throws -> [(job: Job, reason: String)]
    /// Makes a parked job a new one, due now; false when it is not parked.
    func unpark(_ job: Job, at: Date) throws -> Bool

    /// Opens a task; nil when one is open for this message and step.
    func openTask(_ cause: MessageTask.Cause, for message: StoredMessage, at: Date, dueAt: Date) throws -> MessageTask?
    /// Writes owner, due time and end if the task is still open; false when it has been closed.
    func update(_ task: MessageTask) throws -> Bool
    func add(_ note: TaskNote, toTask id: Int64) throws

    /// Opens a deviation as new.
    func openDeviation(
        _ form: DeviationForm, about messages: [MessageKey], task: Int64?, at: Date, by: String
    ) throws -> Deviation
    /// Writes all that may change if nobody has written it since it was read; false otherwise.
    func update(_ deviation: Deviation) throws -> Bool
    func append(_ step: DeviationStep, toDeviation number: Int64) throws

    func audit(_ entry: AuditEntry) throws
    func put(_ record: some TenantRecord) throws
    func delete<Record: TenantRecord>(_ type: Record.Type, id: String) throws
}

/// What a store can say no with.
public enum StoreError: Error, Equatable {
    case exists, unknownTenant, keyDestroyed
    /// The unique key (direction, sender, MessageId) is taken.
    case duplicate
    /// Content whose checksum or tag does not fit; the message is flagged, the rest served.
    case damaged(MessageKey, ContentKind)
    /// The lease was lost: nothing of the transaction was kept.
    case leaseLost
    /// The disk is full; nothing of the transaction was kept, and it may be tried again.
    case full
    /// The disk refused to make data durable: the process must stop (architecture rule 5.1).
    case notDurable(String)
    /// Another process holds the data directory.
    case locked
    case wrongTenant
    case failed(String)
}
