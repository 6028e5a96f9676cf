import CZlib
import Foundation

/// A search for an identity number that tests have planted, in whatever form it may have been left behind (M-002).
public struct PlantedNumber: Sendable {
    private let needles: [Data]

    /// - Parameter number: ASCII digits.
    public init(_ number: String) {
        let raw = Data(number.utf8)
        let hexadecimal = raw.map { String(format: "%02x", $0) }.joined()
        let little = Data(number.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
        let big = Data(number.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] })
        let phases = (0..<3).map { Self.inBase64(raw, phase: $0) }
        needles = [raw, little, big, Data(hexadecimal.utf8), Data(hexadecimal.uppercased().utf8)] + phases
    }

    /// Looks for octets that are no text, such as a pseudonym or a link: as they are, in hexadecimal and in base64.
    public init(bytes: [UInt8]) {
        let raw = Data(bytes)
        let hexadecimal = raw.map { String(format: "%02x", $0) }.joined()
        needles =
            [raw, Data(hexadecimal.utf8), Data(hexadecimal.uppercased().utf8)]
            + (0..<3).map { Self.inBase64(raw, phase: $0) }
    }

    /// The characters that do not depend on what stands before or after.
    private static func inBase64(_ raw: Data, phase: Int) -> Data {
        let text = Data(repeating: 0, count: phase) + raw
        let first = phase == 0 ? 0 : phase + 1
        return Data(Array(text.base64EncodedData())[first..<(text.count * 8 / 6)])
    }

    /// The files below a directory that hold the number or bear it in their name, as paths relative to it, sorted.
    public func files(below directory: String) -> [String] {
        let names = FileManager.default.enumerator(atPath: directory)?.compactMap { $0 as? String } ?? []
        return names.filter { name in
            if isIn(Data(name.utf8)) { return true }
            guard let data = FileManager.default.contents(atPath: "\(directory)/\(name)") else { return false }
            return isIn(data) || Self.inflated(data).contains(where: isIn)
        }.sorted()
    }

    /// Whether bytes that are in no file hold the number, compressed too.
    public func isIn(_ bytes: [UInt8]) -> Bool { Self.isAny(of: [self], in: bytes) }

    /// Whether the bytes hold one of them, compressed too.
    public static func isAny(of numbers: [PlantedNumber], in bytes: [UInt8]) -> Bool {
        let data = Data(bytes)
        let all = [data] + inflated(data)
        return numbers.contains { number in all.contains { number.isIn($0) } }
    }

    /// Raw, UTF-16 of both ends, hexadecimal of both cases, or in one of base64's three phases.
    private func isIn(_ data: Data) -> Bool { needles.contains { data.range(of: $0) != nil } }

    // MARK: - Compressed streams

    /// The most that is inflated from one place, octets.
    private static let mostInflated = 1 << 20

    /// What comes out of every place in the data where gzip or zlib could begin.
    private static func inflated(_ data: Data) -> [Data] {
        let bytes = [UInt8](data)
        return bytes.indices.dropLast(2).compactMap { index in
            let begins =
                switch bytes[index] {
                case 0x1F: bytes[index + 1] == 0x8B && bytes[index + 2] == 8
                // RFC 1950 2.2: the two octets of the header are a multiple of 31.
                case 0x78: (0x7800 | Int(bytes[index + 1])).isMultiple(of: 31)
                default: false
                }
            return begins ? inflate(bytes[index...]) : nil
        }
    }

    private static func inflate(_ bytes: ArraySlice<UInt8>) -> Data? {
        var stream = z_stream()
        // 32 lets zlib tell its two formats apart by itself.
        guard bs_inflateInit2(&stream, 15 + 32) == Z_OK else { return nil }
        defer { inflateEnd(&stream) }
        var output = [UInt8](repeating: 0, count: min(mostInflated, bytes.count * 1032 + 64))
        let count = bytes.withUnsafeBufferPointer { input in
            output.withUnsafeMutableBufferPointer { output in
                stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
                stream.avail_in = UInt32(clamping: input.count)
                stream.next_out = output.baseAddress
                stream.avail_out = UInt32(output.count)
                // A stream that breaks off still gives what stands before the break.
                _ = CZlib.inflate(&stream, Z_SYNC_FLUSH)
                return output.count - Int(stream.avail_out)
            }
        }
        return count > 0 ? Data(output.prefix(count)) : nil
    }
}
