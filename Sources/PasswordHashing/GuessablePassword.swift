/// Whether a password is one that guessers begin with, or is put together of what they put together.
struct GuessablePassword {
    enum Verdict: Equatable {
        case common
        case guessable
        case neither
    }

    private let words: [[Character]]
    /// A password of known words has at least so many different ones.
    private static let enoughWords = 4
    /// Or so many characters beside them.
    private static let enoughOthers = 4

    /// - Parameter placeNames: further words that are known to everyone.
    init(placeNames: [String]) {
        let all = CommonPasswords.list.union(CommonPasswords.words).union(placeNames)
        words = all.map(FoldedText.lowered).filter { $0.count >= 3 }.sorted { $0.count > $1.count }
    }

    func judge(_ password: String) -> Verdict {
        let plain = FoldedText.lowered(password)
        let common = Set(CommonPasswords.list.map(FoldedText.lowered))
        let bare = [plain, Self.core(plain)]
        if (bare + bare.map(FoldedText.unmasked)).contains(where: common.contains) { return .common }
        return [plain, FoldedText.unmasked(plain)].contains(where: isPutTogether) ? .guessable : .neither
    }

    /// Without the digits and signs around it.
    private static func core(_ text: [Character]) -> [Character] {
        let start = text.drop { !$0.isLetter }
        return Array(start.reversed().drop { !$0.isLetter }.reversed())
    }

    private func isPutTogether(_ text: [Character]) -> Bool {
        if Set(text).count <= 4 { return true }
        var known: Set<[Character]> = []
        var others = 0
        var rest = text[...]
        while !rest.isEmpty {
            if let word = words.first(where: { rest.starts(with: $0) }) {
                known.insert(word)
                rest = rest.dropFirst(word.count)
            } else {
                let count = Self.freeCount(rest)
                if count == 0 { others += 1 }
                rest = rest.dropFirst(max(1, count))
            }
        }
        return others < Self.enoughOthers && known.count < Self.enoughWords
    }

    /// How many characters at the start add nothing: a row such as `cdef`, `4321`, `qwer` or `aaa`, at most six digits (a
    /// year or a date), spaces and signs.
    private static func freeCount(_ text: ArraySlice<Character>) -> Int {
        let row = rowLength(text)
        if row >= 3 { return row }
        let digits = text.prefix { $0.isNumber }.count
        if (1...6).contains(digits) { return digits }
        return text.prefix { !$0.isLetter && !$0.isNumber }.count
    }

    private static func rowLength(_ text: ArraySlice<Character>) -> Int {
        var longest = text.prefix { $0 == text.first }.count
        for row in rows where longest < text.count {
            guard let start = text.first.flatMap({ row.firstIndex(of: $0) }) else { continue }
            longest = max(longest, zip(row[start...], text).prefix { $0 == $1 }.count)
        }
        return longest
    }

    /// Neighbours on the keyboard and in the alphabet, both ways.
    private static let rows: [[Character]] = {
        let forward = ["qwertyuiopå", "asdfghjkløæ", "zxcvbnm", "abcdefghijklmnopqrstuvwxyzæøå", "01234567890"]
        let folded = forward.map(FoldedText.lowered)
        return folded + folded.map { $0.reversed() }
    }()
}
