import CLibXML2
import Foundation
import TestSupport
import Testing
import XML

/// Our canonical form against two others: libxml2's, and that of the JDK, which shares no code with either.
@Suite struct CanonicalWitnessTests {
    /// 10 000 by default; the soak asks for more by `BUDSTIKKE_WITNESS_DOCUMENTS`.
    static let count = ProcessInfo.processInfo.environment["BUDSTIKKE_WITNESS_DOCUMENTS"].flatMap { Int($0) } ?? 10_000

    struct Sample {
        let source: [UInt8]
        let exclusive: Bool
        let subtree: Bool
        let ours: [UInt8]
    }

    @Test("T-018 our canonical form is libxml2's on random documents")
    func libxml2() throws {
        for (number, sample) in try samples(for: .libxml2).enumerated() {
            try #require(difference(libxml2Canonical(sample), sample) == nil, "document \(number)")
        }
    }

    @Test("T-018 our canonical form is the JDK's on random documents", .enabled(if: java != nil))
    func jdk() async throws {
        let samples = try samples(for: .jdk)
        let theirs = try await jdkCanonical(samples)
        #expect(theirs.count == samples.count)
        for (number, (sample, canonical)) in zip(samples, theirs).enumerated() {
            try #require(difference(canonical, sample) == nil, "document \(number)")
        }
    }

    @Test("T-018 what the writer writes is canonical as it is")
    func writer() throws {
        var documents = RandomDocuments(seed: 4711, for: .jdk)
        for _ in 0..<Self.count / 10 {
            let written = documents.nextWritten()
            let canonical = try Canonicalization.canonicalize(XMLDocument.parse(written, limits: .envelope))
            try #require(String(decoding: canonical, as: UTF8.self) == String(decoding: written, as: UTF8.self))
        }
    }

    /// In turn: the whole document and the subtree of `apex`, inclusive and exclusive, and what the writer wrote.
    private func samples(for witness: RandomDocuments.Witness) throws -> [Sample] {
        var documents = RandomDocuments(seed: 20_261_121, for: witness)
        return try (0..<Self.count).map { number in
            let isWritten = number % 5 == 4
            let source = isWritten ? documents.nextWritten() : Array(documents.next().utf8)
            let exclusive = number % 5 % 2 == 1
            let document = try XMLDocument.parse(source, limits: .envelope)
            var apex: XMLElement?
            if [2, 3].contains(number % 5) {
                document.root.forEachElement { if apex == nil, $0.name == "apex" { apex = $0 } }
            }
            let ours =
                isWritten
                ? source : try Canonicalization.canonicalize(document, apex: apex, exclusive: exclusive)
            return Sample(source: source, exclusive: exclusive, subtree: apex != nil, ours: ours)
        }
    }

    /// Where two canonical forms part, with what comes before and after in both.
    private func difference(_ theirs: [UInt8]?, _ sample: Sample) -> String? {
        if theirs == sample.ours { return nil }
        guard let theirs else { return "the witness has none" }
        let place =
            zip(theirs, sample.ours).enumerated().first { $1.0 != $1.1 }?.offset ?? min(theirs.count, sample.ours.count)
        let around = max(0, place - 80)..<place + 40
        let texts = [theirs, sample.ours].map { String(decoding: $0[around.clamped(to: 0..<$0.count)], as: UTF8.self) }
        return "exclusive \(sample.exclusive), subtree \(sample.subtree)\ntheirs: \(texts[0])\nours: \(texts[1])"
    }

    // MARK: libxml2

    private func libxml2Canonical(_ sample: Sample) -> [UInt8]? {
        let options = Int32(XML_PARSE_NONET.rawValue | XML_PARSE_NOENT.rawValue)
        let tree = sample.source.withUnsafeBytes { octets in
            xmlReadMemory(
                octets.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(octets.count), nil, nil, options)
        }
        guard let tree else { return nil }
        defer { xmlFreeDoc(tree) }
        let mode = Int32((sample.exclusive ? XML_C14N_EXCLUSIVE_1_0 : XML_C14N_1_0).rawValue)
        guard let buffer = xmlAllocOutputBuffer(nil) else { return nil }
        defer { xmlOutputBufferClose(buffer) }
        let apex = sample.subtree ? firstApex(xmlDocGetRootElement(tree)) : nil
        let isVisible: xmlC14NIsVisibleCallback = { apex, node, parent in
            guard let apex, let node else { return 1 }
            let top = apex.assumingMemoryBound(to: xmlNode.self)
            var place = node.pointee.type == XML_NAMESPACE_DECL ? parent : node
            while let current = place {
                if current == top { return 1 }
                place = current.pointee.parent
            }
            return 0
        }
        guard xmlC14NExecute(tree, isVisible, apex, mode, nil, 0, buffer) >= 0 else { return nil }
        return Array(
            UnsafeBufferPointer(start: xmlOutputBufferGetContent(buffer), count: xmlOutputBufferGetSize(buffer)))
    }

    private func firstApex(_ node: xmlNodePtr?) -> xmlNodePtr? {
        var place = node
        while let current = place {
            if current.pointee.type == XML_ELEMENT_NODE {
                if String(cString: current.pointee.name) == "apex" { return current }
                if let inside = firstApex(current.pointee.children) { return inside }
            }
            place = current.pointee.next
        }
        return nil
    }

    // MARK: JDK

    private static let java = ["/usr/bin/java", "/usr/local/bin/java"].first(
        where: FileManager.default.isExecutableFile)

    private func jdkCanonical(_ samples: [Sample]) async throws -> [[UInt8]?] {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("witness-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var batch: [UInt8] = []
        for sample in samples {
            batch.append((sample.exclusive ? 1 : 0) | (sample.subtree ? 2 : 0))
            batch += (0..<4).reversed().map { UInt8(truncatingIfNeeded: sample.source.count >> ($0 * 8)) }
            batch += sample.source
        }
        let input = folder.appendingPathComponent("in"), output = folder.appendingPathComponent("out")
        try Data(batch).write(to: input)
        let source = URL(filePath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Witness/CanonicalWitness.java")
        let exports = ["", ".c14n"].flatMap { name in
            ["--add-exports", "java.xml.crypto/com.sun.org.apache.xml.internal.security\(name)=ALL-UNNAMED"]
        }
        let run = try await Command.run(
            try #require(Self.java), exports + [source.path, input.path, output.path])
        #expect(run.status == 0)
        return canonicals(in: [UInt8](try Data(contentsOf: output)))
    }

    private func canonicals(in octets: [UInt8]) -> [[UInt8]?] {
        var found: [[UInt8]?] = []
        var rest = octets[...]
        while rest.count >= 4 {
            let length = rest.prefix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
            rest = rest.dropFirst(4)
            if length == .max {
                found.append(nil)
            } else {
                found.append(Array(rest.prefix(Int(length))))
                rest = rest.dropFirst(Int(length))
            }
        }
        return found
    }
}
