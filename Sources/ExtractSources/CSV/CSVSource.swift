import Glibc

/// How the files of a folder are written.
public struct CSVSettings: Sendable, Equatable {
    public var directory: String
    public var encoding: TextEncoding
    /// One ASCII character.
    public var separator: UInt8

    public init(directory: String, encoding: TextEncoding, separator: UInt8) {
        self.directory = directory
        self.encoding = encoding
        self.separator = separator
    }
}

/// A folder of files, one for each table, whose first row names the columns.
public final class CSVSource: RecordSource {
    private let settings: CSVSettings

    /// - Throws: ``SourceFault`` when there is no such folder.
    public init(_ settings: CSVSettings) throws(SourceFault) {
        self.settings = settings
        var status = stat()
        guard stat(settings.directory, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
            throw SourceFault(.sourceMissing, "The folder \(settings.directory) is not there.")
        }
    }

    public func read(
        _ table: SourceTable, columns: ([String]) throws -> Void, row give: (SourceRow) throws -> Void
    ) throws {
        guard case .file(let name) = table else {
            throw SourceFault(.queryRefused, "A folder of files has no queries: name a `file`.")
        }
        var isHeading = true
        func take(_ row: SourceRow) throws {
            if !isHeading { return try give(row) }
            isHeading = false
            try columns(try Self.names(row))
        }
        var reader = CSVReader(separator: settings.separator, encoding: settings.encoding)
        try eachPiece(of: name.hasPrefix("/") ? name : "\(settings.directory)/\(name)") { try reader.feed($0, take) }
        try reader.finish(take)
    }

    private static func names(_ row: SourceRow) throws -> [String] {
        var names: [String] = []
        for column in 0..<row.count { names.append(String(decoding: row[column] ?? [], as: UTF8.self)) }
        guard Set(names).count == names.count, !names.contains("") else {
            throw SourceFault(.malformed, "Line 1: a column has no name, or two have the same.")
        }
        return names
    }

    private func eachPiece(of path: String, _ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)
        guard descriptor >= 0 else { throw SourceFault(.sourceMissing, "\(path) is not there or cannot be read.") }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw SourceFault(.sourceMissing, "\(path) is no ordinary file.")
        }
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 << 10, alignment: 64)
        defer {
            // Persons' data were in it.
            if let start = buffer.baseAddress { explicit_bzero(start, buffer.count) }
            buffer.deallocate()
        }
        while true {
            let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw SourceFault(.interrupted, "\(path) cannot be read to its end.") }
            if count == 0 { return }
            try body(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        }
    }
}
