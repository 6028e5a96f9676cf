/// Numbers that look random and are the same for the same seed on every machine (SplitMix64).
///
/// For invented data only; nothing secret may come of it.
struct SeededGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// A generator of its own for one of many things, so that each can be made without making those before it.
    init(seed: UInt64, item: Int) {
        var mixed = SeededGenerator(seed: seed ^ (UInt64(truncatingIfNeeded: item) &* 0x9E37_79B9_7F4A_7C15))
        state = mixed.next()
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// 0 up to a bound; 0 when the bound is not positive.
    mutating func below(_ bound: Int) -> Int {
        bound <= 0 ? 0 : Int(((next() >> 32) &* UInt64(bound)) >> 32)
    }

    /// A number of the range; its lower end when the upper lies below it.
    mutating func within(_ lower: Int, _ upper: Int) -> Int { lower + below(upper - lower + 1) }

    /// True so many times of a thousand.
    mutating func chance(perThousand: Int) -> Bool { below(1_000) < perThousand }

    /// The place of one of the weights, each as often as it weighs.
    mutating func place(among weights: [Int]) -> Int {
        var rest = below(weights.reduce(0, +))
        for (place, weight) in weights.enumerated() {
            if rest < weight { return place }
            rest -= weight
        }
        return 0
    }
}
