import CLibXML2

/// libxml2's own canonicalisation of a whole document: no signature, no filter, no limits. The yardstick.
final class PlainCanonicalization {
    private let document: xmlDocPtr

    init(_ bytes: [UInt8]) throws {
        let options = Int32(XML_PARSE_NONET.rawValue | XML_PARSE_HUGE.rawValue)
        let parsed = bytes.withUnsafeBytes { buffer in
            xmlReadMemory(
                buffer.bindMemory(to: CChar.self).baseAddress, Int32(buffer.count), nil, nil, options)
        }
        guard let parsed else { throw BenchError("libxml2 does not read the envelope") }
        document = parsed
    }

    deinit { xmlFreeDoc(document) }

    /// Returns the octets of the canonical form (inclusive, without comments).
    func canonicalize() throws -> Int {
        var text: UnsafeMutablePointer<xmlChar>?
        let count = xmlC14NDocDumpMemory(document, nil, Int32(XML_C14N_1_0.rawValue), nil, 0, &text)
        defer { clibxml2_free(text) }
        guard count > 0 else { throw BenchError("libxml2 does not canonicalise the envelope") }
        return Int(count)
    }
}
