import Foundation
import Identifiers
public import XML

extension RegisterFeedback {
    /// Reads a message that brings a feedback. What is claimed about the archive is not checked here.
    /// - Throws: `RegisterFeedbackFault`.
    public static func read(
        _ bytes: [UInt8], limits: XMLLimits = .document
    ) throws(RegisterFeedbackFault) -> RegisterFeedback {
        let document: XMLDocument
        do { document = try XMLDocument.parse(bytes, limits: limits) } catch { throw .notXML }
        let root = document.root
        guard root.is("MsgHead", HealthNamespace.msgHead),
            root.first("MsgInfo", HealthNamespace.msgHead)?.coded("Type")?.code == action
        else { throw .otherType }
        let references = root.all("Document", HealthNamespace.msgHead).compactMap {
            $0.first("RefDoc", HealthNamespace.msgHead)
        }
        guard references.count == 2, let main = content(references[0]), let attachment = content(references[1]),
            main.is("Tilbakemelding", namespace), attachment.is("Base64Container", HealthNamespace.base64Container)
        else { throw .incomplete }
        let archive = try octets(attachment, limit: largestArchive)
        return try feedback(main, archive: archive)
    }

    /// The one element inside a document's Content.
    private static func content(_ reference: XMLElement) -> XMLElement? {
        let children = reference.first("Content", HealthNamespace.msgHead)?.children ?? []
        return children.count == 1 ? children[0] : nil
    }

    private static func feedback(
        _ main: XMLElement, archive: [UInt8]
    ) throws(RegisterFeedbackFault) -> RegisterFeedback {
        // Each once and no others: two readers never see two feedbacks in one.
        let names = ["Submission", "Unit", "Year", "FileName", "SHA256", "SealedPassword"]
        guard main.children.map(\.name) == names, main.children.allSatisfy({ $0.namespace == namespace }) else {
            throw .incomplete
        }
        let password = try octets(main.children[5], limit: 4_096)
        guard let submission = main.value("Submission").flatMap({ SubmissionID($0) }),
            let unit = main.value("Unit").flatMap({ ReportingUnit($0) }),
            let year = main.value("Year").flatMap({ Int($0) }), (2000...2999).contains(year),
            let fileName = main.value("FileName"), isPlain(fileName),
            let sha256 = main.value("SHA256").flatMap(hexadecimal), sha256.count == 32
        else { throw .malformed }
        return RegisterFeedback(
            submission: submission, unit: unit, year: year, fileName: fileName, sha256: sha256,
            sealedPassword: password, archive: archive)
    }

    /// A name of ours has these letters and no others; it is shown to people and never used as a path.
    private static func isPlain(_ name: String) -> Bool {
        name.utf8.count <= 100 && name.hasSuffix(".zip") && !name.hasPrefix(".")
            && name.unicodeScalars.allSatisfy {
                $0.isASCII && ($0.properties.isAlphabetic || "0123456789_-.".contains(Character($0)))
            }
    }

    private static func octets(_ element: XMLElement, limit: Int) throws(RegisterFeedbackFault) -> [UInt8] {
        guard element.children.isEmpty else { throw .malformed }
        let text = element.textBytes.filter { $0 > 0x20 }
        guard text.count / 4 * 3 <= limit + 2 else { throw .tooLarge }
        guard let data = Data(base64Encoded: Data(text)), !data.isEmpty else { throw .malformed }
        return Array(data)
    }

    private static func hexadecimal(_ text: String) -> [UInt8]? {
        let digits = Array(text.utf8)
        guard digits.count.isMultiple(of: 2) else { return nil }
        var bytes: [UInt8] = []
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard let high = Character(UnicodeScalar(digits[index])).hexDigitValue,
                let low = Character(UnicodeScalar(digits[index + 1])).hexDigitValue
            else { return nil }
            bytes.append(UInt8(high << 4 | low))
        }
        return bytes
    }
}
