public import Texts
import XML

/// Validated files as JUnit's XML, which build servers show: one suite for each file, one case for each rule.
public enum ValidationJUnit {
    /// - Returns: UTF-8 with declaration.
    public static func text(_ files: [ValidatedFile], _ language: Language) throws -> String {
        var writer = XMLWriter()
        writer.element("testsuites") { writer in
            for file in files { suite(file, language, &writer) }
        }
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + String(decoding: try writer.finish(), as: UTF8.self)
            + "\n"
    }

    private static func suite(_ file: ValidatedFile, _ language: Language, _ writer: inout XMLWriter) {
        let failures = file.findings.count { $0.outcome == .refused && $0.severity == "error" }
        // A file without a single check still is one case, or build servers show nothing.
        let attributes = [
            ("failures", String(failures)), ("name", file.file), ("skipped", String(file.moot)),
            ("tests", String(max(1, file.findings.count))),
        ]
        writer.element("testsuite", attributes: attributes) { writer in
            if file.findings.isEmpty {
                writer.element("testcase", attributes: [("classname", file.kind.rawValue), ("name", "readable")])
            }
            for finding in file.findings { testCase(finding, in: file, language, &writer) }
        }
    }

    private static func testCase(
        _ finding: ValidationFinding, in file: ValidatedFile, _ language: Language, _ writer: inout XMLWriter
    ) {
        let sentence = finding.text(language)
        let name = [("classname", file.kind.rawValue), ("name", "\(finding.reference) (\(finding.rule))")]
        writer.element("testcase", attributes: name) { writer in
            switch finding.outcome {
            case .kept: break
            case .moot: writer.element("skipped")
            case .refused where finding.severity == "error":
                let place = [finding.line.map { "line \($0)" }, finding.location].compactMap(\.self).joined(
                    separator: " ")
                writer.element(
                    "failure", attributes: [("message", sentence), ("type", finding.errorCode ?? "error")], text: place)
            case .refused, .tolerated:
                writer.element("system-out", text: [finding.severity, sentence].joined(separator: ": "))
            }
        }
    }
}
