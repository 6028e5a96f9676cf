import Foundation

/// Closed key-value details are stored as JSON with sorted keys, so equal details are equal text.
package enum Detail {
    package static func text(_ detail: [String: String]) -> String {
        guard !detail.isEmpty else { return "{}" }
        var json: [UInt8] = []
        json.reserveCapacity(64 * detail.count)
        for (key, value) in detail.sorted(by: { $0.key < $1.key }) {
            json.append(json.isEmpty ? UInt8(ascii: "{") : UInt8(ascii: ","))
            append(key, to: &json)
            json.append(UInt8(ascii: ":"))
            append(value, to: &json)
        }
        json.append(UInt8(ascii: "}"))
        return String(decoding: json, as: UTF8.self)
    }

    package static func read(_ text: String) -> [String: String]? {
        guard text != "{}" else { return [:] }
        return plain(text) ?? (try? JSONDecoder().decode([String: String].self, from: Data(text.utf8)))
    }

    /// What is as `text` writes it and has nothing escaped, which is nearly every detail; nil for all else.
    private static func plain(_ text: String) -> [String: String]? {
        var rest = text.utf8[...]
        guard rest.popFirst() == UInt8(ascii: "{") else { return nil }
        var detail: [String: String] = [:]
        while let key = string(&rest), rest.popFirst() == UInt8(ascii: ":"), let value = string(&rest),
            detail.updateValue(value, forKey: key) == nil
        {
            switch rest.popFirst() {
            case UInt8(ascii: ","): continue
            case UInt8(ascii: "}"): return rest.isEmpty ? detail : nil
            default: return nil
            }
        }
        return nil
    }

    private static func string(_ rest: inout Substring.UTF8View) -> String? {
        guard rest.popFirst() == UInt8(ascii: "\"") else { return nil }
        let end = rest.firstIndex { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") || $0 < 32 }
        guard let end, rest[end] == UInt8(ascii: "\"") else { return nil }
        defer { rest = rest[rest.index(after: end)...] }
        return String(rest[..<end])
    }

    /// A string of JSON (RFC 8259 7). By hand: an encoder for each of the dozen details of a message costs more than
    /// storing them.
    private static func append(_ text: String, to json: inout [UInt8]) {
        json.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): json += [UInt8(ascii: "\\"), byte]
            case 0..<32:
                let digits = String(byte, radix: 16)
                json += (digits.utf8.count == 1 ? "\\u000\(digits)" : "\\u00\(digits)").utf8
            default: json.append(byte)
            }
        }
        json.append(UInt8(ascii: "\""))
    }
}
