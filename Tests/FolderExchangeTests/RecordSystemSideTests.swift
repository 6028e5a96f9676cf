import FolderExchange
import Foundation
import Identifiers
import Testing

@Suite("The record system's side of its folder") struct RecordSystemSideTests {
    private let folder: TemporaryFolder
    private let server: RecordSystemFolder
    private let side: RecordSystemSide

    init() throws {
        folder = try TemporaryFolder()
        server = RecordSystemFolder(path: folder.path, maximumSize: 1_000)
        try server.prepare()
        side = RecordSystemSide(path: folder.path)
    }

    @Test("M-098 what is submitted is found by the server, once, whole and under its name")
    func submits() throws {
        #expect(try side.submit([1, 2, 3], as: "a.xml") == .nowhere)
        #expect(try side.submit([9], as: "a.xml") == .waiting, "never a second time")
        let waiting = try server.submissions()
        #expect(waiting.map(\.name) == ["a.xml"])
        #expect(try server.read(waiting[0]) == .document([1, 2, 3]))
        _ = try server.accept(waiting[0])
        #expect(try side.submit([9], as: "a.xml") == .taken)
        #expect(try server.submissions().isEmpty)
    }

    @Test("M-098 what the server refuses is told with its reason")
    func refused() throws {
        _ = try side.submit([1], as: "a.xml")
        let note = RefusalNote(
            code: "document-invalid", sentences: ["nb": "Nei.", "nn": "Nei.", "en": "No."], msgID: nil,
            at: Date(timeIntervalSince1970: 1_000))
        _ = try server.refuse(try server.submissions()[0], note)
        #expect(try side.place(of: "a.xml") == .refused(note))
        #expect(try side.submit([1], as: "a.xml") == .refused(note))
    }

    @Test("M-098 receipts are read; what is none of them is nil, and a link is not followed")
    func receipts() throws {
        let id = UUID()
        let note = ReceiptNote(
            id: id, msgID: "m", outcome: "acknowledged", receiver: HERId(8), code: nil, sentences: [:],
            at: Date(timeIntervalSince1970: 1_000))
        try server.receipt(id, number: 1, note: note)
        let name = "\(id.uuidString.lowercased()).1.json"
        try Data("{".utf8).write(to: URL(fileURLWithPath: "\(folder.path)/receipts/half.json"))
        try FileManager.default.createSymbolicLink(
            atPath: "\(folder.path)/receipts/link.json", withDestinationPath: "\(folder.path)/receipts/\(name)")
        #expect(try Set(side.receipts()) == [name, "half.json", "link.json"])
        #expect(try side.receipt(name) == note)
        #expect(try side.receipt("half.json") == nil)
        #expect(try side.receipt("link.json") == nil)
    }

    @Test("M-098 a folder that is not there is said to be")
    func missing() {
        #expect(throws: FolderError.self) { try RecordSystemSide(path: "/nowhere/at/all").receipts() }
    }
}
