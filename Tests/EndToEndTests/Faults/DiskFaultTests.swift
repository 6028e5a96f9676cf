import Foundation
import Testing

@testable import Simulation

extension EndToEnd {
    /// Disks that are full, lie or fail, on the real program, on either side, during traffic (T-063, T-064).
    @Suite(.serialized) struct DiskFaultTests {
        private static let sides = [NodeName.hospital, .municipalities]

        @Test("T-064 a full database: said once and clearly, nothing is taken, and it goes on by itself")
        func fullDatabase() async throws {
            try await Street.with { street in
                let disk = try FaultyDisk(folder: street.folder.path)
                var ids: [String] = []
                let node = NodeName.hospital
                try await street.restart(node, environment: disk.environment)
                let process = try #require(street.neighbourhood.fleet.identifier(of: node))
                ids += try await street.submit(4)
                try await disk.begin(FaultyDisk.fullDatabase, in: process)
                ids += try await street.submit(4)
                try await street.wait("\(node) says that the disk is full") {
                    street.log(of: node).contains("The disk is full; nothing new is taken.")
                }
                let out = "\(street.neighbourhood.ground.folder(of: street.hospital))/out"
                let left = try FileManager.default.contentsOfDirectory(atPath: out)
                #expect(left.count { $0.hasSuffix(".xml") } >= 4, "what is not stored stays where it is")
                try await disk.end(FaultyDisk.fullDatabase, in: process)
                try await street.wait("\(node) says that there is space again") {
                    street.log(of: node).contains("there is space on the disk again")
                }
                #expect(street.neighbourhood.fleet.isRunning(node))
                #expect(street.log(of: node).components(separatedBy: #""event":"disk-full""#).count == 2, "said once")
                try await street.expectArrival(of: ids)
            }
        }

        @Test("T-064 a file system that is really full: doctor and log say so, and it goes on when there is space")
        func fullFileSystem() async throws {
            try await Street.with { street in
                let disk = try await SmallDisk(folder: street.folder.path)
                var ids = try await street.submit(2)
                try await street.expectArrival(of: ids)
                let node = NodeName.municipalities
                try await disk.put(street, node)
                do {
                    ids += try await street.submit(4)
                    try await disk.fill(street, node)
                    ids += try await street.submit(4)
                    try await street.wait("the log says that the disk is full") {
                        street.log(of: node).contains("The disk is full; nothing new is taken.")
                    }
                    if disk.isReal {
                        #expect(try await street.doctor(node).contains("0 MB (0 %) are free on the data disk."))
                    }
                    try await disk.free(street, node)
                    try await street.expectArrival(of: ids)
                    #expect(street.log(of: node).contains("there is space on the disk again"))
                } catch {
                    await disk.remove(street, node)
                    throw error
                }
                await disk.remove(street, node)
            }
        }

        @Test("T-063 T-064 full, short or failing under everything the server writes: it goes on when the disk does")
        func endured() async throws {
            try await Street.with { street in
                let disk = try FaultyDisk(folder: street.folder.path)
                for node in Self.sides { try await street.restart(node, environment: disk.environment) }
                var ids: [String] = []
                for fault in [FaultyDisk.Fault.full, .shortWrite, .failingFolderSync] {
                    let processes = try Self.sides.map {
                        try #require(street.neighbourhood.fleet.identifier(of: $0))
                    }
                    let under = try await street.submit(2)
                    for process in processes { try await disk.begin(fault.points, in: process) }
                    let before = await street.handedOver().count
                    let new = try await street.submit(3)
                    if fault == .shortWrite {
                        try await street.wait("a short write is no fault, and the server gets on") {
                            await street.handedOver().count > before
                        }
                    } else {
                        for _ in 0..<25 {
                            try await street.recordSystemsWork()
                            try await Task.sleep(for: .milliseconds(50))
                        }
                        let handedOver = await street.handedOver()
                        #expect(new.allSatisfy { handedOver[$0] == nil }, "\(fault) takes place")
                    }
                    for process in processes { try await disk.end(fault.points, in: process) }
                    for node in Self.sides {
                        #expect(street.neighbourhood.fleet.isRunning(node), "\(street.log(of: node).suffix(500))")
                    }
                    ids += under + new
                }
                try await street.expectArrival(of: ids)
            }
        }

        @Test("T-063 a disk that does not keep what is written ends the process, which says so; a new start goes on")
        func ended() async throws {
            try await Street.with { street in
                let disk = try FaultyDisk(folder: street.folder.path)
                var ids: [String] = []
                for fault in [FaultyDisk.Fault.failingSync, .failingWrite] {
                    for node in Self.sides {
                        try await street.restart(node, environment: disk.environment)
                        let process = try #require(street.neighbourhood.fleet.identifier(of: node))
                        ids += try await street.submit(3)
                        try await disk.begin(fault.points, in: process)
                        ids += try await street.submit(3)
                        try await street.wait("\(node) ends") { !street.neighbourhood.fleet.isRunning(node) }
                        let log = street.log(of: node)
                        #expect(log.contains("The disk did not confirm a write; the process ends."))
                        try await street.restart(node)
                    }
                }
                try await street.expectArrival(of: ids)
            }
        }
    }
}
