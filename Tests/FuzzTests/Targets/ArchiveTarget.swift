import Archive
import Cryptography

@testable import Portal

/// Archives from strangers: what comes out has safe names, bounded octets, and is what both readers of ours see.
struct ArchiveTarget: FuzzTarget {
    static let name = "archive"
    static let longest = 16_384

    private let password = ArchivePassword.make()

    init() {}

    func seeds() throws -> [[UInt8]] {
        let files = try [("svar.txt", "Prøve prøve prøve prøve prøve"), ("feil.csv", "")].map {
            ArchiveEntry(name: try ArchiveEntryName($0.0), bytes: Array($0.1.utf8))
        }
        let folder = [ArchiveEntry(name: try ArchiveEntryName("xl/workbook.xml"), bytes: Array("<a/>".utf8))]
        return [
            try EncryptedArchive.write(files, password: password), try PlainArchive.write(files + folder),
            try PlainArchive.write(files, method: .deflate),
        ]
    }

    func examine(_ input: [UInt8]) throws {
        for (limits, password) in [(ArchiveLimits.sealed, self.password as ArchivePassword?), (.plain, nil)] {
            var limits = limits
            (limits.entries, limits.entryOctets, limits.totalOctets) = (20, 1 << 16, 1 << 17)
            guard let opened = try? ArchiveReader.open(input, password: password, limits: limits) else { continue }
            let entries = opened.entries
            try demand((1...20).contains(entries.count), "files are bounded")
            try demand(
                entries.allSatisfy { $0.bytes.count <= 1 << 16 }
                    && entries.reduce(0) { $0 + $1.bytes.count } <= 1 << 17,
                "octets are bounded")
            try demand(
                entries.allSatisfy { (try? ArchiveEntryName($0.name.text)) == $0.name && !$0.name.text.contains("..") },
                "names are safe")
            let keys = Set(entries.map { $0.name.text.lowercased() })
            try demand(keys.count == entries.count, "no two files are one on another system")
            try demand(
                (try? ArchiveReader.open(input, password: password, limits: limits)) == opened, "it is read so again")
            let isCovered = ArchiveEncryption.covers(input)
            if limits.requiresEncryption {
                try demand(isCovered, "what is opened as encrypted is so to the portal too")
            } else {
                try demand(!isCovered, "what opens without a password is not encrypted to the portal either")
            }
        }
        _ = ArchiveEncryption.covers(input)
        _ = ArchivePassword(typed: String(decoding: input.prefix(100), as: UTF8.self))
    }
}
