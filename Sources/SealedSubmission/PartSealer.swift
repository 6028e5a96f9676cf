import CMS
public import Certificates
public import Identifiers

/// One finished part, to be written where the caller likes.
public struct SealedPart: Sendable {
    public let entry: PartEntry
    public let bytes: [UInt8]

    public var fileName: String { entry.name.fileName }
}

/// Turns a stream of records into sealed parts: header, gzip, `CMSAuthEnvelope`.
///
/// Records go in one after another and are never split; at the set size a part is closed. Closed parts are compressed
/// and encrypted on threads beside the caller's, `lanes` at a time, and leave in order. Memory: about two parts for each
/// lane and one more, whatever the length of the stream. Plaintext is held in memory only.
///
/// Not for use inside an actor's or a task's asynchronous code where blocking matters: `append` waits for a lane.
public struct PartSealer: ~Copyable {
    private let role: PartRole
    private let submission: SubmissionID
    private let recipient: Certificate
    private let partSize: Int
    private let lanes: Int
    private let sink: (SealedPart) throws -> Void
    private var plaintext: [UInt8] = []
    private var inProgress: [SealingLane] = []
    private var entries: [PartEntry] = []
    private var closed = 0

    /// - Parameters:
    ///   - recipient: the encryption certificate of whom the role is for, verified before.
    ///   - partSize: payload at which a part is closed, bytes, 1 to `PartLimits.payload`.
    ///   - sink: takes the parts in order, on the caller's thread.
    public init(
        role: PartRole, submission: SubmissionID, recipient: Certificate, partSize: Int = PartLimits.usualPayload,
        lanes: Int = 2, sink: @escaping (SealedPart) throws -> Void
    ) {
        self.role = role
        self.submission = submission
        self.recipient = recipient
        self.partSize = min(max(1, partSize), PartLimits.payload)
        self.lanes = max(1, lanes)
        self.sink = sink
    }

    /// How many bytes the part that is being filled still takes.
    public var room: Int { partSize - payload }

    /// Adds one record. It begins a new part when the present one has no room for it; only a record that is larger than
    /// the part size makes a larger part.
    /// - Throws: `SubmissionFault` `.recordTooLarge`, `.tooManyParts`, `.cannotSeal`; what the sink throws.
    public mutating func append(_ record: some Collection<UInt8>) throws {
        guard record.count <= PartLimits.payload else { throw SubmissionFault(.recordTooLarge, part: next) }
        if payload > 0, record.count > room { try cut() }
        if plaintext.isEmpty { begin() }
        plaintext.append(contentsOf: record)
    }

    /// Adds octets to the part that is being filled, or to a new one, and never begins another by itself: where parts end
    /// is the caller's to say, by ``cut()``.
    /// - Throws: `SubmissionFault` `.recordTooLarge`.
    public mutating func extend(_ octets: some Collection<UInt8>) throws {
        guard payload + octets.count <= PartLimits.payload else { throw SubmissionFault(.recordTooLarge, part: next) }
        if plaintext.isEmpty { begin() }
        plaintext.append(contentsOf: octets)
    }

    /// Closes the part that is being filled, so that the next record begins another one. Without effect on an empty one.
    /// - Throws: as `append`.
    public mutating func cut() throws {
        guard !plaintext.isEmpty else { return }
        guard closed < PartLimits.parts else { throw SubmissionFault(.tooManyParts, part: next) }
        if inProgress.count == lanes { try handOver() }
        let header = PartHeader(submission: submission, name: next)
        inProgress.append(SealingLane(plaintext, header: header, recipient: recipient))
        plaintext = []
        closed += 1
    }

    /// Closes the last part and waits for all of them. A stream without records is one part without payload.
    /// - Returns: the entries for the manifest.
    /// - Throws: as `append`.
    public consuming func finish() throws -> [PartEntry] {
        if plaintext.isEmpty, closed == 0 { begin() }
        try cut()
        while !inProgress.isEmpty { try handOver() }
        return entries
    }

    private var next: PartName { PartName(role, closed + 1) }

    private var payload: Int { max(0, plaintext.count - PartHeader.length) }

    private mutating func begin() {
        plaintext.reserveCapacity(PartHeader.length + min(partSize, PartLimits.usualPayload))
        plaintext.append(contentsOf: PartHeader(submission: submission, name: next).bytes)
    }

    private mutating func handOver() throws {
        let part = try inProgress.removeFirst().wait()
        entries.append(part.entry)
        try sink(part)
    }
}
