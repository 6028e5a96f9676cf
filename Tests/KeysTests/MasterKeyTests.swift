import Cryptography
import Foundation
import TestSupport
import Testing

@testable import Keys

@Suite("Master key")
struct MasterKeyTests {
    private let scratch: ScratchDirectory
    private let bytes = [UInt8](0..<32)

    init() throws { scratch = try ScratchDirectory() }

    @Test("M-095 what is wrapped for one context opens for it and for no other")
    func contexts() throws {
        let master = try MasterKey(bytes: bytes)
        let wrapped = try master.wrap([1, 2, 3], context: "tenant-key/nordbygda/1f2e")
        #expect(try master.unwrap(wrapped, context: "tenant-key/nordbygda/1f2e") == [1, 2, 3])
        for context in ["tenant-key/sorvagen/1f2e", "tenant-key/nordbygda/1f2f", "", "tenant-key/nordbygda/1f2e "] {
            #expect(throws: MasterKeyError.notAuthentic) { try master.unwrap(wrapped, context: context) }
        }
    }

    @Test("M-095 a copy of the data opens under no other master key, and the error says so")
    func otherMasterKey() throws {
        let wrapped = try MasterKey(bytes: bytes).wrap([1, 2, 3], context: "c")
        let other = try MasterKey(bytes: bytes.reversed())
        #expect(throws: MasterKeyError.otherMasterKey) { try other.unwrap(wrapped, context: "c") }
        #expect(try other.identifier != MasterKey(bytes: bytes).identifier)
    }

    @Test("every changed byte and every cut of a wrapped secret is noticed")
    func tampering() throws {
        let master = try MasterKey(bytes: bytes)
        let wrapped = try master.wrap(Array("key".utf8), context: "c")
        for index in wrapped.indices {
            var changed = wrapped
            changed[index] ^= 1
            #expect(throws: MasterKeyError.self) { try master.unwrap(changed, context: "c") }
            #expect(throws: MasterKeyError.self) { try master.unwrap(Array(wrapped.prefix(index)), context: "c") }
        }
        #expect(try master.wrap([1], context: "c") != master.wrap([1], context: "c"))
    }

    @Test("a private key survives being wrapped")
    func privateKey() throws {
        let master = try MasterKey(bytes: bytes)
        let key = try SyntheticKeys.ofThisProcess.key("wrapped")
        let wrapped = try master.wrap(key.pkcs8DER, context: "k")
        #expect(try PrivateKey(pkcs8DER: master.unwrap(wrapped, context: "k")).publicKey == key.publicKey)
    }

    @Test("the key file holds 32 bytes or 64 digits, with or without a line end")
    func forms() throws {
        let digits = Hexadecimal.encode(bytes)
        let identifier = try MasterKey(bytes: bytes).identifier
        for (name, content) in [
            ("raw", bytes), ("hex", Array(digits.utf8)), ("line", Array((digits + "\n").utf8)),
            ("dos", Array((digits.uppercased() + "\r\n").utf8)),
        ] {
            #expect(try MasterKey(file: scratch.write(content, to: name)).identifier == identifier)
        }
        for (name, content) in [
            ("empty", []), ("short", Array(bytes.dropLast())), ("long", bytes + [0]),
            ("half", Array(digits.utf8.dropLast())),
            ("words", Array(repeating: UInt8(ascii: "z"), count: 64)), ("large", Array(repeating: 65, count: 5000)),
        ] {
            let path = try scratch.write(content, to: name)
            #expect(throws: MasterKeyError.malformed) { try MasterKey(file: path) }
        }
    }

    @Test("N-16 a file that others can reach is refused", arguments: [0o640, 0o604, 0o660, 0o601, 0o777, 0o620])
    func permissions(mode: Int) throws {
        let path = try scratch.write(bytes, to: "key")
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        #expect(throws: MasterKeyError.permissionsTooWide) { try MasterKey(file: path) }
        try FileManager.default.setAttributes([.posixPermissions: 0o400], ofItemAtPath: path)
        #expect(throws: Never.self) { try MasterKey(file: path) }
    }

    @Test("N-16 a service manager's credential passes: root's file, group root, read-only, for another user than root")
    func credential() {
        func passes(_ mode: UInt32, owner: UInt32 = 0, group: UInt32 = 0, user: UInt32 = 990) -> Bool {
            MasterKeyFile.isPrivate(mode: mode, owner: owner, group: group, user: user)
        }
        #expect(passes(0o440) && passes(0o400) && passes(0o600, owner: 990, group: 990))
        #expect(!passes(0o440, owner: 990) && !passes(0o440, group: 990) && !passes(0o440, user: 0))
        #expect(!passes(0o460) && !passes(0o450) && !passes(0o444) && !passes(0o404))
    }

    @Test("what is no ordinary file is refused")
    func ordinary() throws {
        #expect(throws: MasterKeyError.unreadable) { try MasterKey(file: scratch.path("missing")) }
        #expect(throws: MasterKeyError.notOrdinaryFile) { try MasterKey(file: scratch.path) }
        #expect(throws: MasterKeyError.notOrdinaryFile) { try MasterKey(file: "/dev/zero") }
    }

    @Test("M-095 a key inside the data directory is refused, by whatever path it is named")
    func insideData() throws {
        let data = scratch.path("data")
        try FileManager.default.createDirectory(atPath: data + "/deep", withIntermediateDirectories: true)
        let inside = try scratch.write(bytes, to: "data/deep/key")
        let beside = try scratch.write(bytes, to: "data-key")
        try FileManager.default.createSymbolicLink(atPath: scratch.path("link"), withDestinationPath: inside)
        try FileManager.default.createSymbolicLink(atPath: scratch.path("data-link"), withDestinationPath: data)
        for path in [inside, scratch.path("link"), data + "/../data/deep/key", scratch.path("data-link/deep/key")] {
            for directory in [data, data + "/", scratch.path("data-link")] {
                #expect(throws: MasterKeyError.insideDataDirectory) { try MasterKey(file: path, notInside: directory) }
            }
        }
        #expect(throws: Never.self) { try MasterKey(file: beside, notInside: data) }
        #expect(throws: Never.self) { try MasterKey(file: beside, notInside: scratch.path("not/there/yet")) }
        #expect(throws: MasterKeyError.unreadable) { try MasterKey(file: scratch.path("no"), notInside: data) }
    }

    @Test("a new key is random, readable by its owner alone, and never overwrites one")
    func generation() throws {
        let path = scratch.path("new")
        try MasterKey.generate(to: path)
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        let first = try MasterKey(file: path)
        #expect(throws: MasterKeyError.exists) { try MasterKey.generate(to: path) }
        #expect(try MasterKey(file: path).identifier == first.identifier)
        try MasterKey.generate(to: scratch.path("second"))
        #expect(try MasterKey(file: scratch.path("second")).identifier != first.identifier)
        #expect(throws: MasterKeyError.notWritten) { try MasterKey.generate(to: scratch.path("no/such/place")) }
    }
}
