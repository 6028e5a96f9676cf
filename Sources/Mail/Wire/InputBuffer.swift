/// Bytes from a connection that are not used yet, taken off line by line or as mail content.
struct InputBuffer: Sendable {
    private var bytes: [UInt8] = []
    private var head = 0
    /// Up to where no line feed was found; dripping input is not searched again and again.
    private var searched = 0

    /// What the next line is.
    enum Line: Equatable {
        case complete([UInt8])
        /// No line end yet, and the limit not passed.
        case incomplete
        /// A line feed without carriage return, or the reverse: nothing after it can be trusted.
        case bareLineEnd
        case tooLong
    }

    var isEmpty: Bool { head == bytes.count }

    mutating func append(_ more: ArraySlice<UInt8>) {
        if isEmpty {
            removeAll()
        } else if head > 65_536, head > bytes.count / 2 {
            bytes.removeFirst(head)
            searched -= head
            head = 0
        }
        bytes += more
    }

    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: bytes.capacity <= 1 << 20)
        head = 0
        searched = 0
    }

    /// Takes the next line, without its CRLF; `limit` counts the bytes before the CRLF.
    mutating func nextLine(limit: Int) -> Line {
        guard let end = bytes[searched...].firstIndex(of: Wire.lineFeed) else {
            searched = bytes.count
            return bytes.count - head > limit + 1 ? .tooLong : .incomplete
        }
        guard end > head, bytes[end - 1] == Wire.carriageReturn else { return .bareLineEnd }
        let line = bytes[head..<(end - 1)]
        guard line.count <= limit else { return .tooLong }
        guard !line.contains(Wire.carriageReturn) else { return .bareLineEnd }
        head = end + 1
        searched = head
        return .complete(Array(line))
    }

    /// Lets the reader take what belongs to its content.
    mutating func feed(_ reader: inout DotStuffedReader) -> DotStuffedReader.Outcome {
        let (taken, outcome) = reader.consume(bytes[head...])
        head += taken
        searched = head
        return outcome
    }
}

/// The characters that both protocols are made of.
enum Wire {
    static let lineFeed: UInt8 = 10
    static let carriageReturn: UInt8 = 13
    static let space: UInt8 = 32
    static let dot: UInt8 = 46
    static let lineEnd: [UInt8] = [carriageReturn, lineFeed]

    static func line(_ text: String) -> [UInt8] { Array(text.utf8) + lineEnd }
}
