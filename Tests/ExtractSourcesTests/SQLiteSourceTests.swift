import ExtractSources
import Foundation
import GRDB
import TestSupport
import Testing

@Suite("Reading from SQLite")
struct SQLiteSourceTests {
    private let scratch: ScratchDirectory
    private let parameters = SourceParameters(year: 2016, municipality: "9901", district: "00")

    init() throws {
        scratch = try ScratchDirectory()
        let queue = try DatabaseQueue(path: scratch.path("db.sqlite"))
        try queue.write {
            try $0.execute(
                sql: "CREATE TABLE t (a integer, b real, c text, d date); INSERT INTO t VALUES (1, 12.5, 'Å', NULL)")
        }
        try queue.close()
    }

    private func source() throws -> SQLiteSource {
        try SQLiteSource(path: scratch.path("db.sqlite"), parameters: parameters)
    }

    private func rows(_ source: SQLiteSource, _ sql: String) throws -> [[String?]] {
        var rows: [[String?]] = []
        try source.read(.query(sql), columns: { _ in }) { row in
            rows.append((0..<row.count).map { row[$0].map { String(decoding: $0, as: UTF8.self) } })
        }
        return rows
    }

    @Test("I-009 values, nulls and parameters come through")
    func reads() throws {
        let source = try source()
        #expect(try rows(source, "SELECT * FROM t") == [["1", "12.5", "Å", nil]])
        #expect(try rows(source, "SELECT :year + 1, :first_day, :district") == [["2017", "2016-01-01", "00"]])
        #expect(throws: SourceFault.self) { try rows(source, "SELECT :yaer") }
        #expect(throws: SourceFault.self) { try rows(source, "SELECT ?") }
    }

    @Test(
        "I-009 the mapping can only read: whatever writes is refused, and nothing is written",
        arguments: [
            "DELETE FROM t", "INSERT INTO t (a) VALUES (2)", "SELECT 1; DELETE FROM t", "PRAGMA user_version = 7",
            "WITH x AS (SELECT 1) DELETE FROM t", "ATTACH DATABASE 'other.sqlite' AS o", "VACUUM INTO 'copy.sqlite'",
            "CREATE TABLE u (a)", "", "-- nothing",
        ])
    func onlyReads(sql: String) throws {
        let before = try scratch.read("db.sqlite")
        let source = try source()
        do {
            _ = try rows(source, sql)
            Issue.record("\(sql) was run")
        } catch { #expect((error as? SourceFault)?.code == .queryRefused) }
        #expect(try scratch.read("db.sqlite") == before)
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path).allSatisfy { $0.hasPrefix("db.") })
        #expect(try rows(source, "/* a comment */ SELECT a FROM t") == [["1"]])
    }

    @Test("a database that is not there, and a file that is none, are told apart from a faulty query")
    func missing() throws {
        try scratch.write(Array(repeating: 0x41, count: 4_096), to: "text")
        for name in ["gone.sqlite", "text"] {
            do {
                _ = try SQLiteSource(path: scratch.path(name), parameters: parameters)
                Issue.record("\(name) was opened")
            } catch { #expect(error.code == .sourceMissing) }
        }
        #expect(!FileManager.default.fileExists(atPath: scratch.path("gone.sqlite")))
        let source = try source()
        do {
            _ = try rows(source, "SELECT fnr FROM t")
        } catch { #expect((error as? SourceFault)?.sentence.contains("fnr") == true) }
    }

    @Test("all queries see one state, whatever is written meanwhile")
    func oneState() throws {
        let queue = try DatabaseQueue(path: scratch.path("db.sqlite"))
        try queue.inDatabase { try $0.execute(sql: "PRAGMA journal_mode = WAL") }
        let source = try source()
        try queue.write { try $0.execute(sql: "INSERT INTO t (a) VALUES (2)") }
        #expect(try rows(source, "SELECT a FROM t") == [["1"]])
        #expect(try rows(self.source(), "SELECT a FROM t").count == 2)
    }
}
