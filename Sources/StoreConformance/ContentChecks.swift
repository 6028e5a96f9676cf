import Foundation
import Store

/// Contents are sealed for one tenant and given back byte by byte.
enum ContentChecks {
    typealias Check = StoreConformance.Check

    static let all = [roundTrip, sizes, replaced, deleted, sealedForm, otherTenant, unsealed]

    private static let roundTrip = Check("N-14 contents of each kind are kept apart and given back unchanged") {
        stage in
        let store = try await stage.tenant()
        let (one, two) = (try await store.insert(stage.incoming()), try await store.insert(stage.incoming()))
        for message in [one, two] {
            for kind in ContentKind.allCases {
                let sealed = try store.seal(Array("\(message.key.value) \(kind)".utf8))
                try await store.write { try $0.put(sealed, kind, of: message.key) }
            }
        }
        for message in [one, two] {
            for kind in ContentKind.allCases {
                let found = try await store.read { try $0.content(kind, of: message.key) }
                try Expect.equal(found, Array("\(message.key.value) \(kind)".utf8))
            }
        }
    }

    private static let sizes = Check("N-14 contents of any size are kept, also none") { stage in
        let store = try await stage.tenant()
        let message = try await store.insert(stage.incoming())
        for size in [0, 1, 15, 16, 4_095, 100_000, 3_000_000] {
            let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) }
            let sealed = try store.seal(bytes)
            try Expect.equal(sealed.size, size)
            try await store.write { try $0.put(sealed, .received, of: message.key) }
            let found = try await store.read { try $0.content(.received, of: message.key) }
            try Expect.that(found == bytes, "\(size) bytes come back")
        }
    }

    private static let replaced = Check("N-14 the last content of a kind counts") { stage in
        let store = try await stage.tenant()
        let message = try await store.insert(stage.incoming())
        let (old, new) = (try store.seal([1]), try store.seal([2, 2]))
        try await store.write {
            try $0.put(old, .document, of: message.key)
            try $0.put(new, .document, of: message.key)
        }
        try Expect.equal(try await store.read { try $0.content(.document, of: message.key) }, [2, 2])
    }

    private static let deleted = Check("N-34 deleted content is gone, the message stays") { stage in
        let store = try await stage.tenant()
        let message = try await store.insert(stage.incoming())
        let sealed = try store.seal([1])
        try await store.write {
            try $0.put(sealed, .document, of: message.key)
            try $0.put(sealed, .received, of: message.key)
        }
        try await store.write { try $0.deleteContent(.document, of: message.key) }
        try await store.read {
            try Expect.equal(try $0.content(.document, of: message.key), nil)
            try Expect.equal(try $0.content(.received, of: message.key), [1])
            try Expect.equal(try $0.message(message.key), message)
        }
    }

    private static let sealedForm = Check("N-14 sealed content shows nothing of the plaintext") { stage in
        let store = try await stage.tenant()
        let plain = [UInt8](repeating: 0x41, count: 200)
        let (one, two) = (try store.seal(plain), try store.seal(plain))
        try Expect.equal(one.tenant, store.tenant)
        try Expect.equal(one.size, 200)
        try Expect.that(one.bytes != two.bytes, "the same plaintext is sealed differently each time")
        try Expect.that(!one.bytes.contains(sequence: plain.prefix(8)), "no run of the plaintext is left")
    }

    private static let otherTenant = Check("M-039 content sealed for one tenant cannot be put into another's store") {
        stage in
        let (mine, other) = (try await stage.tenant(), try await stage.tenant(Stage.second))
        let sealed = try mine.seal([1, 2, 3])
        let message = try await other.insert(stage.incoming())
        try await Expect.refusal(.wrongTenant) {
            try await other.write { try $0.put(sealed, .received, of: message.key) }
        }
        // Under a forged name it can be put, but never opened.
        let forged = SealedContent(tenant: other.tenant, bytes: sealed.bytes, size: sealed.size)
        try await other.write { try $0.put(forged, .received, of: message.key) }
        try await Expect.refusal(.damaged(message.key, .received)) {
            try await other.read { try $0.content(.received, of: message.key) }
        }
    }

    private static let unsealed = Check("M-039 a sealed secret opens for its tenant alone, and only unchanged") {
        stage in
        let (mine, other) = (try await stage.tenant(), try await stage.tenant(Stage.second))
        let sealed = try mine.seal([1, 2, 3])
        try Expect.equal(try mine.unseal(sealed), [1, 2, 3])
        try await Expect.refusal(.wrongTenant) { _ = try other.unseal(sealed) }
        var changed = sealed.bytes
        changed[changed.count - 1] ^= 1
        for bytes in [changed, [], Array(sealed.bytes.dropLast())] {
            try Expect.equal(try? mine.unseal(SealedContent(tenant: mine.tenant, bytes: bytes, size: 3)), nil)
        }
        let forged = SealedContent(tenant: other.tenant, bytes: sealed.bytes, size: sealed.size)
        try Expect.equal(try? other.unseal(forged), nil)
    }
}

extension [UInt8] {
    fileprivate func contains(sequence: ArraySlice<UInt8>) -> Bool {
        count >= sequence.count
            && (0...(count - sequence.count)).contains { self[$0..<($0 + sequence.count)].elementsEqual(sequence) }
    }
}
