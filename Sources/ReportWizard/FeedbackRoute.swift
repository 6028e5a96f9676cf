import Store
public import Web

/// The addresses of what the register has answered. All of them need the right to fetch.
public enum FeedbackRoute: WebRoute {
    /// All there is; fetching what has come; uploading what was downloaded from the portal.
    case list, fetch, upload
    case one(FeedbackID), open(FeedbackID), close(FeedbackID)
    case errors(FeedbackID, String, page: Int), tables(FeedbackID)
    /// A file of the archive, by its name.
    case file(FeedbackID, String)
    /// Chooses what to compare with, and the comparison: from the second to the first.
    case compare(FeedbackID), difference(FeedbackID, from: FeedbackID)
    /// What changed from it to the extract that is brought in now.
    case extractDifference(FeedbackID)

    /// Octets of an archive that is uploaded.
    static let longestArchive = 64 << 20

    public static var examples: [FeedbackRoute] {
        let plain: [FeedbackRoute] = [.list, .fetch, .upload]
        guard let id = FeedbackID(String(repeating: "0d", count: 16)),
            let other = FeedbackID(String(repeating: "0e", count: 16))
        else { return plain }
        return plain + own(id, other)
    }

    /// The routes that concern one feedback, and another that it is compared with.
    static func own(_ id: FeedbackID, _ other: FeedbackID) -> [FeedbackRoute] {
        [
            .one(id), .open(id), .close(id), .errors(id, "K-303", page: 2), .tables(id),
            .file(id, "9901-00_2016_feilliste.csv"), .compare(id), .difference(id, from: other),
            .extractDifference(id),
        ]
    }

    public var method: WebMethod {
        switch self {
        case .list, .one, .errors, .tables, .file, .difference, .extractDifference: .get
        case .fetch, .upload, .open, .close, .compare: .post
        }
    }

    public var segments: [String] {
        switch self {
        case .list, .fetch: ["feedback"]
        case .upload: ["feedback", "upload"]
        case .one(let id): ["feedback", id.text]
        case .open(let id): ["feedback", id.text, "open"]
        case .close(let id): ["feedback", id.text, "close"]
        case .errors(let id, let control, let page): ["feedback", id.text, "errors", control, "\(page)"]
        case .tables(let id): ["feedback", id.text, "tables"]
        case .file(let id, let name): ["feedback", id.text, "files", name]
        case .compare(let id): ["feedback", id.text, "difference"]
        case .difference(let id, let other): ["feedback", id.text, "difference", other.text]
        case .extractDifference(let id): ["feedback", id.text, "difference", Self.extract]
        }
    }

    /// What stands in an address, and in a form, for the extract.
    static let extract = "extract"

    public var access: WebAccess { .right(ReportRight.fetch.rawValue) }

    public var body: WebBody {
        switch self {
        case .upload: .upload(Self.longestArchive)
        case .compare: .form
        default: .none
        }
    }

    public init?(_ method: WebMethod, _ segments: [String]) {
        guard segments.first == "feedback" else { return nil }
        switch (method, segments.count) {
        case (.get, 1): self = .list
        case (.post, 1): self = .fetch
        case (.post, 2) where segments[1] == "upload": self = .upload
        case (_, 2...):
            guard let id = FeedbackID(segments[1]) else { return nil }
            self.init(method, id, Array(segments[2...]))
        default: return nil
        }
    }

    private init?(_ method: WebMethod, _ id: FeedbackID, _ rest: [String]) {
        switch (method, rest.first, rest.count) {
        case (.get, nil, 0): self = .one(id)
        case (.post, "open", 1): self = .open(id)
        case (.post, "close", 1): self = .close(id)
        case (.get, "errors", 3):
            guard let page = Int(rest[2]), page > 0, "\(page)" == rest[2] else { return nil }
            self = .errors(id, rest[1], page: page)
        case (.get, "tables", 1): self = .tables(id)
        case (.get, "files", 2): self = .file(id, rest[1])
        case (.post, "difference", 1): self = .compare(id)
        case (.get, "difference", 2) where rest[1] == Self.extract: self = .extractDifference(id)
        case (.get, "difference", 2):
            guard let other = FeedbackID(rest[1]) else { return nil }
            self = .difference(id, from: other)
        default: return nil
        }
    }
}
