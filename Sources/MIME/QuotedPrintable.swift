/// The quoted-printable transfer encoding (RFC 2045 6.7), reading only.
public enum QuotedPrintable {
    /// Undoes quoted-printable: `=XX` to a byte, `=` at a line end to nothing, white space at a line end dropped.
    ///
    /// Line ends stay as they are. Throws ``MIMEError/malformedTransferEncoding`` for an `=` that is none of these.
    public static func decode(_ text: ArraySlice<UInt8>) throws(MIMEError) -> [UInt8] {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(text.count)
        var index = text.startIndex
        // bytes of white space at the end of `decoded` that vanish if a line end follows
        var trailingBlanks = 0
        while index < text.endIndex {
            let byte = text[index]
            switch byte {
            case ASCII.equals:
                trailingBlanks = 0
                if let next = softBreakEnd(text, after: index) {
                    index = next
                } else {
                    guard index + 2 < text.endIndex, let high = ASCII.hexValue(text[index + 1]),
                        let low = ASCII.hexValue(text[index + 2])
                    else { throw .malformedTransferEncoding }
                    decoded.append(high << 4 | low)
                    index += 3
                }
                continue
            case ASCII.space, ASCII.tab: trailingBlanks += 1
            case ASCII.carriageReturn, ASCII.lineFeed:
                decoded.removeLast(trailingBlanks)
                trailingBlanks = 0
            default: trailingBlanks = 0
            }
            decoded.append(byte)
            index += 1
        }
        decoded.removeLast(trailingBlanks)
        return decoded
    }

    /// Where the text goes on after a soft line break at `index`, nil when it is none.
    private static func softBreakEnd(_ text: ArraySlice<UInt8>, after index: Int) -> Int? {
        var next = index + 1
        while next < text.endIndex, ASCII.isBlank(text[next]) { next += 1 }
        guard next < text.endIndex else { return next }
        if text[next] == ASCII.carriageReturn { next += 1 }
        guard next < text.endIndex, text[next] == ASCII.lineFeed else { return nil }
        return next + 1
    }
}
