import CLibXML2

/// Gathers what libxml2 says while it compiles schemas.
final class CompilationReport {
    private(set) var faults: [SchemaPackFault] = []
    /// Name in the working folder to path inside the pack.
    private let paths: [String: String]

    init(paths: [String: String]) { self.paths = paths }

    /// The report must outlive the compilation.
    func attach(to context: xmlSchemaParserCtxtPtr) {
        let receive: xmlStructuredErrorFunc = { report, error in
            guard let report, let error else { return }
            Unmanaged<CompilationReport>.fromOpaque(report).takeUnretainedValue().add(error.pointee)
        }
        xmlSchemaSetParserStructuredErrors(context, receive, Unmanaged.passUnretained(self).toOpaque())
    }

    private func add(_ error: xmlError) {
        guard error.level != XML_ERR_WARNING, faults.count < 50 else { return }
        let name = error.file.map { String(cString: $0) }?.split(separator: "/").last.map(String.init) ?? ""
        let message = error.message.map { String(cString: $0) } ?? ""
        faults.append(
            SchemaPackFault(
                file: paths[name] ?? name,
                line: Int(error.line),
                message: message.split(separator: "\n").joined(separator: " "),
            ))
    }
}

/// Gathers what libxml2 says while it validates, without the values it cites.
final class ValidationReport {
    private(set) var findings: [SchemaFinding] = []
    private let document: XMLDocument

    init(document: XMLDocument) { self.document = document }

    /// The report must outlive the validation.
    func attach(to context: xmlSchemaValidCtxtPtr) {
        let receive: xmlStructuredErrorFunc = { report, error in
            guard let report, let error else { return }
            Unmanaged<ValidationReport>.fromOpaque(report).takeUnretainedValue().add(error.pointee)
        }
        xmlSchemaSetValidStructuredErrors(context, receive, Unmanaged.passUnretained(self).toOpaque())
    }

    private func add(_ error: xmlError) {
        guard findings.count < 200 else { return }
        let place = error.node.flatMap { element(of: $0.assumingMemoryBound(to: xmlNode.self)) }
        findings.append(
            SchemaFinding(
                line: place?.line ?? Int(error.line),
                path: place?.path ?? "",
                message: SchemaRule(code: error.code).message(citing: error),
            ))
    }

    private func element(of node: xmlNodePtr) -> XMLElement? {
        switch node.pointee.type {
        case XML_ELEMENT_NODE: XMLElement(node, in: document)
        case XML_ATTRIBUTE_NODE, XML_TEXT_NODE: node.pointee.parent.flatMap { element(of: $0) }
        default: nil
        }
    }
}

/// A validation rule of XML Schema 1.0, as libxml2 numbers them.
struct SchemaRule {
    let code: Int32

    /// libxml2's sentence where it can only cite names; a sentence of our own where it would cite content.
    func message(citing error: xmlError) -> String {
        if Self.citesNamesOnly.contains(where: { Int32($0.rawValue) == code }), let message = error.message {
            return String(String(cString: message).split(separator: "\n").joined(separator: " ").prefix(600))
        }
        let rule = Self.sentences.first { Int32($0.0.rawValue) == code }?.1
        return rule ?? "What it holds is not valid (rule \(code))."
    }

    private static let citesNamesOnly = [
        XML_SCHEMAV_ELEMENT_CONTENT, XML_SCHEMAV_CVC_ELT_1, XML_SCHEMAV_CVC_ELT_2, XML_SCHEMAV_CVC_ELT_3_1,
        XML_SCHEMAV_CVC_ELT_3_2_1, XML_SCHEMAV_CVC_COMPLEX_TYPE_2_1, XML_SCHEMAV_CVC_COMPLEX_TYPE_2_2,
        XML_SCHEMAV_CVC_COMPLEX_TYPE_2_3, XML_SCHEMAV_CVC_COMPLEX_TYPE_2_4, XML_SCHEMAV_CVC_COMPLEX_TYPE_3_2_1,
        XML_SCHEMAV_CVC_COMPLEX_TYPE_3_2_2, XML_SCHEMAV_CVC_COMPLEX_TYPE_4, XML_SCHEMAV_CVC_TYPE_3_1_1,
        XML_SCHEMAV_CVC_WILDCARD, XML_SCHEMAV_CVC_TYPE_2,
    ]

    private static let sentences: [(xmlParserErrors, String)] = [
        (XML_SCHEMAV_CVC_DATATYPE_VALID_1_2_1, "The value is not of its simple type."),
        (XML_SCHEMAV_CVC_DATATYPE_VALID_1_2_2, "The value is not of its list type."),
        (XML_SCHEMAV_CVC_DATATYPE_VALID_1_2_3, "The value is of none of the types allowed."),
        (XML_SCHEMAV_CVC_LENGTH_VALID, "The value has the wrong length."),
        (XML_SCHEMAV_CVC_MINLENGTH_VALID, "The value is too short."),
        (XML_SCHEMAV_CVC_MAXLENGTH_VALID, "The value is too long."),
        (XML_SCHEMAV_CVC_MININCLUSIVE_VALID, "The value is too small."),
        (XML_SCHEMAV_CVC_MINEXCLUSIVE_VALID, "The value is too small."),
        (XML_SCHEMAV_CVC_MAXINCLUSIVE_VALID, "The value is too large."),
        (XML_SCHEMAV_CVC_MAXEXCLUSIVE_VALID, "The value is too large."),
        (XML_SCHEMAV_CVC_TOTALDIGITS_VALID, "The value has too many digits."),
        (XML_SCHEMAV_CVC_FRACTIONDIGITS_VALID, "The value has too many decimals."),
        (XML_SCHEMAV_CVC_PATTERN_VALID, "The value does not follow its pattern."),
        (XML_SCHEMAV_CVC_ENUMERATION_VALID, "The value is not one of those allowed."),
        (XML_SCHEMAV_CVC_IDC, "A key is missing, repeated or refers to nothing."),
        (XML_SCHEMAV_CVC_AU, "The attribute does not have its fixed value."),
        (XML_SCHEMAV_CVC_ELT_4_1, "The type named in xsi:type is no type name."),
        (XML_SCHEMAV_CVC_ELT_4_2, "The type named in xsi:type is not known."),
        (XML_SCHEMAV_CVC_ELT_4_3, "The type named in xsi:type may not stand here."),
    ]
}
