/// Which local numbers have been seen in a file: eight octets for each, at most four million.
struct LocalNumberSet: Sendable {
    /// Beyond that many, repetitions are no longer noticed; no country has so many recipients.
    static let maximum = 1 << 22

    /// 0 stands for an empty place; numbers are kept one higher.
    private var places = [UInt64](repeating: 0, count: 1 << 10)
    private(set) var count = 0

    /// Whether the number is new. A set that is full answers yes.
    mutating func insert(_ number: UInt64) -> Bool {
        let wanted = number &+ 1
        var place = Self.place(wanted, in: places.count)
        while places[place] != 0 {
            if places[place] == wanted { return false }
            place = (place + 1) & (places.count - 1)
        }
        guard count < Self.maximum else { return true }
        places[place] = wanted
        count += 1
        if count * 2 > places.count { grow() }
        return true
    }

    private mutating func grow() {
        var larger = [UInt64](repeating: 0, count: places.count * 2)
        for number in places where number != 0 {
            var place = Self.place(number, in: larger.count)
            while larger[place] != 0 { place = (place + 1) & (larger.count - 1) }
            larger[place] = number
        }
        places = larger
    }

    /// By the process's own seed: nobody can choose numbers that all want one place.
    private static func place(_ number: UInt64, in count: Int) -> Int { number.hashValue & (count - 1) }
}
