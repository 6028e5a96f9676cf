import Foundation

/// A record system's folder, worked by the bench.
struct RecordFolder: Sendable {
    /// A receipt the server has written.
    struct Receipt: Sendable {
        let msgID: String
        let outcome: String
        /// When the file was written, seconds since 1970.
        let at: Double
    }

    private struct Note: Decodable {
        let msgID: String?
        let outcome: String
    }

    let path: String

    /// Writes a document under a name that the server does not look at.
    func prepare(_ document: [UInt8], name: String) throws {
        try Data(document).write(to: URL(fileURLWithPath: "\(path)/out/\(name).tmp"))
    }

    /// Submits a prepared document; returns the time, seconds since 1970.
    func release(_ name: String) throws -> Double {
        let now = Date().timeIntervalSince1970
        guard rename("\(path)/out/\(name).tmp", "\(path)/out/\(name).xml") == 0 else {
            throw BenchError("a document could not be submitted")
        }
        return now
    }

    /// How many documents wait to be taken by the server.
    func waiting() throws -> Int { try names(in: "out").count { $0.hasSuffix(".xml") } }

    /// Takes what was delivered: moving it is the read mark.
    func take() throws -> [[UInt8]] {
        var documents: [[UInt8]] = []
        for name in try names(in: "in") where name.hasSuffix(".xml") {
            guard let data = FileManager.default.contents(atPath: "\(path)/in/\(name)") else { continue }
            let note = "\(name.dropLast(4)).json"
            for file in [note, name] { rename("\(path)/in/\(file)", "\(path)/taken/\(file)") }
            documents.append(Array(data))
        }
        return documents
    }

    /// Names of the receipts there are.
    func receiptNames() throws -> Set<String> { Set(try names(in: "receipts").filter { $0.hasSuffix(".json") }) }

    /// Reads receipts of these names.
    func receipts(_ names: Set<String>) throws -> [Receipt] {
        try names.compactMap { name in
            let file = "\(path)/receipts/\(name)"
            var status = stat()
            guard let data = FileManager.default.contents(atPath: file), stat(file, &status) == 0 else { return nil }
            let note = try JSONDecoder().decode(Note.self, from: data)
            let at = Double(status.st_mtim.tv_sec) + Double(status.st_mtim.tv_nsec) / 1e9
            return note.msgID.map { Receipt(msgID: $0, outcome: note.outcome, at: at) }
        }
    }

    /// What the server did not want; it should be nothing.
    func refusals() throws -> Int { try names(in: "refused").count { $0.hasSuffix(".json") } }

    private func names(in area: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: "\(path)/\(area)")
    }
}
