import Foundation
import SQLiteAccess
import TestSupport
import Testing
import Web

@testable import Portal

@Suite("The portal's queue of mails")
struct MailQueueTests {
    private func mail(_ stage: PortalStage, expires: TimeInterval? = nil) -> PortalMail {
        PortalMail(
            kind: .forgotten, to: PortalStage.storvik.account, date: stage.now, subject: "s",
            plain: "https://filsluse.example/password/HEMMELIG", html: "h", expires: expires.map { stage.now + $0 })
    }

    @Test("T-127 a mail keeps its Message-ID in every attempt and after the database is opened again")
    func again() async throws {
        let stage = try await PortalStage()
        try await stage.store.queue(mail(stage), from: "filsluse@etat.example")
        let first = try #require(try await stage.store.nextMail(after: nil, now: stage.now))
        #expect(try await stage.store.nextMail(after: first, now: stage.now) == nil)
        try stage.store.close()
        let again = try PortalStore(directory: stage.scratch.path("data"), masterKey: PortalStage.masterKey())
        // The process ended before an answer came: at once again, and counted.
        let second = try #require(try await again.nextMail(after: nil, now: stage.now))
        #expect(second.messageID == first.messageID && second.mail == first.mail)
        #expect(second.attempts == 2)
        try await again.note(.deferred(code: 451), of: second, now: stage.now)
        #expect(try await again.nextMail(after: nil, now: stage.now + 59) == nil)
        let third = try #require(try await again.nextMail(after: nil, now: stage.now + 60))
        try await again.note(.accepted, of: third, now: stage.now + 60)
        #expect(try await again.nextMail(after: nil, now: stage.now + 3600) == nil)
        let status = try #require(try await again.mails(to: PortalStage.storvik.account).first)
        #expect(status.state == .accepted && status.attempts == 3 && status.messageID == first.messageID)
        #expect(try await again.mails(to: nil).isEmpty)
        try again.close()
    }

    @Test("I-054 a mail that is refused, and one whose link has ended, is not tried again, and staff see it")
    func ended() async throws {
        let stage = try await PortalStage()
        try await stage.store.queue(mail(stage, expires: 3600), from: "filsluse@etat.example")
        try await stage.store.queue(mail(stage), from: "filsluse@etat.example")
        #expect(try await stage.store.nextMail(after: nil, now: stage.now + 3599) != nil)
        let other = try #require(try await stage.store.nextMail(after: nil, now: stage.now + 3600))
        try await stage.store.note(.refused(code: 550), of: other, now: stage.now + 3600)
        #expect(try await stage.store.nextMail(after: nil, now: stage.now + 9000) == nil)
        let states = try await stage.store.mails(to: nil).map(\.state)
        #expect(states == [.refused, .expired])
        // One that no server takes is given up after five days.
        try await stage.store.queue(mail(stage), from: "filsluse@etat.example")
        #expect(try await stage.store.nextMail(after: nil, now: stage.now + 5 * 86_400 - 1) != nil)
        #expect(try await stage.store.nextMail(after: nil, now: stage.now + 5 * 86_400) == nil)
    }

    @Test("T-084 a copy of the disk holds no link of a mail that waits, and none at all of one that has left")
    func sealed() async throws {
        let stage = try await PortalStage()
        try await stage.store.queue(mail(stage), from: "filsluse@etat.example")
        #expect(PushTests.find(Array("HEMMELIG".utf8), in: try stage.disk()) == nil)
        #expect(PushTests.find(Array("queued".utf8), in: try stage.disk()) != nil)
        let due = try #require(try await stage.store.nextMail(after: nil, now: stage.now))
        #expect(due.mail.plain.contains("HEMMELIG"))
        try await stage.store.note(.accepted, of: due, now: stage.now)
        let kept = try await stage.store.database.read { try $0.first("SELECT mail FROM mails") { $0.bytes(0) } }
        #expect(kept == .some(nil))
    }
}
