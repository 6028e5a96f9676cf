import Certificates
import Identifiers

/// Fixed records on their way into sealed parts, and the one hash that binds all of them.
///
/// The hash is SHA-256 over the SHA-256 digests of the parts' payloads, in order: it says the same as one over the whole
/// and lets each part be checked by itself.
struct RecordParts: ~Copyable {
    private var sealer: PartSealer
    private var payload: [UInt8] = []
    private var digests: [UInt8] = []
    private let room: Int

    init(
        role: PartRole, id: SubmissionID, recipient: Certificate, recordLength: Int, partSize: Int,
        sink: @escaping (SealedPart) throws -> Void
    ) {
        room = max(1, min(partSize, PartLimits.payload) / recordLength) * recordLength
        sealer = PartSealer(role: role, submission: id, recipient: recipient, partSize: room, sink: sink)
    }

    mutating func append(_ record: [UInt8]) throws {
        if payload.count + record.count > room { try close() }
        payload.append(contentsOf: record)
    }

    consuming func finish() throws -> (parts: [PartEntry], hash: ContentHash) {
        if digests.isEmpty || !payload.isEmpty { try close() }
        let hash = ContentHash(of: digests)
        return (try sealer.finish(), hash)
    }

    private mutating func close() throws {
        digests.append(contentsOf: ContentHash(of: payload).bytes)
        try sealer.append(payload)
        try sealer.cut()
        payload = []
    }
}

/// The way back: parts in order, their digests gathered.
struct RecordReading {
    private var opener: PartOpener
    private let recordLength: Int
    private var digests: [UInt8] = []
    private var next = 1

    init(_ opener: PartOpener, recordLength: Int) {
        self.opener = opener
        self.recordLength = recordLength
    }

    /// The records of the next part.
    mutating func records(_ sealed: [UInt8]) throws(SubmissionFault) -> [ArraySlice<UInt8>] {
        let payload = try opener.payload(of: next, sealed)
        guard payload.count.isMultiple(of: recordLength) else {
            throw SubmissionFault(.mapRecord, part: opener.entries[next - 1].name)
        }
        digests.append(contentsOf: ContentHash(of: payload).bytes)
        next += 1
        return stride(from: 0, to: payload.count, by: recordLength).map { payload[$0..<$0 + recordLength] }
    }

    /// - Throws: `SubmissionFault` `.partMissing`, `.mapAltered`.
    func finish(expecting hash: ContentHash) throws(SubmissionFault) {
        try opener.finish()
        guard ContentHash(of: digests) == hash else { throw SubmissionFault(.mapAltered) }
    }
}
