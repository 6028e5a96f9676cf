import Foundation
import Testing
import XML

/// The reference material outside the project, where it is installed.
private enum StandardsFolder {
    static let path = ProcessInfo.processInfo.environment["BUDSTIKKE_SHARED"]
    static func file(_ name: String) -> String { (path ?? "") + "/" + name }
}

/// The official schemas, installed as a pack, against the published example messages.
@Suite(.enabled(if: StandardsFolder.path != nil))
struct SchemaPackStandardsTests {
    private static let pack = Result { try SchemaPack(directory: StandardsFolder.file("standards/xsd")) }

    @Test("M-060 every schema of the pack compiles into one, with its conflicts told")
    func compiles() throws {
        let pack = try Self.pack.get()
        #expect(pack.fileCount == 79)
        #expect(pack.namespaces.contains("http://www.kith.no/xmlstds/msghead/2006-05-24"))
        #expect(!pack.namespaces.contains("http://www.w3.org/2001/XMLSchema"))
        let chosen = Dictionary(uniqueKeysWithValues: pack.conflicts.map { ($0.namespace, $0.chosen) })
        // The OASIS schema of the header is ambiguous; the corrected national one comes first in order.
        #expect(
            chosen["http://www.oasis-open.org/committees/ebxml-msg/schema/msg-header-2_0.xsd"]
                == "ebxml/msg-header-2_0.kith.xsd")
        #expect(
            chosen["http://www.kith.no/xmlstds/apprec/2004-11-21"] == "applikasjonskvittering/AppRec-v1-2004-11-21.xsd")
    }

    @Test("M-060 example messages are judged as xmllint judges them")
    func examples() throws {
        let pack = try Self.pack.get()
        let table = try String(
            contentsOfFile: StandardsFolder.file("standards/derived/schema-validation.csv"), encoding: .utf8)
        var counts: [String: Int] = [:]
        for row in table.split(whereSeparator: \.isNewline).dropFirst() {
            let line = String(row)
            guard let verdict = ["valid", "invalid", "not-wellformed"].first(where: { line.contains(".xml,\($0),") }),
                let comma = line.range(of: ",\(verdict),")
            else { continue }
            let file = "standards/" + line[..<comma.lowerBound]
            let bytes = [UInt8](try Data(contentsOf: URL(filePath: StandardsFolder.file(file))))
            let found: String
            do {
                let findings = pack.validate(try XMLDocument.parse(bytes, limits: .document))
                found = findings.isEmpty ? "valid" : "invalid"
            } catch {
                found = "not-wellformed"
            }
            #expect(found == verdict, "\(file)")
            counts[verdict, default: 0] += 1
        }
        #expect(counts == ["valid": 276, "invalid": 41, "not-wellformed": 9])
    }

    @Test("M-060 one pack validates from many threads at once")
    func threads() async throws {
        let pack = try Self.pack.get()
        let file = StandardsFolder.file("standards/samples/ks/app-rec/1.0/all-data.xml")
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: file)))
        let shared = try XMLDocument.parse(bytes, limits: .document)
        let verdicts = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    (0..<50).allSatisfy { _ in
                        let own = try? XMLDocument.parse(bytes, limits: .document)
                        return pack.validate(shared).isEmpty && own.map { pack.validate($0).isEmpty } == true
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(verdicts == Array(repeating: true, count: 8))
    }
}
