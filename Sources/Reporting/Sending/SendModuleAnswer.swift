import Foundation
import Identifiers
import NIOHTTP1
import SealedSubmission

/// An answer of the send module's, unread.
struct SendModuleAnswer {
    let status: Int
    let headers: HTTPHeaders
    let body: [UInt8]

    private var mediaType: String {
        (headers.first(name: "Content-Type") ?? "").split(separator: ";").first.map {
            $0.trimmingCharacters(in: .whitespaces).lowercased()
        } ?? ""
    }

    var isSigned: Bool { mediaType == "application/pkcs7-mime" }

    /// - Throws: `.answerUnusable` for what is no such document.
    func json<Value: Decodable>(_ type: Value.Type) throws(SendFault) -> Value {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        guard status == 200, mediaType == "application/json",
            let value = try? decoder.decode(type, from: Data(body))
        else { throw SendFault(.answerUnusable) }
        return value
    }

    /// The octets of a signed document; nothing of it has been verified.
    func signed() throws(SendFault) -> [UInt8] {
        guard status == 200, isSigned, !body.isEmpty else { throw SendFault(.answerUnusable) }
        return body
    }

    /// Where a part ends.
    func offset() throws(SendFault) -> Int {
        guard [200, 204].contains(status), let text = headers.first(name: "Upload-Offset"), let offset = Int(text),
            offset >= 0
        else { throw SendFault(.answerUnusable) }
        return offset
    }

    /// What it refused for; nil for a success.
    var refusal: SendFault? {
        if (200...299).contains(status) { return nil }
        let problem =
            mediaType == "application/problem+json"
            ? try? JSONDecoder().decode(
                Problem.self, from: Data(body)) : nil
        guard let problem else {
            // A proxy or another server answers in its own form.
            return SendFault(status >= 500 ? .unavailable : .answerUnusable, retryAfter: retryAfter)
        }
        return SendFault(
            SendFault.Code(problem: problem.code), ["detail": problem.detail].compactMapValues { $0.map(Self.oneLine) },
            cause: problem.cause, retryAfter: retryAfter)
    }

    private var retryAfter: Int? {
        headers.first(name: "Retry-After").flatMap { Int($0) }.map { min(max($0, 1), 600) }
    }

    private struct Problem: Decodable {
        struct Part: Decodable {
            let fault: String
        }

        let code: String
        let detail: String?
        let fault: String?
        let parts: [Part]?

        var cause: SubmissionFault.Code? {
            (fault ?? parts?.first?.fault).flatMap { SubmissionFault.Code(rawValue: $0) }
        }
    }

    /// A stranger's sentence, fit to stand beside ours.
    private static func oneLine(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.prefix(300).map { scalar in
                    switch scalar.properties.generalCategory {
                    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse: " "
                    default: scalar
                    }
                }))
    }
}

/// What must still be uploaded: how far each part has come.
struct UploadPlan: Sendable, Equatable {
    let offsets: [PartName: Int]
}

/// What came of a manifest.
enum BeginAnswer {
    case upload(UploadPlan)
    /// It has arrived before; not verified.
    case received([UInt8])
}

/// The plan as the send module writes it.
struct PlanAnswer: Decodable {
    struct Part: Decodable {
        let name: String
        let offset: Int
    }

    let submission: SubmissionID
    let parts: [Part]

    /// - Throws: `.answerUnusable` when it is not about this report's parts, each once.
    func plan(for report: OwnReport) throws(SendFault) -> UploadPlan {
        let octets = Dictionary(
            report.manifest.parts.map { ("\($0.name)", $0) }, uniquingKeysWith: { first, _ in first })
        var offsets: [PartName: Int] = [:]
        for part in parts {
            guard let entry = octets[part.name], (0...entry.octets).contains(part.offset),
                offsets.updateValue(part.offset, forKey: entry.name) == nil
            else { throw SendFault(.answerUnusable) }
        }
        guard submission == report.manifest.submission, offsets.count == octets.count else {
            throw SendFault(.answerUnusable)
        }
        return UploadPlan(offsets: offsets)
    }
}
