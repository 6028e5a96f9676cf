import Foundation
import Testing

@Suite("Two samples held against each other")
struct SampleComparisonTests {
    private func near(_ one: Double, _ other: Double) -> Bool { abs(one - other) < 0.005 }

    @Test("Welch's t is that of the published example")
    func welch() {
        let one = [27.5, 21.0, 19.0, 23.6, 17.0, 17.9, 16.9, 20.1, 21.9, 22.6, 23.1, 19.6, 19.0, 21.7, 21.4]
        let other = [27.1, 22.0, 20.8, 23.4, 23.4, 23.5, 25.8, 22.0, 24.8, 20.2, 21.9, 22.1, 22.9, 20.5, 24.4]
        #expect(near(SampleComparison(one, other).t, -2.46))
        #expect(near(SampleComparison(other, one).t, 2.46))
    }

    @Test("U is that of six tortoises and six hares, as a deviate; equal values share their rank")
    func mannWhitney() {
        // T H H H H H T T T T T H by their places: U is 11 of 36 for the hares' side.
        let (tortoises, hares) = ([1.0, 7, 8, 9, 10, 11], [2.0, 3, 4, 5, 6, 12])
        #expect(near(SampleComparison(tortoises, hares).z, (25.0 - 18) / 39.0.squareRoot()))
        #expect(near(SampleComparison(hares, tortoises).z, (11.0 - 18) / 39.0.squareRoot()))
        // Ranks 1, 2.5, 2.5 and 4: U of the first is 3 - 1 - 2.5 + ... = 0.5 of 4.
        let tied = SampleComparison([1.0, 2], [2.0, 3])
        let variance = 4.0 / 12 * (5 - 6.0 / 12)
        #expect(near(tied.z, (0.5 - 2) / variance.squareRoot()))
        #expect(SampleComparison([5.0, 6], [5.0, 6]).z == 0)
    }

    @Test("a shift that is a tenth of the spread is found in two thousand values, and none is where there is none")
    func sensitivity() {
        // Evenly spread and in no order: the same values in two orders are the same sample.
        func sample(_ shift: Double, step: Int) -> [Double] {
            (0..<2_000).map { Double($0 * step % 2_003) / 2_003 + shift }
        }
        let none = SampleComparison(sample(0, step: 7), sample(0, step: 11))
        #expect(abs(none.t) < 0.5 && abs(none.z) < 0.5)
        let shifted = SampleComparison(sample(0.05, step: 7), sample(0, step: 11))
        #expect(shifted.t > 4.5 && shifted.z > 4.5)
        #expect(SampleComparison.median([3.0, 1, 2]) == 2)
        #expect(SampleComparison.median([4.0, 1, 2, 3]) == 2.5)
    }
}
