import Foundation
import HealthMessages
import Testing

@Suite("The message catalogue against the national lists", .enabled(if: HealthStandards.folder != nil))
struct HealthCatalogueStandardsTests {
    @Test("M-011 every row of the national template of profiles is in the catalogue, and nothing else") func template()
        throws
    {
        let rows = try HealthStandards.rows("derived/cpp-processes.csv")
        #expect(rows.count > 450)
        let expected = Set(
            rows.map { row in
                ["process", "version", "uuid", "service", "role", "direction", "action", "package"]
                    .map { row[$0] ?? "" }.joined(separator: "|")
            })
        let found = Set(
            try MessageCatalogue.bundled().processes.flatMap { process in
                let head = [process.name, process.version, process.uuid, process.service, process.role]
                    .joined(separator: "|")
                return process.sends.map { "\(head)|send|\($0.action)|\($0.package)" }
                    + process.receives.map { "\(head)|receive|\($0.action)|\($0.package)" }
            })
        #expect(expected.subtracting(found).isEmpty)
        #expect(found.subtracting(expected).isEmpty)
    }

    @Test("HISD 1209 every health process of the template has a type in the catalogue with its roles") func types()
        throws
    {
        let catalogue = try MessageCatalogue.bundled()
        for row in try HealthStandards.rows("derived/cpp-processes.csv") {
            guard let role = row["role"], role.hasSuffix("sender"), row["direction"] == "send",
                let action = row["action"], let service = row["service"]
            else { continue }
            let type = try #require(catalogue.entry(action: action), "\(action)")
            #expect(type.senderRole == role)
            #expect(type.accepts(service: service))
        }
    }

    @Test(
        "HITS 1210 namespaces and versions are those of the national list",
        arguments: ["Applikasjonskvitteringer", "Basismeldinger", "Dialogmeldinger", "PLOmeldinger"])
    func versions(_ category: String) throws {
        let catalogue = try MessageCatalogue.bundled()
        let text = String(decoding: try HealthStandards.bytes("xsd/MeldingsVersjoner.xml"), as: UTF8.self)
        let start = try #require(text.range(of: "navn=\"\(category)\"")).upperBound
        let end = try #require(text[start...].range(of: "</MeldingsKategori>")).lowerBound
        let entries = text[start..<end].matches(of: /navnerom="([^"]+)" versjon="([^"]+)"/)
        #expect(entries.count > 1)
        for entry in entries {
            let (_, namespace, version) = entry.output
            let known = catalogue.types.flatMap(\.versions).filter { $0.namespace == namespace }
            #expect(!known.isEmpty, "\(namespace)")
            #expect(known.allSatisfy { $0.version == version }, "\(namespace)")
        }
    }
}
