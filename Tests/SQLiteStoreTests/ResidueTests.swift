import Foundation
import Identifiers
import Store
import Testing

@testable import SQLiteStore

@Suite("No health data at rest in clear")
struct ResidueTests {
    /// An identity number that cannot be anyone's: its month is 88.
    private static let identity = "17889012345"
    private static let document = Array(
        ("<Pasient><Fnr>\(identity)</Fnr></Pasient>" + String(repeating: "Sykehistorie ", count: 4_000)).utf8)

    @Test("T-132 an identity number is in no file in any form: database, log, free pages")
    func sealed() async throws {
        let found = try await residue { try $0.seal(Self.document) }
        #expect(found == [])
    }

    @Test("T-132 the same search finds it when the document was not sealed")
    func control() async throws {
        let found = try await residue {
            SealedContent(tenant: $0.tenant, bytes: Self.document, size: Self.document.count)
        }
        #expect(found.contains("plain"))
    }

    @Test("T-132 the search knows every form it looks for")
    func forms() {
        for form in Self.forms {
            let bytes = [UInt8](repeating: 1, count: 999) + form.bytes + [2]
            #expect(Data(bytes).range(of: Data(form.bytes)) != nil)
        }
        #expect(Set(Self.forms.map(\.name)).count >= 8)
    }

    /// Puts, replaces and deletes the document, and searches all files while they are open and after they are closed.
    private func residue(_ content: @Sendable (any TenantStore) throws -> SealedContent) async throws -> [String] {
        let temporary = try TemporaryStore()
        let store = try temporary.open()
        let tenant = try await temporary.tenant(in: store)
        for round in 0..<4 {
            let (first, second) = (try content(tenant), try content(tenant))
            try await tenant.write { transaction in
                let message = try transaction.insert(
                    StoredMessage(
                        serverID: UUID(), direction: .incoming, kind: .business, state: .received,
                        at: TemporaryStore.now))
                try transaction.put(first, .received, of: message.key)
                try transaction.put(second, .document, of: message.key)
                try transaction.put(first, .document, of: message.key)
                if round.isMultiple(of: 2) { try transaction.deleteContent(.received, of: message.key) }
            }
        }
        var found = try search(temporary.directory)
        try await store.close()
        found += try search(temporary.directory)
        return found
    }

    private func search(_ directory: String) throws -> [String] {
        var found: [String] = []
        let files = try FileManager.default.subpathsOfDirectory(atPath: directory)
        #expect(files.contains { $0.hasSuffix("store.sqlite") })
        for file in files {
            guard let data = FileManager.default.contents(atPath: directory + "/" + file) else { continue }
            found += Self.forms.filter { data.range(of: Data($0.bytes)) != nil }.map(\.name)
        }
        return found
    }

    private static var forms: [(name: String, bytes: [UInt8])] {
        let plain = Array(identity.utf8)
        var forms: [(name: String, bytes: [UInt8])] = [
            ("plain", plain), ("UTF-16 LE", plain.flatMap { [$0, 0] }), ("UTF-16 BE", plain.flatMap { [0, $0] }),
            ("hex", Array(plain.map { "3" + String($0 - 48) }.joined().utf8)),
            ("word", Array("Sykehistorie".utf8)),
        ]
        // In base64 a text has three forms, by where it begins; the ends that mix with neighbours are left out.
        for shift in 0..<3 {
            let padded = Data(Array(repeating: 0, count: shift) + plain).base64EncodedString()
            let inner = padded.dropFirst(shift == 0 ? 0 : 4).prefix(12)
            forms.append(("base64 \(shift)", Array(inner.utf8)))
        }
        return forms
    }
}
