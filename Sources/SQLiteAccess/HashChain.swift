package import Cryptography

/// A chain of audit records in the tables `audit` and `audit_head`: each record's hash covers the hash before it and
/// the record's own bytes.
///
/// Hash = SHA-256 over previous hash, sequence, time, actor, action and the detail's stored text. Beside it stands a
/// code made with a key that lies wrapped by the master key, so whoever can write the file but has no master key cannot
/// make a new chain; the code of the head tells where the chain ends (T-111).
package struct HashChain: Sendable {
    /// What stands before the first record.
    package static let origin = [UInt8](repeating: 0, count: 32)

    private let key: SecretBytes
    private let owner: String?

    /// - Parameter owner: who of several the chain is about; its codes are valid for no other. Nil where there is one.
    package init(key: SecretBytes, owner: String? = nil) {
        self.key = key
        self.owner = owner
    }

    /// Adds a record after the last one, in the caller's transaction.
    /// - Parameter at: microseconds since 1970.
    @discardableResult
    package func append(
        at: Int64, actor: String, action: String, detail: String, to connection: Connection
    ) throws -> ChainEnd {
        let last = try end(in: connection)
        let previous = last?.hash ?? Self.origin
        let record = ChainRecord(
            sequence: (last?.sequence ?? 0) + 1, at: at, actor: actor, action: action, detail: detail)
        let (sequence, hash) = (record.sequence, record.hash(after: previous))
        try connection.run(
            """
            INSERT INTO audit (sequence, at, actor, action, detail, previous, hash, code)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [sequence, at, actor, action, detail, previous, hash, code(.record, sequence, hash)])
        try connection.run(
            """
            INSERT INTO audit_head (one, sequence, code) VALUES (1, ?, ?)
            ON CONFLICT (one) DO UPDATE SET sequence = excluded.sequence, code = excluded.code
            """,
            [sequence, code(.head, sequence, hash)])
        return ChainEnd(sequence: sequence, hash: hash)
    }

    /// The newest record as a checkpoint; nil when there is no record.
    package func head(in connection: Connection) throws -> ChainCheckpoint? {
        try end(in: connection).map { checkpoint(at: $0) }
    }

    /// What a code vouches for: no code of one use is valid in another.
    package enum CodeUse: String { case record, head, checkpoint }

    package func code(_ use: CodeUse, _ sequence: Int64, _ hash: [UInt8]) -> [UInt8] {
        var bytes = CanonicalBytes()
        if let owner { bytes.append(owner) }
        bytes.append(use.rawValue)
        bytes.append(sequence)
        bytes.append(hash)
        return HMACSHA256.authenticate(bytes.bytes, key: key.bytes)
    }

    /// What is kept of an end outside the database.
    package func checkpoint(at end: ChainEnd) -> ChainCheckpoint {
        ChainCheckpoint(
            sequence: end.sequence, hash: end.hash, code: code(.checkpoint, end.sequence, end.hash))
    }

    private func end(in connection: Connection) throws -> ChainEnd? {
        try connection.first("SELECT sequence, hash FROM audit ORDER BY sequence DESC LIMIT 1") {
            ChainEnd(sequence: try $0.required($0.integer(0)), hash: try $0.required($0.bytes(1)))
        }
    }
}

/// A record as it is stored, without its hashes.
package struct ChainRecord: Sendable {
    package let sequence: Int64
    package let at: Int64
    package let actor: String
    package let action: String
    package let detail: String

    func hash(after previous: [UInt8]) -> [UInt8] {
        var bytes = CanonicalBytes()
        bytes.append(previous)
        bytes.append(sequence)
        bytes.append(at)
        bytes.append(actor)
        bytes.append(action)
        bytes.append(detail)
        return SHA256.digest(bytes.bytes)
    }
}

/// The newest record of a chain.
package struct ChainEnd: Sendable {
    package let sequence: Int64
    package let hash: [UInt8]
}

/// The state of a chain at one moment, kept outside its database: a whole older database put in place of the newer one
/// is noticed.
package struct ChainCheckpoint: Sendable, Equatable {
    package let sequence: Int64
    package let hash: [UInt8]
    package let code: [UInt8]

    package init(sequence: Int64, hash: [UInt8], code: [UInt8]) {
        self.sequence = sequence
        self.hash = hash
        self.code = code
    }
}
