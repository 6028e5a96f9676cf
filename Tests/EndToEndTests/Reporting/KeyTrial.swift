import CMS
import Certificates
import Cryptography
import Foundation
import GRDB
import Keys
import TestSupport

/// Looks for something in everything that a party has, after trying every key that the party has on all of it.
///
/// Keys are whatever lies in the party's directory: files of 32 octets or 64 hexadecimal digits, private keys in PEM, and
/// what opens with those and is a key in turn. They are tried on every file, every value of every database, and on what
/// comes out of that: AES-256-GCM without asking for its tag, CMS with every private key, gzip.
struct KeyTrial {
    /// Where something was found, in words.
    typealias Place = String

    private let directory: String
    private var secrets: Set<[UInt8]> = []
    private var pairs: [(key: PrivateKey, certificate: Certificate)] = []
    private var values: [(place: Place, bytes: [UInt8])] = []

    /// Reads a party's directory; its servers have ended.
    init(_ directory: String) throws {
        self.directory = directory
        var keys: [PrivateKey] = []
        var certificates: [Certificate] = []
        for name in try FileManager.default.subpathsOfDirectory(atPath: directory).sorted() {
            var isDirectory: ObjCBool = false
            let path = "\(directory)/\(name)"
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory), !isDirectory.boolValue,
                let data = FileManager.default.contents(atPath: path)
            else { continue }
            let bytes = [UInt8](data)
            values.append((name, Array(name.utf8)))
            values.append((name, bytes))
            if bytes.count == 32 { secrets.insert(bytes) }
            let text = String(decoding: bytes.prefix(80), as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
            if text.count == 64, let key = Hexadecimal.decode(text) { secrets.insert(key) }
            if let key = try? PrivateKey(pem: bytes, passphrase: nil) { keys.append(key) }
            if let found = try? Certificate.all(pem: bytes) { certificates += found }
            if name.hasSuffix(".sqlite") { values += try Self.values(of: path, named: name) }
        }
        certificates += values.compactMap { try? Certificate(der: $0.bytes) }
        unwrap(&keys)
        for key in keys {
            for certificate in certificates where certificate.publicKey == key.publicKey {
                pairs.append((key, certificate))
            }
        }
    }

    /// How many keys there are, to be held against what the party is known to have.
    var counts: (secrets: Int, pairs: Int) { (secrets.count, Set(pairs.map(\.key.publicKey)).count) }

    /// The places where one of these is, in clear or behind a key that is there too.
    func places(of needles: [PlantedNumber]) -> [Place] {
        values.filter { value in
            // Pages of a database are no sealed values; those are tried one by one.
            let isPages = [".sqlite", "-wal", "-shm", ".log"].contains(where: value.place.hasSuffix)
            return holds(value.bytes, needles, depth: isPages ? 2 : 0)
        }.map(\.place)
    }

    /// What comes out of these values with any of the keys, noise included.
    func openings(of place: Place) -> [[UInt8]] {
        values.filter { $0.place == place }.flatMap { value in
            secrets.compactMap { ForcedOpening.open(value.bytes[...], key: $0) }
        }
    }

    /// The values of one column as they stand.
    func values(of place: Place) -> [[UInt8]] { values.filter { $0.place == place }.map(\.bytes) }

    private func holds(_ bytes: [UInt8], _ needles: [PlantedNumber], depth: Int) -> Bool {
        if PlantedNumber.isAny(of: needles, in: bytes) { return true }
        guard depth < 3 else { return false }
        if bytes.first == 0x30 {
            for pair in pairs {
                if let opened = try? CMSAuthEnvelope.open(bytes, key: pair.key, certificate: pair.certificate),
                    holds(opened, needles, depth: depth + 1)
                {
                    return true
                }
            }
        }
        // What a symmetric key gives is noise unless it was the right one: only CMS in it is gone into.
        guard depth == 0 else { return false }
        return secrets.contains { key in
            guard let opened = ForcedOpening.open(bytes[...], key: key) else { return false }
            return holds(opened, needles, depth: opened.first == 0x30 ? 1 : 3)
        }
    }

    /// Keys that are wrapped by keys, until no more come: version and identifier (5 octets), then sealed.
    private mutating func unwrap(_ keys: inout [PrivateKey]) {
        var untried = secrets
        while let secret = untried.popFirst() {
            let identifier = (try? MasterKey(bytes: secret)).flatMap { Hexadecimal.decode($0.identifier) } ?? []
            for value in values where value.bytes.starts(with: [1] + identifier) && value.bytes.count > 33 {
                guard let opened = ForcedOpening.open(value.bytes[5...], key: secret) else { continue }
                if opened.count == 32, secrets.insert(opened).inserted { untried.insert(opened) }
                if let key = try? PrivateKey(pkcs8DER: opened) { keys.append(key) }
            }
        }
    }

    /// Every value of every row that is text or octets.
    private static func values(of database: String, named name: String) throws -> [(place: Place, bytes: [UInt8])] {
        var configuration = Configuration()
        configuration.readonly = false
        let queue = try DatabaseQueue(path: database, configuration: configuration)
        defer { try? queue.close() }
        return try queue.read { connection in
            let tables = try String.fetchAll(
                connection, sql: "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
            return try tables.flatMap { table in
                try Row.fetchAll(connection, sql: "SELECT * FROM \"\(table)\"").flatMap { row in
                    row.columnNames.compactMap { column -> (place: Place, bytes: [UInt8])? in
                        switch (row[column] as DatabaseValue).storage {
                        case .string(let text): ("\(name) \(table).\(column)", Array(text.utf8))
                        case .blob(let data): ("\(name) \(table).\(column)", [UInt8](data))
                        case .null, .int64, .double: nil
                        }
                    }
                }
            }
        }
    }
}
