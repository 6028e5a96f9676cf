/// Mixes the order of a stream in bounded memory: what comes in leaves later, chosen at random among all that wait.
///
/// A stream that fits into the pool comes out in an order that tells nothing of the one it came in. Of a longer one, an
/// element never leaves before it has waited with as many others as the pool holds.
struct ShufflePool {
    private var waiting: [[UInt8]] = []
    /// How many octets wait.
    private(set) var octets = 0
    private let capacity: Int
    private let random: (_ below: Int) -> Int

    /// - Parameters:
    ///   - capacity: octets that wait at most; one element always may.
    ///   - random: a number from 0 to below its argument, from a source that nobody can foresee.
    init(capacity: Int, random: @escaping (_ below: Int) -> Int) {
        self.capacity = capacity
        self.random = random
    }

    /// Takes one in.
    mutating func put(_ element: [UInt8]) {
        waiting.append(element)
        octets += element.count
    }

    /// One of those that wait, while there are more than there is room for; any of them with `all`, until none is left.
    mutating func next(all: Bool) -> [UInt8]? {
        guard !waiting.isEmpty, all || octets > capacity && waiting.count > 1 else { return nil }
        waiting.swapAt(random(waiting.count), waiting.count - 1)
        let element = waiting.removeLast()
        octets -= element.count
        return element
    }
}
