/// A decimal number with a fixed number of places, counted in whole units of its last place: 12.5 is 125 with one.
///
/// All figures in reports are made and written with whole numbers, so that they are the same on every host.
public struct ReportNumber: Hashable, Sendable, Comparable {
    public let units: Int
    /// Places after the decimal mark, 0 to 4.
    public let places: Int

    public init(_ whole: Int) {
        units = whole
        places = 0
    }

    /// - Parameter places: taken as 0 to 4.
    public init(units: Int, places: Int) {
        self.units = units
        self.places = min(4, max(0, places))
    }

    /// One number divided by another, half a unit rounded away from zero; nil for division by zero and beyond 10^14.
    public init?(_ numerator: Int, dividedBy denominator: Int, places: Int) {
        let scale = Self.scale(places)
        guard denominator != 0, abs(numerator) <= 100_000_000_000_000, abs(denominator) <= 100_000_000_000_000
        else { return nil }
        let (scaled, divisor) = (abs(numerator) * scale, abs(denominator))
        let rounded = (2 * scaled + divisor) / (2 * divisor)
        self.init(units: (numerator < 0) == (denominator < 0) ? rounded : -rounded, places: places)
    }

    /// A share in percent.
    public static func percent(_ part: Int, of whole: Int, places: Int = 1) -> ReportNumber? {
        ReportNumber(part * 100, dividedBy: whole, places: places)
    }

    /// The change from one count to another in percent of the first.
    public static func change(from before: Int, to now: Int, places: Int = 1) -> ReportNumber? {
        percent(now - before, of: before, places: places)
    }

    public static func < (left: Self, right: Self) -> Bool {
        left.units * scale(4 - left.places) < right.units * scale(4 - right.places)
    }

    /// The digits, with a mark before the places and, if asked for, a sign between the thousands.
    func text(mark: Character, thousands: String = "") -> String {
        let scale = Self.scale(places)
        let whole = String(units.magnitude / UInt(scale))
        let parts = String(units.magnitude % UInt(scale))
        var grouped = ""
        for (index, digit) in whole.enumerated() {
            if index > 0, (whole.count - index).isMultiple(of: 3) { grouped += thousands }
            grouped.append(digit)
        }
        let sign = units < 0 ? "-" : ""
        guard places > 0 else { return sign + grouped }
        return sign + grouped + String(mark) + String(repeating: "0", count: places - parts.count) + parts
    }

    private static func scale(_ places: Int) -> Int {
        (0..<min(4, max(0, places))).reduce(1) { value, _ in value * 10 }
    }
}
