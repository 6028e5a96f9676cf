import Cryptography
import Foundation
import GRDB
import Keys
import PasswordHashing
import SQLiteAccess
import TestSupport
import Testing
import Web

@testable import Portal

@Suite("The portal's store")
struct StoreTests {
    @Test("accounts, files and events are there after the database is opened again")
    func reopened() async throws {
        let stage = try await PortalStage()
        let file = try await stage.add()
        _ = try await PortalBrowser.loggedIn(stage)
        let events = try await stage.store.events(after: 0)
        try stage.store.close()
        let again = try PortalStore(directory: stage.scratch.path("data"), masterKey: PortalStage.masterKey())
        #expect(try await again.file(file.id, of: PortalStage.storvik.account) == file)
        #expect(try await again.account(PortalStage.storvik.account)?.passwordHash != nil)
        #expect(try await again.events(after: 0) == events && events.count == 6)
        #expect(try await again.firstBrokenEvent() == nil)
    }

    @Test("a database of a newer version, one that is none, one of another key and one in use are not opened")
    func notOpened() throws {
        let (scratch, key) = (try ScratchDirectory(), try PortalStage.masterKey())
        let store = try PortalStore(directory: scratch.path("own"), masterKey: key)
        #expect(throws: PortalFault.locked) { try PortalStore(directory: scratch.path("own"), masterKey: key) }
        try store.close()
        let other = try MasterKey(bytes: [UInt8](repeating: 8, count: 32))
        #expect(throws: PortalFault.otherMasterKey) {
            try PortalStore(directory: scratch.path("own"), masterKey: other)
        }
        let queue = try DatabaseQueue(path: scratch.path("own/portal.sqlite"))
        try queue.write { try $0.execute(sql: "PRAGMA user_version = 99") }
        try queue.close()
        #expect(throws: PortalFault.newerVersion) { try PortalStore(directory: scratch.path("own"), masterKey: key) }
        try FileManager.default.createDirectory(
            atPath: scratch.path("none"), withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        try scratch.write(
            Array("no database at all, but long enough to be read as the head of one: ".utf8), to: "none/portal.sqlite")
        #expect(throws: PortalFault.damaged) { try PortalStore(directory: scratch.path("none"), masterKey: key) }
    }

    @Test(
        "N-39 an event that is changed, taken out or put in is found",
        arguments: [
            ("UPDATE events SET kind = 'fileFetched' WHERE key = 2", 2), ("DELETE FROM events WHERE key = 1", 2),
            ("UPDATE events SET at = at + 1 WHERE key = 3", 3), ("UPDATE events SET file = NULL WHERE key = 3", 3),
            ("INSERT INTO events SELECT 4, at, kind, unit, file, digest FROM events WHERE key = 3", 4),
        ])
    func chain(change: String, key: Int64) async throws {
        let stage = try await PortalStage()
        _ = try await stage.add()
        #expect(try await stage.store.firstBrokenEvent() == nil)
        try await stage.store.database.write { try $0.run(change) }
        #expect(try await stage.store.firstBrokenEvent() == key)
    }

    @Test("T-084 two that use the same link at the same time: one sets a password, the other is refused")
    func race() async throws {
        let stage = try await PortalStage()
        let account = PortalStage.storvik.account
        let token = LinkToken(drawn: SecureRandom.bytes(24))!
        let now = stage.now
        _ = try await stage.store.change(account) { $0.askForLink(token, .newUser, now: now) }
        #expect(try await stage.store.account(linked: token.digest)?.name == account)
        let hash = stage.hasher
        let stored = try hash.hash(PortalStage.password)
        let refusals = try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    let refusal = try await stage.store.change(account) {
                        $0.setPassword(stored, by: token.digest, device: nil, now: now)
                    }
                    return refusal == .some(.none)
                }
            }
            return try await group.reduce(into: [Bool]()) { $0.append($1) }
        }
        #expect(refusals.count { $0 } == 1)
        #expect(try await stage.store.events(after: 0).count { $0.kind == .passwordSet } == 1)
    }

    @Test("I-041 a copy of the portal's disk holds no plaintext, password or secret of a link; a control is found")
    func canary() async throws {
        let stage = try await PortalStage()
        _ = try await stage.add()
        let browser = try await PortalBrowser.loggedIn(stage)
        _ = try await browser.link(PortalStage.lillevik, .forgotten)
        let token = try #require(
            stage.mails.last.flatMap { PortalBrowser.path(in: $0, "/password/") }?.split(separator: "/").last)
        let disk = try stage.disk()
        for secret in [PortalStage.canary, PortalStage.password, String(token)] {
            #expect(PushTests.find(Array(secret.utf8), in: disk) == nil)
        }
        #expect(PushTests.find(Array("postmottak@storvik.example".utf8), in: disk) != nil)
    }

    @Test("I-064 a file that has been purged is in neither the database nor its log")
    func purged() async throws {
        let stage = try await PortalStage()
        let archive = try PortalStage.archive()
        let file = try await stage.add(1, archive)
        let sample = Array(archive[60..<90])
        #expect(PushTests.find(sample, in: try stage.disk()) != nil)
        #expect(try await stage.store.purge(now: file.ends) == 1)
        #expect(PushTests.find(sample, in: try stage.disk()) == nil)
    }
}
