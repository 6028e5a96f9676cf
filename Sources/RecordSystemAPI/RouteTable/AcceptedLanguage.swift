import Texts

/// Which of our languages a client would rather read (RFC 9110 12.5.4).
enum AcceptedLanguage {
    /// The first of ours in order of preference; nil when none is accepted.
    static func best(of header: String?) -> Language? {
        guard let header, header.utf8.count <= 500 else { return nil }
        let wanted = header.split(separator: ",").enumerated().map { index, item -> (Language?, Double, Int) in
            let parts = item.split(separator: ";").map { $0.trimmed.lowercased() }
            let quality = parts.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
            return (parts.first.flatMap(language), quality, index)
        }
        return wanted.filter { $0.0 != nil && $0.1 > 0 }.max { ($0.1, $1.2) < ($1.1, $0.2) }?.0
    }

    /// `no` is either form of Norwegian; bokmål is what most then mean.
    private static func language(_ tag: String) -> Language? {
        switch tag.prefix(2) {
        case "nb", "no": .nb
        case "nn": .nn
        case "en": .en
        default: nil
        }
    }
}

extension Substring {
    fileprivate var trimmed: Substring {
        drop { $0 == " " || $0 == "\t" }
    }
}
