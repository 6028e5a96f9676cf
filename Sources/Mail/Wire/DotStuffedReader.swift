/// Takes mail content off the wire up to the line with a single dot, and the stuffed dots out of it (RFC 5321 4.5.2,
/// RFC 1939 3).
///
/// Only CR LF is a line end. Content past the limit is counted and dropped, so that the connection stays in step.
struct DotStuffedReader: Sendable {
    private enum State {
        case lineStart
        case dotAtLineStart
        case returnAfterDot
        case line
        case afterReturn
    }

    enum Outcome: Equatable {
        case incomplete
        case complete
        case bareLineEnd
        case lineTooLong
    }

    /// The content so far; nothing beyond the limit.
    private(set) var content: [UInt8] = []
    /// The size of the content without stuffed dots, dropped bytes included.
    private(set) var size = 0
    private var state = State.lineStart
    private var lineLength = 0
    private let limit: Int
    private let lineLimit: Int?
    private let refusesBareLineEnds: Bool

    /// `lineLimit` nil takes lines of any length.
    init(limit: Int, lineLimit: Int?, refusesBareLineEnds: Bool) {
        self.limit = limit
        self.lineLimit = lineLimit
        self.refusesBareLineEnds = refusesBareLineEnds
    }

    var isOverLimit: Bool { size > limit }

    /// Takes bytes until the content is complete; returns how many were taken.
    mutating func consume(_ bytes: ArraySlice<UInt8>) -> (taken: Int, outcome: Outcome) {
        bytes.withUnsafeBufferPointer { bytes in
            var index = 0
            while index < bytes.count {
                let byte = bytes[index]
                switch state {
                case .lineStart:
                    lineLength = 0
                    state = byte == Wire.dot ? .dotAtLineStart : .line
                    if byte == Wire.dot { index += 1 }
                case .dotAtLineStart:
                    state = byte == Wire.carriageReturn ? .returnAfterDot : .line
                    if byte == Wire.carriageReturn { index += 1 }
                case .returnAfterDot:
                    if byte == Wire.lineFeed { return (index + 1, .complete) }
                    guard !refusesBareLineEnds else { return (index, .bareLineEnd) }
                    keep(Wire.carriageReturn)
                    state = .line
                case .line:
                    let start = index
                    while index < bytes.count, bytes[index] != Wire.carriageReturn, bytes[index] != Wire.lineFeed {
                        index += 1
                    }
                    keep(bytes[start..<index])
                    lineLength += index - start
                    if let lineLimit, lineLength > lineLimit { return (index, .lineTooLong) }
                    guard index < bytes.count else { break }
                    if bytes[index] == Wire.carriageReturn {
                        state = .afterReturn
                    } else {
                        guard !refusesBareLineEnds else { return (index, .bareLineEnd) }
                        keep(Wire.lineFeed)
                    }
                    index += 1
                case .afterReturn:
                    keep(Wire.carriageReturn)
                    if byte == Wire.lineFeed {
                        keep(Wire.lineFeed)
                        index += 1
                        state = .lineStart
                    } else {
                        guard !refusesBareLineEnds else { return (index, .bareLineEnd) }
                        state = .line
                    }
                }
            }
            return (index, .incomplete)
        }
    }

    private mutating func keep(_ byte: UInt8) {
        size += 1
        if size <= limit { content.append(byte) }
    }

    private mutating func keep(_ run: Slice<UnsafeBufferPointer<UInt8>>) {
        let room = limit - size
        size += run.count
        if room > 0 { content.append(contentsOf: UnsafeBufferPointer(rebasing: run.prefix(room))) }
    }
}
