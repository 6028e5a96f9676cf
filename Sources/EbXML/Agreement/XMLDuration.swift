public import Foundation

/// xs:duration as agreements write their intervals: `PT720M`, `P4D`, `PT2S`.
public enum XMLDuration {
    /// Seconds; nil for anything else than days, hours, minutes and seconds, as a month has no fixed length.
    public static func read(_ text: some StringProtocol) -> TimeInterval? {
        var rest = Array(text.trimmed.utf8)[...]
        guard rest.popFirst() == UInt8(ascii: "P"), !rest.isEmpty else { return nil }
        var seconds = 0
        var inTime = false
        var allowed: [UInt8] = [UInt8(ascii: "D")]
        while !rest.isEmpty {
            if !inTime, rest.first == UInt8(ascii: "T") {
                rest.removeFirst()
                inTime = true
                allowed = Array("HMS".utf8)
                guard !rest.isEmpty else { return nil }
            }
            let digits = rest.prefix { (48...57).contains($0) }
            rest = rest.dropFirst(digits.count)
            guard (1...9).contains(digits.count), let unit = rest.popFirst(),
                let place = allowed.firstIndex(of: unit)
            else { return nil }
            allowed.removeFirst(place + 1)
            seconds += digits.reduce(0) { $0 * 10 + Int($1 - 48) } * Self.length(of: unit)
        }
        return TimeInterval(seconds)
    }

    private static func length(of unit: UInt8) -> Int {
        switch unit {
        case UInt8(ascii: "D"): 86_400
        case UInt8(ascii: "H"): 3_600
        case UInt8(ascii: "M"): 60
        default: 1
        }
    }
}
