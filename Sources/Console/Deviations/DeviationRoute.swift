public import Web

/// The addresses of a tenant's deviations.
public enum DeviationRoute: WebRoute {
    case list, fresh, open, blank, statistics, statisticsFile
    case one(Int64), change(Int64), paper(Int64), authorityText(Int64), authorityFile(Int64), file(Int64)

    public static var examples: [DeviationRoute] {
        [.list, .fresh, .open, .blank, .statistics, .statisticsFile] + own(7)
    }

    /// The routes that concern one deviation.
    public static func own(_ number: Int64) -> [DeviationRoute] {
        [
            .one(number), .change(number), .paper(number), .authorityText(number), .authorityFile(number),
            .file(number),
        ]
    }

    public var method: WebMethod {
        switch self {
        case .open, .change: .post
        default: .get
        }
    }

    public var segments: [String] {
        let rest: [String] =
            switch self {
            case .list: []
            case .fresh, .open: ["new"]
            case .blank: ["blank"]
            case .statistics: ["statistics"]
            case .statisticsFile: ["statistics.csv"]
            case .one(let number): ["\(number)"]
            case .change(let number): ["\(number)", "change"]
            case .paper(let number): ["\(number)", "print"]
            case .authorityText(let number): ["\(number)", "authority.txt"]
            case .authorityFile(let number): ["\(number)", "authority.json"]
            case .file(let number): ["\(number)", "deviation.json"]
            }
        return ["deviations"] + rest
    }

    public var access: WebAccess {
        switch self {
        case .fresh, .open, .change: .right(ConsoleRight.act)
        default: .right(ConsoleRight.look)
        }
    }

    public var body: WebBody { method == .post ? .form : .none }

    public init?(_ method: WebMethod, _ segments: [String]) {
        guard segments.first == "deviations" else { return nil }
        switch (method, segments.dropFirst().first, segments.count) {
        case (.get, nil, 1): self = .list
        case (.get, "new", 2): self = .fresh
        case (.post, "new", 2): self = .open
        case (.get, "blank", 2): self = .blank
        case (.get, "statistics", 2): self = .statistics
        case (.get, "statistics.csv", 2): self = .statisticsFile
        case (_, let text?, 2...3):
            guard let number = Int64(text), number > 0, "\(number)" == text else { return nil }
            self.init(method, number, segments.count == 3 ? segments[2] : nil)
        default: return nil
        }
    }

    private init?(_ method: WebMethod, _ number: Int64, _ rest: String?) {
        switch (method, rest) {
        case (.get, nil): self = .one(number)
        case (.post, "change"): self = .change(number)
        case (.get, "print"): self = .paper(number)
        case (.get, "authority.txt"): self = .authorityText(number)
        case (.get, "authority.json"): self = .authorityFile(number)
        case (.get, "deviation.json"): self = .file(number)
        default: return nil
        }
    }
}
