/// The word among `candidates` that was most likely meant, nil when none is near.
///
/// Nearness is the number of letters to insert, delete, replace or swap with the neighbour (optimal string alignment),
/// without regard to case; at most a third of the word's length.
public func nearestWord(to word: String, among candidates: some Sequence<String>) -> String? {
    let limit = max(1, word.count / 3)
    return candidates.map { (word: $0, distance: alignmentDistance(word.lowercased(), $0.lowercased())) }
        .filter { $0.distance <= limit }
        .min { ($0.distance, $0.word) < ($1.distance, $1.word) }?.word
}

private func alignmentDistance(_ left: String, _ right: String) -> Int {
    let (a, b) = (Array(left), Array(right))
    var twoBack: [Int] = []
    var previous = Array(0...b.count)
    for i in 0..<a.count {
        var current = [i + 1]
        for j in 0..<b.count {
            var best = min(previous[j + 1] + 1, current[j] + 1, previous[j] + (a[i] == b[j] ? 0 : 1))
            if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { best = min(best, twoBack[j - 1] + 1) }
            current.append(best)
        }
        (twoBack, previous) = (previous, current)
    }
    return previous[b.count]
}
