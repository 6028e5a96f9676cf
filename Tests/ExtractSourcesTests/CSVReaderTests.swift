import Testing

@testable import ExtractSources

@Suite("Reading files of rows")
struct CSVReaderTests {
    /// The rows of a file read in pieces of so many octets; nil stands for nothing.
    private func rows(
        _ octets: [UInt8], separator: Character = ";", encoding: TextEncoding = .utf8, piece: Int = 3
    ) throws -> [[String]] {
        var rows: [[String]] = []
        var reader = CSVReader(separator: separator.asciiValue!, encoding: encoding)
        func take(_ row: SourceRow) {
            rows.append((0..<row.count).map { String(decoding: row[$0] ?? [], as: UTF8.self) })
        }
        for start in stride(from: 0, to: octets.count, by: piece) {
            try octets[start..<min(start + piece, octets.count)].withUnsafeBytes { try reader.feed($0, take) }
        }
        try reader.finish(take)
        return rows
    }

    private func fault(_ text: String, encoding: TextEncoding = .utf8) -> String? {
        fault(Array(text.utf8), encoding: encoding)
    }

    private func fault(_ octets: [UInt8], encoding: TextEncoding = .utf8) -> String? {
        do {
            _ = try rows(octets, encoding: encoding)
            return nil
        } catch { return (error as? SourceFault)?.sentence }
    }

    @Test(
        "I-009 quotes, doubled quotes, separators and line ends inside quotes, in pieces of any size", arguments: 1...7)
    func values(piece: Int) throws {
        let text = "a;b;c\r\n1;\"x;\"\"y\"\"\r\nz\";\r\n\"\";2;\"3\""
        let rows = try rows(Array(text.utf8), piece: piece)
        #expect(rows == [["a", "b", "c"], ["1", "x;\"y\"\r\nz", ""], ["", "2", "3"]])
    }

    @Test("a byte order mark is no part of the first name, and the last line end may be missing")
    func mark() throws {
        #expect(try rows([0xEF, 0xBB, 0xBF] + Array("a;b\n1;2".utf8)) == [["a", "b"], ["1", "2"]])
        #expect(try rows(Array("a\n".utf8)) == [["a"]])
        #expect(try rows(Array("a,b\n1,2\n".utf8), separator: ",") == [["a", "b"], ["1", "2"]])
    }

    @Test("the encoding is the one that is said")
    func encodings() throws {
        let latin = Array("navn\n".utf8) + [0x42, 0xF8, 0x0A]
        #expect(try rows(latin, encoding: .latin1) == [["navn"], ["Bø"]])
        #expect(fault(latin)?.contains("Line 2") == true)
        #expect(try rows(Array("pris\n".utf8) + [0x80, 0x0A], encoding: .windows1252) == [["pris"], ["€"]])
        #expect(fault(Array("a\n".utf8) + [0x81], encoding: .windows1252) != nil)
        #expect(fault([0xFF, 0xFE, 0x61, 0x00])?.contains("UTF-16") == true)
        #expect(fault([0xEF, 0xBB, 0xBF, 0x61], encoding: .latin1)?.contains("UTF-8") == true)
    }

    @Test(
        "what RFC 4180 does not have is a fault with its line, and no value is shown",
        arguments: [
            ("a;b\n1;01410100000\"\n", "Line 2: a quote stands inside"),
            ("a;b\n\"1\"2;3\n", "Line 2: text stands behind"),
            ("a;b\n1;2\n3\n", "Line 3: a row that begins at line 3"), ("a;b\n1;2;3\n", "Line 2: a row"),
            ("a;b\n1;\"2\n", "Line 3: a quote is opened"), ("a;b\n1;2\n\n", "Line 3: a row"),
            ("a;b\n1\r;2\n", "Line 2: a carriage return"), ("a\n\u{0}\n", "Line 2: an octet"),
            ("", "The file is empty"),
        ])
    func faults(text: String, beginning: String) throws {
        let sentence = try #require(fault(text))
        #expect(sentence.hasPrefix(beginning), "\(sentence)")
        #expect(!sentence.contains("0141"))
    }

    @Test("a row that begins before a quoted line end is named by the line it begins at")
    func manyLines() throws {
        let sentence = try #require(fault("a;b\n\"x\ny\nz\"\n"))
        #expect(sentence.contains("begins at line 2"))
        #expect(fault("a\n\"" + String(repeating: "x", count: CSVReader.longestValue + 1)) != nil)
    }
}
