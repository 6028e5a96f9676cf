import HTTPTypes
import Identifiers
import SealedSubmission

/// What a request of the trustee's is about: the addresses that it may use, and no others.
enum PushRoute: Equatable {
    case manifest(SubmissionID)
    case map(SubmissionID)
    /// A part of the content or of the map.
    case part(SubmissionID, PartName)
    case complete(SubmissionID)
    case contact(SubmissionID)
    case rekeyStatement(SubmissionID)
    case rekeyPart(SubmissionID, PartName)
    case rekeyComplete(SubmissionID)
    /// Wrong PINs were given for a municipality.
    case pinNotice(MunicipalityNumber)

    /// Reads a path such as `/submissions/ID/parts/content-0001`; nil for every other.
    init?(path: Substring) {
        let words = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map(String.init)
        if words.count == 3, path.hasPrefix("/"), words[0] == "municipalities", words[2] == "pin-notice" {
            guard let number = MunicipalityNumber(words[1]) else { return nil }
            self = .pinNotice(number)
            return
        }
        guard path.hasPrefix("/"), words.count >= 3, let id = SubmissionID(words[1]) else { return nil }
        let part = words.count == 4 ? PartName(fileName: words[3] + ".p7m") ?? PartName(fileName: words[3]) : nil
        switch (words[0], words.dropFirst(2).first, words.count, part?.role) {
        case ("submissions", "manifest", 3, nil): self = .manifest(id)
        case ("submissions", "map", 3, nil): self = .map(id)
        case ("submissions", "complete", 3, nil): self = .complete(id)
        case ("submissions", "contact", 3, nil): self = .contact(id)
        case ("submissions", "parts", 4, .content), ("submissions", "map", 4, .map):
            guard let part else { return nil }
            self = .part(id, part)
        case ("rekey", "statement", 3, nil): self = .rekeyStatement(id)
        case ("rekey", "complete", 3, nil): self = .rekeyComplete(id)
        case ("rekey", "parts", 4, .rekey):
            guard let part else { return nil }
            self = .rekeyPart(id, part)
        default: return nil
        }
    }

    var method: HTTPRequest.Method {
        switch self {
        case .manifest, .map, .part, .contact, .rekeyStatement, .rekeyPart, .pinNotice: .put
        case .complete, .rekeyComplete: .post
        }
    }

    /// Octets of the largest body that is read.
    var largestBody: Int {
        switch self {
        case .manifest: SubmissionManifest.maximumBytes
        case .map: MapStatement.maximumBytes
        case .part, .rekeyPart: PartLimits.octets
        case .rekeyStatement: RekeyStatement.maximumBytes
        case .contact: ContactChange.maximumBytes
        case .pinNotice: PinNotice.maximumBytes
        case .complete, .rekeyComplete: 0
        }
    }
}
