import Foundation
import Testing

@testable import Simulation

extension EndToEnd {
    /// Disks that are full, lie or fail, on the real program, on either side, during traffic (T-063, T-064).
    @Suite(.serialized) struct DiskFaultTests {
        private static let sides = [NodeName.hospital, .municipalities]

        @Test("T-064 a full database: said once and clearly, nothing is taken, and it goes on by itself")
        func fullDatabase() async throws {
            try await Street.visit { street in
                let disk = try FaultyDisk(folder: street.folder.path)
                var ids: [String] = []
                for node in Self.sides {
                    try await street.restart(node, environment: disk.environment)
                    let process = try #require(street.neighbourhood.fleet.identifier(of: node))
                    ids += try await street.submit(4)
                    try disk.begin(FaultyDisk.fullDatabase, in: process)
                    ids += try await street.submit(4)
                    try await street.wait("\(node) says that the disk is full") {
                        street.log(of: node).contains("disk-full: The disk is full; nothing new is taken.")
                    }
                    if node == .hospital {
                        let left = try FileManager.default.contentsOfDirectory(
                            atPath: "\(street.neighbourhood.ground.folder(of: street.hospital))/out")
                        #expect(left.count { $0.hasSuffix(".xml") } >= 4, "what is not stored stays where it is")
                    }
                    try disk.end(FaultyDisk.fullDatabase, in: process)
                    #expect(street.neighbourhood.fleet.isRunning(node))
                    try await street.wait("\(node) says that there is space again") {
                        street.log(of: node).contains("there is space on the disk again")
                    }
                    #expect(street.log(of: node).components(separatedBy: "disk-full:").count == 2, "said once")
                }
                try await street.verify(ids)
            }
        }

        @Test("T-063 T-064 full, short or failing under everything the server writes: it goes on when the disk does")
        func endured() async throws {
            try await Street.visit { street in
                let disk = try FaultyDisk(folder: street.folder.path)
                for node in Self.sides { try await street.restart(node, environment: disk.environment) }
                var ids: [String] = []
                for fault in [FaultyDisk.Fault.full, .shortWrite, .failingFolderSync] {
                    for node in Self.sides {
                        let process = try #require(street.neighbourhood.fleet.identifier(of: node))
                        try disk.begin(fault.points, in: process)
                        let new = try await street.submit(3)
                        for _ in 0..<20 {
                            try await street.recordSystemsWork()
                            try await Task.sleep(for: .milliseconds(50))
                        }
                        if fault == .full || (fault == .failingFolderSync && node == .municipalities) {
                            let early = Set(await street.handedOver().keys).intersection(new)
                            #expect(early.isEmpty, "\(fault) on \(node) takes place")
                        }
                        try disk.end(fault.points, in: process)
                        #expect(street.neighbourhood.fleet.isRunning(node), "\(street.log(of: node).suffix(500))")
                        ids += new
                    }
                }
                try await street.verify(ids)
            }
        }

        @Test("T-063 a disk that does not keep what is written ends the process, which says so; a new start goes on")
        func ended() async throws {
            try await Street.visit { street in
                let disk = try FaultyDisk(folder: street.folder.path)
                var ids: [String] = []
                for fault in [FaultyDisk.Fault.failingSync, .failingWrite] {
                    for node in Self.sides {
                        try await street.restart(node, environment: disk.environment)
                        let process = try #require(street.neighbourhood.fleet.identifier(of: node))
                        ids += try await street.submit(3)
                        try disk.begin(fault.points, in: process)
                        ids += try await street.submit(3)
                        try await street.wait("\(node) ends") { !street.neighbourhood.fleet.isRunning(node) }
                        let log = street.log(of: node)
                        #expect(log.contains("not-durable: the disk did not confirm a write; the process ends"))
                        try await street.restart(node)
                    }
                }
                try await street.verify(ids)
            }
        }
    }
}
