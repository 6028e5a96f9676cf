import FolderExchange
import Foundation
import Glibc
import Testing

@Suite("Documents from the record system")
struct SubmissionTests {
    @Test("M-053 a document counts only after its rename to .xml") func tmpIsIgnored() throws {
        let temporary = try TemporaryFolder()
        try temporary.write("<half", "out/a.xml.tmp")
        try temporary.write("<half", "out/b.tmp")
        #expect(try temporary.folder.submissions().isEmpty)
        try temporary.submit("<a/>", as: "a.xml")
        let found = try temporary.folder.submissions()
        #expect(found.map(\.name) == ["a.xml"])
        #expect(try temporary.folder.read(found[0]) == .document(Array("<a/>".utf8)))
    }

    @Test("M-053 oldest first, and no more than asked for") func order() throws {
        let temporary = try TemporaryFolder()
        for (index, name) in ["c.xml", "a.xml", "b.xml"].enumerated() {
            try temporary.submit("<x/>", as: name)
            var times = [timespec(tv_sec: 1000 + index, tv_nsec: 0), timespec(tv_sec: 1000 + index, tv_nsec: 0)]
            utimensat(AT_FDCWD, "\(temporary.path)/out/\(name)", &times, 0)
        }
        #expect(try temporary.folder.submissions().map(\.name) == ["c.xml", "a.xml", "b.xml"])
        #expect(try temporary.folder.submissions(limit: 2).map(\.name) == ["c.xml", "a.xml"])
    }

    @Test(
        "Odd names, links and pipes are never opened",
        arguments: [".hidden.xml", "a.txt", ".xml", "back\\slash.xml", "bell\u{7}.xml", "a.XML"])
    func oddNames(_ name: String) throws {
        let temporary = try TemporaryFolder()
        try temporary.write("<a/>", "out/\(name)")
        #expect(try temporary.folder.submissions().isEmpty)
        #expect(temporary.text("out/\(name)") == "<a/>")
    }

    @Test("A symbolic link, a named pipe, a directory and a second hard link are left alone") func notRegular() throws {
        let temporary = try TemporaryFolder()
        try temporary.write("secret", "secret")
        symlink("\(temporary.path)/secret", "\(temporary.path)/out/link.xml")
        mkfifo("\(temporary.path)/out/pipe.xml", 0o660)
        mkdir("\(temporary.path)/out/directory.xml", 0o770)
        link("\(temporary.path)/secret", "\(temporary.path)/out/hard.xml")
        #expect(try temporary.folder.submissions().isEmpty)
    }

    @Test("A link put in a submission's place after the listing is not followed") func swappedForLink() throws {
        let temporary = try TemporaryFolder()
        try temporary.write("secret", "secret")
        try temporary.submit("<a/>", as: "a.xml")
        let pending = try temporary.folder.submissions()[0]
        unlink("\(temporary.path)/out/a.xml")
        symlink("\(temporary.path)/secret", "\(temporary.path)/out/a.xml")
        #expect(try temporary.folder.read(pending) == .changed)
        #expect(try temporary.folder.accept(pending) == .changed)
    }

    @Test("Too large a document is not read", arguments: [(1000, true), (1001, false)])
    func sizeLimit(size: Int, allowed: Bool) throws {
        let temporary = try TemporaryFolder(maximumSize: 1000)
        try temporary.submit(String(repeating: "x", count: size), as: "a.xml")
        let content = try temporary.folder.read(try temporary.folder.submissions()[0])
        if allowed {
            #expect(content == .document([UInt8](repeating: 120, count: size)))
        } else {
            #expect(content == .tooLarge(size: size, limit: 1000))
        }
    }

    @Test("An accepted document moves to taken, byte for byte") func accept() throws {
        let temporary = try TemporaryFolder()
        try temporary.submit("<æøå/>", as: "a.xml")
        #expect(try temporary.folder.accept(temporary.folder.submissions()[0]) == .moved(name: "a.xml"))
        #expect(temporary.text("taken/a.xml") == "<æøå/>")
        #expect(try temporary.names(.out).isEmpty)
    }

    @Test("Nothing is overwritten in taken when a name is used again") func sameNameTwice() throws {
        let temporary = try TemporaryFolder()
        for text in ["<one/>", "<two/>", "<three/>"] {
            try temporary.submit(text, as: "a.xml")
            _ = try temporary.folder.accept(temporary.folder.submissions()[0])
        }
        #expect(try temporary.names(.taken) == ["a.2.xml", "a.3.xml", "a.xml"])
        #expect(temporary.text("taken/a.xml") == "<one/>")
        #expect(temporary.text("taken/a.3.xml") == "<three/>")
    }

    @Test("A submission named like a delivery can never pass for its read mark") func uuidName() throws {
        let temporary = try TemporaryFolder()
        let id = UUID()
        let name = id.uuidString.lowercased()
        try temporary.submit("<AppRec/>", as: "\(name).xml")
        #expect(
            try temporary.folder.accept(temporary.folder.submissions()[0]) == .moved(name: "\(name).submitted.xml"))
        #expect(try temporary.folder.takenState(id) == .missing)
    }

    @Test("A file replaced after it was read is not taken unread") func replaced() throws {
        let temporary = try TemporaryFolder()
        try temporary.submit("<one/>", as: "a.xml")
        let pending = try temporary.folder.submissions()[0]
        #expect(try temporary.folder.read(pending) == .document(Array("<one/>".utf8)))
        try temporary.submit("<two!/>", as: "a.xml")
        #expect(try temporary.folder.accept(pending) == .changed)
        #expect(temporary.text("out/a.xml") == "<two!/>")
        #expect(try temporary.names(.taken).isEmpty)
    }

    @Test("U-09 a refused document moves to refused with the reason in three languages beside it") func refuse() throws
    {
        let temporary = try TemporaryFolder()
        let note = RefusalNote(
            code: "addresses-missing", sentences: ["nb": "én", "nn": "ein", "en": "one"], msgID: nil,
            at: Date(timeIntervalSince1970: 0))
        for number in 1...2 {
            try temporary.submit("<a\(number)/>", as: "a.xml")
            _ = try temporary.folder.refuse(temporary.folder.submissions()[0], note)
        }
        #expect(try temporary.names(.refused) == ["a.2.json", "a.2.xml", "a.json", "a.xml"])
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        let text = try #require(temporary.text("refused/a.json"))
        #expect(try decoder.decode(RefusalNote.self, from: Data(text.utf8)) == note)
    }

    @Test("T-064 a refusal whose note cannot be written leaves the submission where it is, and no empty file")
    func noteUnwritable() throws {
        let temporary = try TemporaryFolder()
        try temporary.submit("<a/>", as: "a.xml")
        // In the place where the note is written first.
        let obstacle = "\(temporary.path)/refused/.a.json.tmp"
        try FileManager.default.createDirectory(atPath: obstacle, withIntermediateDirectories: false)
        let note = RefusalNote(code: "x", sentences: [:], msgID: nil, at: Date(timeIntervalSince1970: 0))
        let pending = try temporary.folder.submissions()[0]
        #expect(throws: FolderError.self) { try temporary.folder.refuse(pending, note) }
        #expect(try temporary.names(.refused) == [".a.json.tmp"])
        #expect(temporary.text("out/a.xml") == "<a/>")
    }

    @Test("A submission that vanished is reported as changed and leaves no trace") func vanished() throws {
        let temporary = try TemporaryFolder()
        try temporary.submit("<a/>", as: "a.xml")
        let pending = try temporary.folder.submissions()[0]
        unlink("\(temporary.path)/out/a.xml")
        #expect(try temporary.folder.read(pending) == .changed)
        #expect(try temporary.folder.accept(pending) == .changed)
        #expect(try temporary.names(.taken).isEmpty)
    }
}
