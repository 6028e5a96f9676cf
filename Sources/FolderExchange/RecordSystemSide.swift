import Foundation

/// The record system's side of its folder, for a program that is itself one: it submits documents and reads what became
/// of them.
///
/// What this side writes has its name only once its bytes are on disk, and nothing is ever replaced. All calls block on
/// the disk.
public struct RecordSystemSide: Sendable {
    /// Where a submitted document is.
    public enum Place: Sendable, Equatable {
        /// In `out`: the server has not looked yet.
        case waiting
        case taken
        /// With what the server says of it; nil when the note cannot be read.
        case refused(RefusalNote?)
        case nowhere
    }

    /// Octets of the largest note that is read.
    private static let largestNote = 1 << 20

    /// Absolute path.
    public let path: String

    public init(path: String) { self.path = path }

    /// Puts a document into `out`, unless one of this name was ever put there.
    ///
    /// - Parameter name: ends in `.xml`; the submitter's own for this document, and no UUID.
    /// - Returns: where it was already; `.nowhere` when it was put there now. Throws `FolderError`.
    public func submit(_ document: [UInt8], as name: String) throws(FolderError) -> Place {
        let place = try place(of: name)
        guard place == .nowhere else { return place }
        let out = try directory(.out)
        try out.write(document, as: name)
        try out.makeDurable()
        return .nowhere
    }

    /// Where the document of this name is now. Throws `FolderError`.
    public func place(of name: String) throws(FolderError) -> Place {
        // In this order: the server may move it on between two looks, never back.
        if try directory(.out).exists(name) { return .waiting }
        if try directory(.taken).exists(name) { return .taken }
        let refused = try directory(.refused)
        guard try refused.exists(name) else { return .nowhere }
        return .refused(try note(RefusalNote.self, named: "\(name.dropLast(4)).json", in: refused))
    }

    /// Names of all receipts, those that have been read too. Throws `FolderError`.
    public func receipts() throws(FolderError) -> [String] {
        try directory(.receipts).names().compactMap { String(validating: $0, as: UTF8.self) }
            .filter { $0.hasSuffix(".json") && !$0.hasPrefix(".") }.sorted()
    }

    /// One receipt; nil for a file that is none. Throws `FolderError`.
    public func receipt(_ name: String) throws(FolderError) -> ReceiptNote? {
        try note(ReceiptNote.self, named: name, in: directory(.receipts))
    }

    private func directory(_ area: FolderArea) throws(FolderError) -> Directory {
        try Directory(area, in: Directory(root: path))
    }

    private func note<Note: Decodable>(
        _ type: Note.Type, named name: String, in directory: Directory
    ) throws(FolderError) -> Note? {
        guard let (file, status) = try directory.openRegular(name) else { return nil }
        defer { close(file) }
        guard status.st_size <= Self.largestNote else { return nil }
        let bytes = try FileReading.all(of: file, expected: Int(status.st_size), area: directory.area ?? .receipts)
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        return try? decoder.decode(type, from: Data(bytes))
    }
}
