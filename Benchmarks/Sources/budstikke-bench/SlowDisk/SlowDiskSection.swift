import Foundation

/// Exchanges with 5 ms added to each fsync: disks differ twenty times, and a slow one must not stop a server.
struct SlowDiskSection {
    let extent: Extent
    let place: BenchPlace

    func run() async throws -> SectionReport {
        // Built as a library product of this package, so it lies beside this program.
        let library = "\(place.products)/libSlowFsync.so"
        guard FileManager.default.fileExists(atPath: library) else { throw BenchError("\(library) is missing") }
        let town = try await place.town([["kommune"], ["sykehus"]], preload: library)
        do {
            let pair = Traffic.Pair(from: town.servers[0].parties[0], to: town.servers[1].parties[0])
            let traffic = Traffic(pairs: [pair], town: town)
            let count = max(extent.burst / 4, 50)
            let burst = try await traffic.run(count, pace: .atOnce)
            let paced = try await traffic.run(extent.paced / 2, pace: .every(2 / max(burst.rate, 1)))
            await town.stop()
            return SectionReport(
                section: .slowDisk, title: "Exchanges with 5 ms added to each fsync, 1 tenant on each server",
                figures: [Figure("burst of \(count)", burst.rate, "exchanges/s")]
                    + paced.acknowledged.figures("submitted to acknowledged")
                    + paced.accepted.figures("submitted to AppRec accepted"),
                failure: burst.failure ?? paced.failure)
        } catch {
            await town.stop()
            throw error
        }
    }
}
