import Glibc

/// Counts the attributes of every start tag before libxml2 sees the document, and refuses a DOCTYPE on sight, and
/// NUL, which libxml2 takes for the end of the document.
///
/// libxml2 compares every attribute of a tag with all earlier ones before it calls back, so a limit in the callback
/// would come after quadratic work. This scan is linear and no judge of well-formedness: where it and libxml2 could
/// see different tags the document is malformed, and libxml2 is stopped at the first error.
struct StartTagScan {
    private let bytes: [UInt8]
    private let layout: EncodingLayout
    private let maximumAttributes: Int

    init(_ bytes: [UInt8], layout: EncodingLayout, maximumAttributes: Int) {
        self.bytes = bytes
        self.layout = layout
        self.maximumAttributes = maximumAttributes
    }

    func check() throws(XMLError) {
        let code: XMLError.Code? = bytes.withUnsafeBufferPointer { buffer in
            switch layout {
            case .octets: scan(Units(buffer: buffer, stride: 1, offset: 0))
            case .utf16(let littleEndian): scan(Units(buffer: buffer, stride: 2, offset: littleEndian ? 0 : 1))
            }
        }
        if let code { throw XMLError(code) }
    }

    /// The first code unit of each character, as an octet: 0xFF stands for everything beyond ASCII.
    private struct Units {
        let buffer: UnsafeBufferPointer<UInt8>
        let stride: Int
        let offset: Int

        var count: Int { buffer.count / stride }

        subscript(index: Int) -> UInt8 {
            if stride == 1 { return buffer[index] }
            let low = index * 2 + offset
            return buffer[low ^ 1] == 0 ? buffer[low] : 0xFF
        }

        func first(_ wanted: UInt8, from start: Int) -> Int? {
            if stride == 1 {
                guard start < count, let base = buffer.baseAddress else { return nil }
                return memchr(base + start, Int32(wanted), count - start).map {
                    $0 - UnsafeMutableRawPointer(mutating: base)
                }
            }
            var index = start
            while index < count {
                if self[index] == wanted { return index }
                index += 1
            }
            return nil
        }

        func has(_ text: StaticString, at start: Int) -> Bool {
            text.withUTF8Buffer { wanted in
                start + wanted.count <= count && wanted.indices.allSatisfy { self[start + $0] == wanted[$0] }
            }
        }

        /// The index after the next occurrence of `text`.
        func end(of text: StaticString, from start: Int) -> Int? {
            var index = start
            while let found = first(text.utf8Start.pointee, from: index) {
                if has(text, at: found) { return found + text.utf8CodeUnitCount }
                index = found + 1
            }
            return nil
        }
    }

    private func scan(_ units: Units) -> XMLError.Code? {
        if units.first(0, from: 0) != nil { return .notWellFormed }
        var index = 0
        while let tag = units.first(UInt8(ascii: "<"), from: index) {
            let next: Int?
            switch tag + 1 < units.count ? units[tag + 1] : 0 {
            case UInt8(ascii: "!") where units.has("<!--", at: tag): next = units.end(of: "-->", from: tag + 4)
            case UInt8(ascii: "!") where units.has("<![CDATA[", at: tag): next = units.end(of: "]]>", from: tag + 9)
            case UInt8(ascii: "!") where units.has("<!DOCTYPE", at: tag): return .doctype
            case UInt8(ascii: "?"): next = units.end(of: "?>", from: tag + 2)
            default:
                var attributes = 0
                next = endOfTag(units, from: tag + 1, counting: &attributes)
                if attributes > maximumAttributes { return .tooManyAttributes }
            }
            guard let next else { return nil }
            index = next
        }
        return nil
    }

    /// The index after the `>` outside quotes; stops early at one attribute too many.
    private func endOfTag(_ units: Units, from start: Int, counting attributes: inout Int) -> Int? {
        var index = start
        while index < units.count {
            switch units[index] {
            case UInt8(ascii: ">"): return index + 1
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                attributes += 1
                if attributes > maximumAttributes { return nil }
                guard let closing = units.first(units[index], from: index + 1) else { return nil }
                index = closing + 1
            default: index += 1
            }
        }
        return nil
    }
}
