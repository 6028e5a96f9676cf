import Glibc

/// Puts an extract into the spool as it arrives, in pieces of any size.
///
/// Not `Sendable`: whoever reads the line writes it.
public final class ExtractIntake {
    private static let blockSize = 256 << 10
    private let writer: SpoolWriter
    private var pending: [UInt8] = []

    /// - Throws: `Spool.Fault`.
    public init(_ spool: Spool) throws {
        writer = try spool.begin()
        pending.reserveCapacity(Self.blockSize)
    }

    public func take(_ octets: [UInt8]) throws {
        var rest = octets[...]
        while !rest.isEmpty {
            let piece = rest.prefix(Self.blockSize - pending.count)
            pending += piece
            rest = rest.dropFirst(piece.count)
            if pending.count == Self.blockSize { try write() }
        }
    }

    public func finish() throws -> SpoolFile {
        if !pending.isEmpty { try write() }
        return writer.finish()
    }

    private func write() throws {
        try writer.add(pending)
        // Persons' data were in it.
        pending.withUnsafeMutableBytes { if let start = $0.baseAddress { explicit_bzero(start, $0.count) } }
        pending.removeAll(keepingCapacity: true)
    }
}

/// An extract that is held in the spool: in clear only piece by piece, in memory, while it is read.
public struct SpooledExtract: ExtractSource {
    private let file: SpoolFile

    public init(_ file: SpoolFile) { self.file = file }

    @discardableResult
    public func read(_ body: (UnsafeRawBufferPointer, _ before: Int) throws -> Void) throws -> Int {
        var total = 0
        for number in 0..<file.count {
            var block = try file.block(number)
            defer { block.withUnsafeMutableBytes { if let start = $0.baseAddress { explicit_bzero(start, $0.count) } } }
            try block.withUnsafeBytes { try body($0, total) }
            total += block.count
        }
        return total
    }

    /// Nobody can change it.
    public func stamp() throws -> ExtractStamp { ExtractStamp([file.octets, file.count]) }
}
