import Foundation
import GRDB
import Identifiers
import Store
import Testing

@testable import SQLiteStore

@Suite("Damaged contents")
struct DamageTests {
    private static let plain = (0..<1_000_000).map { UInt8(truncatingIfNeeded: $0 &* 7 >> 3) }

    @Test("T-065 a flipped byte anywhere in 1 MB of content is found, and everything else is served")
    func flippedBytes() async throws {
        let temporary = try TemporaryStore()
        let (keys, end) = try await fill(temporary, contents: 3)
        let file = try #require(FileHandle(forUpdatingAtPath: temporary.path(of: "first")))
        // The second content lies in the middle of the file: its own pages follow each other.
        let size = Int(try file.seekToEnd())
        #expect(size > 3_000_000 && end == size)
        for place in stride(from: size / 2 - 300_000, to: size / 2 + 300_000, by: 15_013) {
            try Self.flip(file, at: place)
            let store = try temporary.open()
            let tenant = try await store.tenant(try #require(TenantID("first")), as: "server")
            await #expect(throws: StoreError.damaged(keys[1], .received)) {
                try await tenant.read { try $0.content(.received, of: keys[1]) }
            }
            for key in [keys[0], keys[2]] {
                let served = try await tenant.read { try $0.content(.received, of: key) }
                #expect(served == Self.plain)
            }
            #expect(try await tenant.read { try $0.message(keys[1])?.state } == .received)
            _ = try await tenant.write { try $0.message(keys[1]) }
            try await store.close()
            try Self.flip(file, at: place)
        }
        try file.close()
    }

    @Test("T-065 every bit of sealed bytes and code is authenticated")
    func everyBit() throws {
        let tenant = try #require(TenantID("first"))
        let key = ContentKey(tenant: tenant, dataKey: [UInt8](repeating: 9, count: 32))
        let message = MessageKey(5)
        let sealed = try key.seal(Array("innhold".utf8))
        let code = try key.code(of: sealed.bytes, size: 7, kind: .document, message: message)
        let opened = try key.open(sealed.bytes, size: 7, code: code, kind: .document, message: message)
        #expect(opened == Array("innhold".utf8))
        func isRefused(_ bytes: [UInt8], _ code: [UInt8], size: Int64 = 7, kind: ContentKind = .document, of: Int64 = 5)
            -> Bool
        {
            do {
                _ = try key.open(bytes, size: size, code: code, kind: kind, message: MessageKey(of))
                return false
            } catch { return error as? StoreError == .damaged(MessageKey(of), kind) }
        }
        for bit in 0..<(sealed.bytes.count * 8) {
            var flipped = sealed.bytes
            flipped[bit / 8] ^= 1 << (bit % 8)
            #expect(isRefused(flipped, code))
        }
        for bit in 0..<256 {
            var flipped = code
            flipped[bit / 8] ^= 1 << (bit % 8)
            #expect(isRefused(sealed.bytes, flipped))
        }
        #expect(isRefused(Array(sealed.bytes.dropLast()), code))
        #expect(isRefused([], code))
        #expect(isRefused(sealed.bytes, []))
        #expect(isRefused(sealed.bytes, code, size: 6))
        #expect(isRefused(sealed.bytes, code, kind: .received))
        #expect(isRefused(sealed.bytes, code, of: 6))
    }

    @Test("T-065 contents that changed places are found")
    func swapped() async throws {
        let temporary = try TemporaryStore()
        let (keys, _) = try await fill(temporary, contents: 2)
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        let queue = try DatabaseQueue(path: temporary.path(of: "first"), configuration: configuration)
        try await queue.write {
            try $0.execute(sql: "UPDATE contents SET message = -message")
            try $0.execute(sql: "UPDATE contents SET message = 3 + message")
        }
        try queue.close()
        let store = try temporary.open()
        let tenant = try await store.tenant(try #require(TenantID("first")), as: "server")
        for key in keys {
            await #expect(throws: StoreError.damaged(key, .received)) {
                try await tenant.read { try $0.content(.received, of: key) }
            }
        }
        try await store.close()
    }

    @Test("T-065 a row with impossible values is an error and no trap")
    func impossibleValues() async throws {
        let temporary = try TemporaryStore()
        let (keys, _) = try await fill(temporary, contents: 2)
        let queue = try DatabaseQueue(path: temporary.path(of: "first"))
        try await queue.writeWithoutTransaction {
            try $0.execute(sql: "PRAGMA ignore_check_constraints = ON")
            try $0.execute(sql: "UPDATE messages SET state = 'nonsense' WHERE key = 1")
        }
        try queue.close()
        let store = try temporary.open()
        let tenant = try await store.tenant(try #require(TenantID("first")), as: "server")
        await #expect(throws: StoreError.self) { try await tenant.read { try $0.message(keys[0]) } }
        #expect(try await tenant.read { try $0.message(keys[1]) } != nil)
        try await store.close()
    }

    /// Messages with a content of 1 MB each; returns their keys and the size of the closed database.
    private func fill(_ temporary: TemporaryStore, contents: Int) async throws -> ([MessageKey], Int) {
        let store = try temporary.open()
        let tenant = try await temporary.tenant(in: store)
        var keys: [MessageKey] = []
        for _ in 0..<contents {
            let content = try tenant.seal(Self.plain)
            keys.append(
                try await tenant.write { transaction in
                    let message = try transaction.insert(
                        StoredMessage(
                            serverID: UUID(), direction: .incoming, kind: .unknown, state: .received,
                            at: TemporaryStore.now))
                    try transaction.put(content, .received, of: message.key)
                    return message.key
                })
        }
        try await store.close()
        let attributes = try FileManager.default.attributesOfItem(atPath: temporary.path(of: "first"))
        return (keys, attributes[.size] as? Int ?? 0)
    }

    private static func flip(_ file: FileHandle, at place: Int) throws {
        try file.seek(toOffset: UInt64(place))
        let byte = try #require(try file.read(upToCount: 1)?.first)
        try file.seek(toOffset: UInt64(place))
        try file.write(contentsOf: Data([byte ^ 0x10]))
        try file.synchronize()
    }
}
