/// How much a password is like the username: the whole of it, or what stands before the `@`.
struct UsernameLikeness {
    enum Verdict: Equatable {
        case contained
        case similar
        case different
    }

    private let names: [[Character]]

    init(_ username: String) {
        let whole = FoldedText.lowered(username)
        let local = Array(whole.prefix { $0 != "@" })
        // Two letters stand in nearly every password.
        names = [whole, local].filter { $0.count >= 3 }
    }

    /// Substrings both ways first, then the edit distance: a fourth of the name's characters may differ.
    func judge(_ password: String) -> Verdict {
        let plain = FoldedText.lowered(password)
        let forms = [plain, FoldedText.unmasked(plain)]
        let pairs = names.flatMap { name in forms.map { (name, $0) } }
        if pairs.contains(where: { FoldedText.contains($1, $0) || ($1.count >= 3 && FoldedText.contains($0, $1)) }) {
            return .contained
        }
        let isSimilar = pairs.contains { name, form in
            let limit = max(1, name.count / 4)
            return FoldedText.distance(name, form, limit: limit) <= limit
        }
        return isSimilar ? .similar : .different
    }
}
