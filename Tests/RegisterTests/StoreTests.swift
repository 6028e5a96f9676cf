import Foundation
import GRDB
import Identifiers
import Keys
import OsloCalendar
import Register
import TestSupport
import Testing

@Suite("Store")
struct StoreTests {
    let scene: Scene

    init() throws { scene = try Scene() }

    @Test("municipalities and seasons come back after a restart, and a newer entry replaces the older")
    func entries() throws {
        var municipality = Scene.municipality(
            "9901", scene.north.organisation, mailbox: "helse@nordbygda.kommune.example",
            providers: ProviderList(dated: scene.now, numbers: Set(SyntheticOrganisations.numbers(5))))
        try scene.store.keep(municipality)
        municipality.language = .nynorsk
        try scene.store.keep(municipality)
        try scene.restart()
        #expect(try scene.store.municipality(Scene.unit("9901")) == municipality)
        #expect(try scene.store.municipalities().map(\.unit.municipality.digits) == ["9901", "9902"])
        #expect(try scene.store.municipality(Scene.unit("9909")) == nil)
        #expect(try scene.store.season(of: 2016) == SeasonCalendar.usual(yearReported: 2016))
        #expect(try scene.store.season(of: 2017) == nil)
    }

    @Test("the files and directories are for their owner alone")
    func permissions() throws {
        try scene.send(scene.delivery())
        let names = FileManager.default.enumerator(atPath: scene.dataDirectory)!.map { "\($0)" } + [""]
        #expect(names.count > 8)
        for name in names {
            let attributes = try FileManager.default.attributesOfItem(atPath: scene.dataDirectory + "/" + name)
            let mode = try #require(attributes[.posixPermissions] as? NSNumber).intValue
            #expect(mode & 0o077 == 0, "\(name)")
        }
    }

    @Test("T-111 a record of the audit chain that is changed, removed, moved or cut off is found by its place")
    func audit() throws {
        for number in 1...20 {
            try scene.store.record(
                AuditEntry(at: scene.now, actor: "staff", action: "test", detail: ["number": "\(number)"]))
        }
        let whole = try scene.store.verifyAudit()
        #expect(whole.records == 20 && whole.brokenAt == nil && whole.openIntents.isEmpty)
        let cases: [(String, Int64)] = [
            ("UPDATE audit SET actor = 'other' WHERE sequence = 7", 7),
            ("DELETE FROM audit WHERE sequence = 12", 12), ("DELETE FROM audit WHERE sequence > 18", 19),
            ("UPDATE audit SET sequence = 21 WHERE sequence = 3", 3),
            ("DELETE FROM audit_head", 21), ("DELETE FROM audit", 1),
        ]
        try scene.store.close()
        let path = scene.dataDirectory + "/register.sqlite"
        for (change, place) in cases {
            let copy = scene.scratch.path("copy-\(place)-\(change.count)")
            try FileManager.default.copyItem(atPath: scene.dataDirectory, toPath: copy)
            let queue = try DatabaseQueue(path: copy + "/register.sqlite")
            try queue.write { try $0.execute(sql: change) }
            try queue.close()
            let store = try RegisterStore(directory: copy, masterKey: scene.masterKey)
            #expect(try store.verifyAudit().brokenAt == place, "\(change)")
            try store.close()
        }
        #expect(FileManager.default.fileExists(atPath: path))
    }

    @Test("a database of a newer program is refused and not touched")
    func newer() throws {
        try scene.store.close()
        let queue = try DatabaseQueue(path: scene.dataDirectory + "/register.sqlite")
        try queue.write { try $0.execute(sql: "PRAGMA user_version = 99") }
        try queue.close()
        #expect(throws: RegisterError.newerVersion) {
            try RegisterStore(directory: scene.dataDirectory, masterKey: scene.masterKey)
        }
    }

    @Test("a sealed value that was changed or moved is damage, and nothing of it is given")
    func damaged() throws {
        let first = try scene.delivery()
        let second = try scene.delivery(
            DeliveryPlan {
                $0.seed = 2
                $0.sequence = 2
            })
        for delivery in [first, second] { try scene.send(delivery) }
        try scene.store.close()
        let queue = try DatabaseQueue(path: scene.dataDirectory + "/register.sqlite")
        try queue.write {
            try $0.execute(
                sql: """
                    UPDATE submissions SET manifest = (SELECT manifest FROM submissions WHERE key = 2) WHERE key = 1
                    """)
        }
        try queue.close()
        try scene.restart()
        #expect(throws: RegisterError.damaged) { try scene.join(first.id) }
        #expect(try scene.join(second.id).state == .joined)
    }
}
