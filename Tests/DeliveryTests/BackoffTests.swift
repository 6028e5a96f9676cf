import Delivery
import Testing

@Suite struct BackoffTests {
    private let backoff = Backoff(first: 5, longest: 900)

    @Test("T-068 the delay doubles up to the longest", arguments: [(0, 5.0), (1, 10.0), (3, 40.0), (20, 900.0)])
    func doubles(_ attempts: Int, _ expected: Double) {
        #expect(backoff.delay(attempts: attempts, spread: 1) == expected)
    }

    @Test("T-068 the spread takes at most half away, whatever is passed in", arguments: [-1.0, 0, 0.3, 1, 7])
    func spreads(_ spread: Double) {
        #expect((20...40).contains(backoff.delay(attempts: 3, spread: spread)))
    }

    @Test("a number of attempts that makes no sense gives a delay all the same", arguments: [-5, 1000, Int.max])
    func tolerates(_ attempts: Int) {
        #expect((2.5...900).contains(backoff.delay(attempts: attempts, spread: 0)))
    }
}
