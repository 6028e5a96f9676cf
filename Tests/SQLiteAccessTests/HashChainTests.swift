import Cryptography
import SQLiteAccess
import Testing

@Suite("T-111 a chain of records")
struct HashChainTests {
    private static let tables = Migration(
        number: 1,
        statements: [
            """
            CREATE TABLE audit (
                sequence INTEGER PRIMARY KEY, at INTEGER NOT NULL, actor TEXT NOT NULL, action TEXT NOT NULL,
                detail TEXT NOT NULL, previous BLOB NOT NULL, hash BLOB NOT NULL, code BLOB NOT NULL
            ) STRICT
            """,
            """
            CREATE TABLE audit_head (
                one INTEGER PRIMARY KEY CHECK (one = 1), sequence INTEGER NOT NULL, code BLOB NOT NULL
            ) STRICT
            """,
        ])
    private static let key = SecretBytes([UInt8](repeating: 7, count: 32))

    private let directory: TemporaryDirectory
    private let database: DurableDatabase<TestStoreError>

    init() throws {
        directory = try TemporaryDirectory()
        database = try DurableDatabase(
            path: directory.file("a.sqlite"), migrations: [Self.tables], cacheKibibytes: 64)
    }

    private func add(_ count: Int, to chain: HashChain) throws {
        for number in 0..<count {
            _ = try database.writeBlocking {
                try chain.append(at: Int64(number), actor: "test", action: "done", detail: "{}", to: $0)
            }
        }
    }

    private func brokenAt(_ chain: HashChain, checkpoints: [ChainCheckpoint] = []) throws -> Int64? {
        try database.readBlocking {
            var walk = ChainVerification(chain: chain, checkpoints: checkpoints)
            try walk.run(on: $0) { _, _ in }
            return walk.brokenAt
        }
    }

    @Test("a whole chain is whole under its own key and for its own owner only")
    func owners() throws {
        let chain = HashChain(key: Self.key, owner: "one")
        #expect(try brokenAt(chain) == nil)
        try add(3, to: chain)
        #expect(try brokenAt(chain) == nil)
        #expect(try brokenAt(HashChain(key: Self.key, owner: "two")) == 1)
        #expect(try brokenAt(HashChain(key: Self.key)) == 1)
        #expect(try brokenAt(HashChain(key: SecretBytes([UInt8](repeating: 8, count: 32)), owner: "one")) == 1)
    }

    @Test(
        "what is wrong is named by its number",
        arguments: [
            ("UPDATE audit SET actor = 'other' WHERE sequence = 2", 2),
            ("DELETE FROM audit WHERE sequence = 2", 2),
            ("DELETE FROM audit WHERE sequence = 4", 4),
            ("DELETE FROM audit_head", 5),
        ] as [(String, Int64)])
    func changed(sql: String, expected: Int64) throws {
        let chain = HashChain(key: Self.key)
        try add(4, to: chain)
        try database.writeBlocking { try $0.run(sql) }
        #expect(try brokenAt(chain) == expected)
    }

    @Test("records are told with whether the chain is whole so far")
    func told() throws {
        let chain = HashChain(key: Self.key)
        try add(3, to: chain)
        try database.writeBlocking { try $0.run("UPDATE audit SET action = 'else' WHERE sequence = 2") }
        var told: [Int64: Bool] = [:]
        try database.readBlocking {
            var walk = ChainVerification(chain: chain)
            try walk.run(on: $0) { told[$0.sequence] = $1 }
            #expect(walk.records == 3)
        }
        #expect(told == [1: true, 2: false, 3: false])
    }

    @Test("an older database in place of the newer one is noticed by a checkpoint")
    func checkpoint() throws {
        let chain = HashChain(key: Self.key)
        try add(2, to: chain)
        let head = try #require(try database.readBlocking { try chain.head(in: $0) })
        #expect(try brokenAt(chain, checkpoints: [head]) == nil)
        let later = ChainCheckpoint(sequence: 3, hash: head.hash, code: head.code)
        #expect(try brokenAt(chain, checkpoints: [later]) == 3)
        let forged = ChainCheckpoint(sequence: 2, hash: head.hash, code: [UInt8](repeating: 0, count: 32))
        #expect(try brokenAt(chain, checkpoints: [forged]) == 2)
    }
}
