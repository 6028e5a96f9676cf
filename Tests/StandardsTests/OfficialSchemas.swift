import Foundation
import TestSupport

/// The official schemas laid out so that xmllint finds each by its file name, and xmllint's verdict on documents.
struct OfficialSchemas {
    private let folder: URL

    /// Copies all schemas into one folder, cuts every reference to its file name, and adds the driver that imports one
    /// schema for each namespace, since Content in MsgHead is validated strictly.
    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "schemas-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let root = HealthStandards.path("xsd")
        let names = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
        for name in names where name.hasSuffix(".xsd") && !name.hasPrefix("w3c/") {
            try Self.flattened(HealthStandards.bytes("xsd/\(name)")).write(
                to: folder.appending(path: URL(fileURLWithPath: name).lastPathComponent))
        }
        try Data(HealthStandards.bytes("derived/all-namespaces-driver.xsd")).write(to: driver)
    }

    func remove() { try? FileManager.default.removeItem(at: folder) }

    /// What xmllint says is wrong with each document; empty when all are valid.
    func faults(in documents: [[UInt8]]) async throws -> String {
        var files: [String] = []
        for (index, document) in documents.enumerated() {
            let file = folder.appending(path: "document-\(index).xml")
            try Data(document).write(to: file)
            files.append(file.path)
        }
        let run = try await Command.run(
            "xmllint", ["--noout", "--nonet", "--huge", "--schema", driver.path] + files)
        let faults = (run.text + run.errorText).split(separator: "\n").filter { !$0.hasSuffix(" validates") }
        return run.status == 0 ? "" : faults.joined(separator: "\n") + "\nxmllint exit \(run.status)"
    }

    private var driver: URL { folder.appending(path: "driver.xsd") }

    private static func flattened(_ bytes: [UInt8]) -> Data {
        // Octet for octet, whatever the encoding: only ASCII is looked at.
        let text = String(decoding: bytes.map { UInt16($0) }, as: UTF16.self)
        let cut = text.replacing(/schemaLocation="[^"\s]*\/([^"\/]*)"/) { "schemaLocation=\"\($0.output.1)\"" }
        return Data(cut.utf16.map { UInt8(truncatingIfNeeded: $0) })
    }
}
