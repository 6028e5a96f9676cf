import Foundation
import IplosContent
import TestSupport
import Testing

@testable import Reporting

@Suite("Sorting more than memory holds")
struct RecordSorterTests {
    private func record(_ person: Int, _ id: Int, _ row: Int) -> PackedRecord {
        var record = PackedRecord()
        record.begin(person: Array("\(person)".utf8)[...], id: Array("\(id)".utf8)[...], row: row)
        record.append(.tjTjenType, Array("15".utf8)[...])
        return record
    }

    @Test("I-019 runs are merged in the order of numbers, whatever came first", arguments: [1 << 10, 8 << 10, 1 << 20])
    func order(memory: Int) throws {
        let scratch = try ScratchDirectory()
        var sorter = RecordSorter(memory: memory, directory: scratch.path)
        // Each of 997 numbers once: the factor has no divisor in common with their count.
        for index in 0..<997 { try sorter.add(record(index * 389 % 997, index % 3, index)) }
        try sorter.add(record(5, 10, 1_000))
        try sorter.add(record(5, 9, 1_001))
        let sorted = try sorter.sorted()
        var persons: [Int] = [], places: [Int] = []
        while let current = sorted.current {
            persons.append(Int(String(decoding: current.person, as: UTF8.self))!)
            places.append(current.row)
            try sorted.advance()
        }
        #expect(persons == (0..<997).flatMap { $0 == 5 ? [5, 5, 5] : [$0] })
        #expect(places[6...7] == [1_001, 1_000])
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path) == [])
    }

    @Test("I-019 what is put away is sealed: no local number stands in the file")
    func sealed() throws {
        let scratch = try ScratchDirectory()
        let planted = Array("lokalnummer-4711".utf8)
        var sorter = RecordSorter(memory: 64, directory: scratch.path)
        for row in 0..<4 {
            var record = PackedRecord()
            record.begin(person: planted[...], id: [], row: row)
            try sorter.add(record)
        }
        let sorted = try sorter.sorted()
        #expect(sorted.current.map { Array($0.person) } == planted, "it was put away, and is read again")
        var seen = 0
        for descriptor in try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd") {
            let link = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\(descriptor)")) ?? ""
            guard link.hasPrefix(scratch.path), link.hasSuffix("(deleted)") else { continue }
            let octets = try [UInt8](Data(contentsOf: URL(filePath: "/proc/self/fd/\(descriptor)")))
            #expect(octets.count > planted.count && octets.firstRange(of: planted) == nil)
            seen += 1
        }
        #expect(seen == 1)
    }

    @Test("without a place to put runs away, sorting says so")
    func noPlace() throws {
        var sorter = RecordSorter(memory: 64, directory: "/nowhere/at/all")
        #expect(throws: ExtractFault.noRoom("/nowhere/at/all")) {
            for index in 0..<10 { try sorter.add(record(index, 1, index)) }
        }
    }
}
