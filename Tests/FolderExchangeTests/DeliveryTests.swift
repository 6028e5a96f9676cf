import FolderExchange
import Foundation
import Glibc
import Identifiers
import Testing

@Suite("Deliveries to the record system")
struct DeliveryTests {
    private func note(_ id: UUID) throws -> DeliveryNote {
        DeliveryNote(
            id: id, msgID: "../../etc/passwd", action: "LOG_INNLAGT", senderName: "Syntetisk sykehus",
            fromHER: HERId(90001), toHER: try #require(HERId(90002)), receivedAt: Date(timeIntervalSince1970: 0))
    }

    @Test("A delivery is an .xml and a .json under the server's own UUID, whatever the message says") func offer()
        throws
    {
        let temporary = try TemporaryFolder()
        let id = UUID()
        let name = id.uuidString.lowercased()
        #expect(try temporary.folder.offer(id, document: Array("<a/>".utf8), note: note(id)) == .written)
        #expect(try temporary.names(.in) == ["\(name).json", "\(name).xml"])
        #expect(temporary.text("in/\(name).xml") == "<a/>")
        #expect(temporary.text("in/\(name).json")?.contains("\"toHER\" : 90002") == true)
        #expect(temporary.text("in/\(name).json")?.contains("\"id\" : \"\(name)\"") == true)
        #expect(temporary.mode("in/\(name).xml") == 0o660)
    }

    @Test("M-107 a delivery is never written twice: not while it waits, not after it was read") func once() throws {
        let temporary = try TemporaryFolder()
        let id = UUID()
        let name = id.uuidString.lowercased()
        #expect(try temporary.folder.takenState(id) == .missing)
        #expect(try temporary.folder.offer(id, document: [1], note: note(id)) == .written)
        #expect(try temporary.folder.takenState(id) == .waiting)
        #expect(try temporary.folder.offer(id, document: [2], note: note(id)) == .alreadyThere)
        rename("\(temporary.path)/in/\(name).xml", "\(temporary.path)/taken/\(name).xml")
        #expect(try temporary.folder.takenState(id) == .taken)
        #expect(try temporary.folder.offer(id, document: [3], note: note(id)) == .alreadyTaken)
    }

    @Test("One look tells which deliveries wait: not those taken, staged, gone or spelled otherwise") func waiting()
        throws
    {
        let temporary = try TemporaryFolder()
        let ids = (0..<5).map { _ in UUID() }
        let names = ids.map { $0.uuidString.lowercased() }
        for id in ids[...2] { _ = try temporary.folder.offer(id, document: [1], note: note(id)) }
        rename("\(temporary.path)/in/\(names[1]).xml", "\(temporary.path)/taken/\(names[1]).xml")
        rename("\(temporary.path)/in/\(names[2]).xml", "\(temporary.path)/in/\(ids[2].uuidString).xml")
        try temporary.folder.stage(ids[3], document: [1], note: note(ids[3]))
        #expect(try temporary.folder.waiting(of: ids) == [ids[0]])
        #expect(try temporary.folder.waiting(of: []).isEmpty)
    }

    @Test("A staged delivery is not seen until it is published, and is published once") func staged() throws {
        let temporary = try TemporaryFolder()
        let id = UUID()
        let name = id.uuidString.lowercased()
        try temporary.folder.stage(id, document: Array("<a/>".utf8), note: note(id))
        try temporary.folder.stage(id, document: Array("<a/>".utf8), note: note(id))
        #expect(
            try temporary.names(.in) == [".\(name).json.tmp", ".\(name).xml.tmp"],
            "not the note alone either, and a second try leaves nothing of the first")
        #expect(try temporary.folder.takenState(id) == .missing)
        #expect(try temporary.folder.publish(id) == .waiting)
        #expect(temporary.text("in/\(name).xml") == "<a/>")
        #expect(try temporary.names(.in) == ["\(name).json", "\(name).xml"])
        #expect(try temporary.folder.publish(id) == .waiting)
        rename("\(temporary.path)/in/\(name).xml", "\(temporary.path)/taken/\(name).xml")
        #expect(try temporary.folder.publish(id) == .taken)
        #expect(try temporary.names(.in) == ["\(name).json"])
    }

    @Test("A delivery whose note has its name and whose document has not is finished by the next try")
    func halfPublished() throws {
        let temporary = try TemporaryFolder()
        let id = UUID()
        let name = id.uuidString.lowercased()
        try temporary.folder.stage(id, document: Array("<a/>".utf8), note: note(id))
        rename("\(temporary.path)/in/.\(name).json.tmp", "\(temporary.path)/in/\(name).json")
        #expect(try temporary.folder.takenState(id) == .missing)
        #expect(try temporary.folder.publish(id) == .waiting)
        #expect(try temporary.names(.in) == ["\(name).json", "\(name).xml"])
    }

    @Test("Publishing what was never staged is missing: a person has to ask") func neverStaged() throws {
        let temporary = try TemporaryFolder()
        #expect(try temporary.folder.publish(UUID()) == .missing)
        #expect(try temporary.names(.in).isEmpty)
    }

    @Test("A half-written delivery that a crash left does not stop the next try") func leftover() throws {
        let temporary = try TemporaryFolder()
        let id = UUID()
        let name = id.uuidString.lowercased()
        try temporary.write("<hal", "in/.\(name).xml.tmp")
        #expect(try temporary.folder.takenState(id) == .missing)
        #expect(try temporary.folder.offer(id, document: Array("<whole/>".utf8), note: note(id)) == .written)
        #expect(temporary.text("in/\(name).xml") == "<whole/>")
        #expect(try temporary.names(.in).count == 2)
    }

    @Test("A link laid out for a delivery is replaced, not written through") func linkInTheWay() throws {
        let temporary = try TemporaryFolder()
        let id = UUID()
        try temporary.write("untouched", "victim")
        symlink("\(temporary.path)/victim", "\(temporary.path)/in/.\(id.uuidString.lowercased()).xml.tmp")
        #expect(try temporary.folder.offer(id, document: [65], note: note(id)) == .written)
        #expect(temporary.text("victim") == "untouched")
    }

    @Test("M-106 receipts are numbered files, written once, the AppRec beside") func receipts() throws {
        let temporary = try TemporaryFolder()
        let id = UUID()
        let name = id.uuidString.lowercased()
        let note = ReceiptNote(
            id: id, msgID: "m", outcome: "accepted", receiver: HERId(90002), code: nil, sentences: ["nb": "Godtatt."],
            appRecFile: "\(name).2.xml", at: Date(timeIntervalSince1970: 0))
        #expect(try temporary.folder.receipt(id, number: 1, note: note))
        #expect(try temporary.folder.receipt(id, number: 2, note: note, appRec: Array("<AppRec/>".utf8)))
        #expect(try !temporary.folder.receipt(id, number: 2, note: note, appRec: Array("<Other/>".utf8)))
        #expect(try temporary.names(.receipts) == ["\(name).1.json", "\(name).2.json", "\(name).2.xml"])
        #expect(temporary.text("receipts/\(name).2.xml") == "<AppRec/>")
    }

    @Test("A missing area is an error that says which, never a new folder in silence") func missingArea() throws {
        let temporary = try TemporaryFolder()
        rmdir("\(temporary.path)/in")
        let error = #expect(throws: FolderError.self) {
            try temporary.folder.offer(UUID(), document: [], note: note(UUID()))
        }
        #expect(error?.code == .unavailable)
        #expect(error?.area == .in)
    }

    @Test("An area that is a symbolic link is unavailable") func linkedArea() throws {
        let temporary = try TemporaryFolder()
        rmdir("\(temporary.path)/out")
        symlink("/tmp", "\(temporary.path)/out")
        #expect(throws: FolderError(.unavailable, .out, errorNumber: ENOTDIR)) { try temporary.folder.submissions() }
    }
}
