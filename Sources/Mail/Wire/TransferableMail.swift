/// A whole mail that is safe to put on the wire: made only from content that no two servers can read differently.
///
/// Every line ends in CR LF; a bare CR or LF or a NUL is refused, so that nobody can smuggle a second mail past a
/// server that takes other line ends (RFC 5321 2.3.8).
struct TransferableMail: Sendable {
    let bytes: [UInt8]
    let isEightBit: Bool
    private let stuffedDots: Int
    private let endsInLineEnd: Bool

    /// Throws ``MailError`` with the code `unsafeLineEnds` or `lineTooLong` (over 998 bytes).
    init(_ bytes: [UInt8]) throws(MailError) {
        let survey = bytes.withUnsafeBufferPointer(Self.survey)
        if let fault = survey.fault { throw MailError(fault, .permanent) }
        self.bytes = bytes
        isEightBit = survey.isEightBit
        stuffedDots = survey.dots
        endsInLineEnd = survey.endsInLineEnd
    }

    /// The bytes after the 354 reply: dots stuffed, a line end added where the last is missing, the closing dot.
    var wireBytes: [UInt8] {
        var wire: [UInt8] = []
        wire.reserveCapacity(bytes.count + stuffedDots + 5)
        if stuffedDots == 0 {
            wire += bytes
        } else {
            var lineStart = true
            for byte in bytes {
                if lineStart, byte == Wire.dot { wire.append(Wire.dot) }
                wire.append(byte)
                lineStart = byte == Wire.lineFeed
            }
        }
        if !endsInLineEnd { wire += Wire.lineEnd }
        wire.append(Wire.dot)
        wire += Wire.lineEnd
        return wire
    }

    private struct Survey {
        var fault: MailError.Code?
        var isEightBit = false
        var dots = 0
        var endsInLineEnd = true
    }

    private static func survey(_ bytes: UnsafeBufferPointer<UInt8>) -> Survey {
        var survey = Survey()
        var highBits: UInt8 = 0
        var lineStart = 0
        var index = 0
        while index < bytes.count {
            if bytes[index] == Wire.dot { survey.dots += 1 }
            while index < bytes.count, bytes[index] > Wire.carriageReturn || isInnocent(bytes[index]) {
                highBits |= bytes[index]
                index += 1
            }
            guard index - lineStart <= 998 else {
                survey.fault = .lineTooLong
                return survey
            }
            guard index < bytes.count else {
                survey.endsInLineEnd = false
                break
            }
            guard bytes[index] == Wire.carriageReturn, index + 1 < bytes.count, bytes[index + 1] == Wire.lineFeed
            else {
                survey.fault = .unsafeLineEnds
                return survey
            }
            index += 2
            lineStart = index
        }
        survey.isEightBit = highBits & 0x80 != 0
        return survey
    }

    /// A control character below CR that cannot end a line: everything but NUL, LF and CR itself.
    private static func isInnocent(_ byte: UInt8) -> Bool {
        byte != 0 && byte != Wire.lineFeed && byte != Wire.carriageReturn
    }
}
