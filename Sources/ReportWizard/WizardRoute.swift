public import SealedSubmission
import Store
public import Web

/// The addresses of the wizard.
public enum WizardRoute: WebRoute {
    case reports, begin
    case extract(ReportID), upload(ReportID), identities(ReportID), choose(ReportID), make(ReportID)
    case work(ReportID), stillWork(ReportID)
    case findings(ReportID), control(ReportID, String, page: Int), findingsFile(ReportID)
    case seal(ReportID), sealNow(ReportID), key(ReportID, KeyHolder), fetchKeys(ReportID)
    case send(ReportID), sendNow(ReportID), receipt(ReportID)
    case way(ReportID), askTheWay(ReportID)
    case askDiscard(ReportID), discard(ReportID)
    case feedback(FeedbackRoute)

    /// A whole nation's extract has some 3 GB.
    static let longestExtract = 4 << 30
    static let longestIdentities = 64 << 20
    /// Octets of a published key.
    static let longestKey = 65_536

    public static var examples: [WizardRoute] {
        let ids = [ReportID(String(repeating: "0a", count: 16))].compactMap { $0 }
        return [.reports, .begin] + ids.flatMap(own) + FeedbackRoute.examples.map(WizardRoute.feedback)
    }

    /// The routes that concern one report.
    static func own(_ id: ReportID) -> [WizardRoute] {
        [
            .extract(id), .upload(id), .identities(id), .choose(id), .make(id), .work(id), .stillWork(id),
            .findings(id), .control(id, "K-101", page: 2), .findingsFile(id), .seal(id), .sealNow(id),
            .key(id, .trustee), .key(id, .register), .fetchKeys(id), .send(id), .sendNow(id), .receipt(id), .way(id),
            .askTheWay(id), .askDiscard(id),
            .discard(id),
        ]
    }

    public var method: WebMethod {
        switch self {
        case .reports, .extract, .work, .stillWork, .findings, .control, .findingsFile, .seal, .send,
            .receipt, .way, .askDiscard:
            .get
        case .begin, .upload, .identities, .choose, .make, .sealNow, .key, .fetchKeys, .sendNow,
            .askTheWay, .discard:
            .post
        case .feedback(let route): route.method
        }
    }

    public var segments: [String] {
        switch self {
        case .reports, .begin: ["reports"]
        case .extract(let id), .upload(let id): ["reports", id.text, "extract"]
        case .identities(let id): ["reports", id.text, "identities"]
        case .choose(let id): ["reports", id.text, "choose"]
        case .make(let id): ["reports", id.text, "make"]
        case .work(let id): ["reports", id.text, "work"]
        case .stillWork(let id): ["reports", id.text, "work", "still"]
        case .findings(let id): ["reports", id.text, "findings"]
        case .control(let id, let control, let page): ["reports", id.text, "findings", control, "\(page)"]
        case .findingsFile(let id): ["reports", id.text, "findings.csv"]
        case .seal(let id), .sealNow(let id): ["reports", id.text, "seal"]
        case .key(let id, let holder): ["reports", id.text, "keys", holder.rawValue]
        case .fetchKeys(let id): ["reports", id.text, "keys"]
        case .send(let id), .sendNow(let id): ["reports", id.text, "send"]
        case .receipt(let id): ["reports", id.text, "receipt.p7s"]
        case .way(let id), .askTheWay(let id): ["reports", id.text, "way"]
        case .askDiscard(let id), .discard(let id): ["reports", id.text, "discard"]
        case .feedback(let route): route.segments
        }
    }

    public var access: WebAccess {
        switch self {
        case .reports, .extract, .work, .stillWork, .findings, .control, .findingsFile, .seal, .send, .way,
            .askDiscard:
            .session
        // It logs in to the send module in the municipality's name.
        case .askTheWay: .oneOf([ReportRight.send.rawValue, ReportRight.fetch.rawValue])
        case .begin, .upload, .identities, .choose, .make, .discard: .right(ReportRight.extract.rawValue)
        case .sealNow, .key, .fetchKeys: .right(ReportRight.seal.rawValue)
        // The receipt holds the code that a PIN needs to show the password of what comes back.
        case .sendNow, .receipt: .right(ReportRight.send.rawValue)
        case .feedback(let route): route.access
        }
    }

    public var body: WebBody {
        switch self {
        case .upload: .upload(Self.longestExtract)
        case .identities: .upload(Self.longestIdentities)
        case .key: .upload(Self.longestKey)
        case .begin, .choose, .make, .sealNow: .form
        case .feedback(let route): route.body
        default: .none
        }
    }

    public init?(_ method: WebMethod, _ segments: [String]) {
        switch (method, segments.first, segments.count) {
        case (.get, "reports", 1): self = .reports
        case (.post, "reports", 1): self = .begin
        case (_, "feedback", _):
            guard let route = FeedbackRoute(method, segments) else { return nil }
            self = .feedback(route)
        case (_, "reports", 3...):
            guard let id = ReportID(segments[1]) else { return nil }
            self.init(method, id, Array(segments[2...]))
        default: return nil
        }
    }

    private init?(_ method: WebMethod, _ id: ReportID, _ rest: [String]) {
        switch (method, rest[0], rest.count) {
        case (.get, "extract", 1): self = .extract(id)
        case (.post, "extract", 1): self = .upload(id)
        case (.post, "identities", 1): self = .identities(id)
        case (.post, "choose", 1): self = .choose(id)
        case (.post, "make", 1): self = .make(id)
        case (.get, "work", 1): self = .work(id)
        case (.get, "work", 2) where rest[1] == "still": self = .stillWork(id)
        case (.get, "findings", 1): self = .findings(id)
        case (.get, "findings", 3):
            guard let page = Int(rest[2]), page > 0, "\(page)" == rest[2] else { return nil }
            self = .control(id, rest[1], page: page)
        case (.get, "findings.csv", 1): self = .findingsFile(id)
        case (.get, "seal", 1): self = .seal(id)
        case (.post, "seal", 1): self = .sealNow(id)
        case (.post, "keys", 1): self = .fetchKeys(id)
        case (.post, "keys", 2):
            guard let holder = KeyHolder(rawValue: rest[1]) else { return nil }
            self = .key(id, holder)
        case (.get, "send", 1): self = .send(id)
        case (.post, "send", 1): self = .sendNow(id)
        case (.get, "receipt.p7s", 1): self = .receipt(id)
        case (.get, "way", 1): self = .way(id)
        case (.post, "way", 1): self = .askTheWay(id)
        case (.get, "discard", 1): self = .askDiscard(id)
        case (.post, "discard", 1): self = .discard(id)
        default: return nil
        }
    }
}
