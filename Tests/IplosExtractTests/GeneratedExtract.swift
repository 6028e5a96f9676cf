import Identifiers
import IplosExtract
import XML

/// A generated extract, written and parsed.
struct GeneratedExtract {
    let generator: ExtractGenerator
    let bytes: [UInt8]
    let root: XMLElement

    init(_ generator: ExtractGenerator) throws {
        self.generator = generator
        bytes = Self.collect(generator.write)
        root = try XMLDocument.parse(bytes, limits: .document).root
    }

    /// A small one, of the municipality 4601.
    init(persons: Int, seed: UInt64 = 1, year: Int = 2016, faults: [PlantedFault: Int] = [:]) throws {
        try self.init(
            ExtractGenerator(persons: persons, seed: seed, municipality: .init("4601")!, year: year, faults: faults))
    }

    static func collect(_ write: (([UInt8]) throws -> Void) throws -> Void) -> [UInt8] {
        var all: [UInt8] = []
        try! write { all += $0 }
        return all
    }

    var persons: [XMLElement] { root.children.filter { $0.name == "PERSON" } }

    /// Identity numbers by local number, from the file beside the extract.
    func companion() -> [String: [UInt8]] {
        let lines = Self.collect(generator.writeIdentities).split(separator: 10).dropFirst()
        let pairs = lines.map { line in line.split(separator: 59).map(Array.init) }
        return Dictionary(uniqueKeysWithValues: pairs.map { (String(decoding: $0[0], as: UTF8.self), $0[1]) })
    }
}

extension XMLElement {
    /// The text of a field of a row.
    func field(_ name: String) -> String? { children.first { $0.name == name }?.text }
    func rows(_ name: String) -> [XMLElement] { children.filter { $0.name == name } }
}
