import Foundation
import Testing

/// What the fuzzer looks for at length, in small: seeds, damaged seeds, and every input that once broke something.
@Suite("Hostile input: fuzz targets")
struct ReplayTests {
    @Test("seeds keep every promise, whole and damaged", arguments: FuzzTargets.names)
    func seeds(_ name: String) async throws {
        let target = try FuzzTargets.named(name)
        let seeds = try await target.seeds()
        try #require(!seeds.isEmpty)
        for seed in seeds {
            #expect(throws: Never.self) { try target.examine(seed) }
            for damaged in Self.damaged(seed) { #expect(throws: Never.self) { try target.examine(damaged) } }
        }
    }

    @Test("inputs that once broke something are kept, and break nothing now", arguments: FuzzTargets.names)
    func kept(_ name: String) throws {
        let target = try FuzzTargets.named(name)
        for file in try Self.files(Self.vectors.appending(path: name)) {
            let input = try Array(Data(contentsOf: file))
            #expect(throws: Never.self, "\(file.lastPathComponent)") { try target.examine(input) }
        }
    }

    @Test("each folder of kept inputs is a target's, and no two targets have one name")
    func names() throws {
        let names = FuzzTargets.names
        #expect(Set(names).count == names.count)
        #expect(try Self.files(Self.vectors).allSatisfy { names.contains($0.lastPathComponent) })
    }

    @Test("a broken promise is told")
    func broken() {
        #expect(throws: BrokenPromise.self) { try XMLTarget().demand(false, "nothing") }
        #expect(throws: BrokenPromise.self) { try XMLTarget().demand(nil as Int?, "nothing") }
    }

    private static let vectors = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../Vectors/Fuzz").standardized

    private static func files(_ folder: URL) throws -> [URL] {
        guard FileManager.default.fileExists(atPath: folder.path) else { return [] }
        return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { !$0.lastPathComponent.hasPrefix(".") }
    }

    /// Cut off, doubled, one octet turned, one octet gone, at twelve places each.
    private static func damaged(_ seed: [UInt8]) -> [[UInt8]] {
        let places = stride(from: 0, to: seed.count, by: max(1, seed.count / 12))
        return places.flatMap { place in
            var turned = seed
            turned[place] ^= 1 << UInt8(place % 8)
            var shorter = seed
            shorter.remove(at: place)
            return [Array(seed[..<place]), seed[..<place] + seed, turned, shorter]
        }
    }
}
