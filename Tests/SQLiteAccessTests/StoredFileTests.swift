import Foundation
import SQLiteAccess
import Testing

@Suite("Files and locks of a data directory")
struct StoredFileTests {
    typealias File = StoredFile<TestStoreError>

    @Test("a file is whole, its owner's alone, and replaced as a whole")
    func written() throws {
        let directory = try TemporaryDirectory()
        let path = directory.file("a")
        try File.write([1, 2, 3], to: path)
        try File.write([4], to: path)
        #expect(try File.read(path, limit: 1) == [4])
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path) == ["a"])
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    @Test("a file that is missing is nil, one that is too long is damaged")
    func limits() throws {
        let directory = try TemporaryDirectory()
        #expect(try File.read(directory.file("none"), limit: 10) == nil)
        try File.write([1, 2, 3], to: directory.file("a"))
        #expect(throws: TestStoreError(.damaged(code: 0))) { try File.read(directory.file("a"), limit: 2) }
    }

    @Test("a link in place of a file is not followed")
    func link() throws {
        let directory = try TemporaryDirectory()
        try File.write([1], to: directory.file("target"))
        try FileManager.default.createSymbolicLink(
            atPath: directory.file("link"), withDestinationPath: directory.file("target"))
        #expect(throws: TestStoreError(.file(ELOOP))) { try File.read(directory.file("link"), limit: 10) }
        #expect(throws: TestStoreError(.file(ELOOP))) { try File.makeEmpty(directory.file("link")) }
    }

    @Test("what is removed is gone with everything in it, and nothing there is no error")
    func removed() throws {
        let directory = try TemporaryDirectory()
        try File.makeDirectory(directory.file("d"))
        try File.makeDirectory(directory.file("d"))
        try File.write([1], to: directory.file("d/a"))
        try File.remove(directory.file("d"))
        try File.remove(directory.file("d"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path).isEmpty)
        #expect(throws: TestStoreError(.file(ENOENT))) { try File.makeDirectory(directory.file("no/d")) }
    }

    @Test("T-078 one holds the lock at a time")
    func lock() throws {
        let directory = try TemporaryDirectory()
        let first = try DirectoryLock<TestStoreError>(directory.file("lock"))
        #expect(throws: TestStoreError(.locked)) { try DirectoryLock<TestStoreError>(directory.file("lock")) }
        first.unlock()
        let second = try DirectoryLock<TestStoreError>(directory.file("lock"))
        second.unlock()
    }
}
