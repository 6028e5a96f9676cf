import Foundation
import TestSupport
import Testing

@testable import Simulation

extension EndToEnd {
    /// A known identity number is in every document that passes; it must be in nothing the servers keep (M-002).
    @Suite(.serialized) struct PlantedIdentityTests {
        @Test("M-002 a planted identity number is in no database, log, queue or temporary file of any server")
        func nowhere() async throws {
            let street = try await Street.open()
            do {
                let ids = try await street.submit(20)
                _ = try await street.settle(ids, within: 60)
                // Cut, so that nothing is tidied away: databases with their logs as they stand.
                for node in NodeName.allCases { try await street.cut(node) }
                let number = SyntheticPerson.number(7).identityNumber
                let ground = street.neighbourhood.ground
                for node in NodeName.allCases {
                    #expect(try places(of: number, below: ground.directory(of: node)) == [])
                }
                // The search can find it: a record system's folder is that system's own zone, and the document lies there.
                let municipality = ground.folder(of: street.municipality)
                #expect(try places(of: number, below: municipality).isEmpty == false)
            } catch {
                await street.close()
                throw error
            }
            await street.close()
        }

        @Test("the search finds a number however it is written")
        func control() throws {
            let folder = try TemporaryFolder()
            let number = SyntheticPerson.number(7).identityNumber
            let utf16 = number.utf16.flatMap { [UInt8($0 & 0xFF), 0] }
            let forms: [[UInt8]] = [
                Array(number.utf8), utf16, Array(number.utf8.map { String(format: "%02x", $0) }.joined().utf8),
                Array(Data("\(number)x".utf8).base64EncodedString().utf8),
                Array(Data("a\(number)x".utf8).base64EncodedString().utf8),
                Array(Data("ab\(number)xyz".utf8).base64EncodedString().utf8),
            ]
            for (index, form) in forms.enumerated() {
                try Data([1, 2] + form + [3]).write(to: URL(fileURLWithPath: "\(folder.path)/\(index)"))
            }
            #expect(try places(of: number, below: folder.path).count == forms.count)
        }

        /// Files that hold the number: raw, UTF-16, hexadecimal, or in one of base64's three phases.
        private func places(of number: String, below folder: String) throws -> [String] {
            let needles = Self.needles(for: number)
            var found: [String] = []
            let names = try #require(FileManager.default.enumerator(atPath: folder)).compactMap { $0 as? String }
            for name in names {
                guard let data = FileManager.default.contents(atPath: "\(folder)/\(name)"), !data.isEmpty else {
                    continue
                }
                if needles.contains(where: { data.range(of: $0) != nil }) { found.append(name) }
            }
            return found.sorted()
        }

        private static func needles(for number: String) -> [Data] {
            let raw = Data(number.utf8)
            let hexadecimal = raw.map { String(format: "%02x", $0) }.joined()
            let little = Data(number.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
            let big = Data(number.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] })
            // In each phase the characters that do not depend on what stands before or after.
            let phases = (0..<3).map { phase in
                let text = Data(repeating: 0, count: phase) + raw
                let encoded = Array(text.base64EncodedData())
                let first = phase == 0 ? 0 : phase + 1
                return Data(encoded[first..<(text.count * 8 / 6)])
            }
            return [raw, little, big, Data(hexadecimal.utf8), Data(hexadecimal.uppercased().utf8)] + phases
        }
    }
}
