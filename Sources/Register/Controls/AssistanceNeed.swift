/// How much assistance a person needs, in the four groups of the published tables.
enum AssistanceNeed: String, Sendable, CaseIterable {
    /// Some, or limited (noe/avgrenset).
    case some
    /// Medium to great (middels til stort).
    case medium
    /// Extensive (omfattende).
    case extensive
    /// Too few functions are scored to tell (uoppgitt).
    case unstated
}

/// A composite measure (samlemål) of assistance need: ours, versioned, and not Statistics Norway's, whose formula is not
/// public.
///
/// A plain mean over all functions misleads: help with everything in the house and none with oneself looks like some help
/// with both. Functions are therefore taken in domains, and the neediest domain decides. Value 9 (not relevant) and what
/// is missing count for nothing; sight and hearing have scales of their own and are left out.
public struct AssistanceNeedRule: Sendable, Equatable, Codable {
    /// Written beside every figure that is made with the rule.
    public let version: String
    /// Function types, by domain.
    public let domains: [[Int]]
    /// Fewer scored functions than this over all domains: unstated.
    public let minimumScored: Int
    /// Fewer scored functions in a domain than this: the domain says nothing.
    public let minimumInDomain: Int
    /// From this mean of a domain on: medium to great; in hundredths.
    public let mediumFrom: Int
    /// From this mean of a domain other than the last on: extensive; in hundredths.
    public let extensiveFrom: Int

    /// Care of oneself (5, 7, 8, 10, 11, 12); understanding and conduct (1, 3, 4, 15–18); the household (2, 6, 9). Medium
    /// from 2.50; extensive from 3.50 in one of the first two.
    ///
    /// The values say: 3, the helper can come and go; 4, is there all the time. So 3.50 means that somebody must mostly be
    /// there, which the household alone never makes necessary.
    public static let own1 = AssistanceNeedRule(
        version: "eget-1", domains: [[5, 7, 8, 10, 11, 12], [1, 3, 4, 15, 16, 17, 18], [2, 6, 9]], minimumScored: 6,
        minimumInDomain: 2, mediumFrom: 250, extensiveFrom: 350)

    /// - Parameter functions: function type to value, 1 to 5.
    func need(_ functions: [Int: Int]) -> AssistanceNeed {
        let scores = domains.map { domain in domain.compactMap { functions[$0] } }
        guard scores.map(\.count).reduce(0, +) >= minimumScored else { return .unstated }
        let means = scores.map { values in
            values.count >= minimumInDomain ? values.reduce(0, +) * 100 / values.count : 0
        }
        if means.dropLast().contains(where: { $0 >= extensiveFrom }) { return .extensive }
        return means.contains { $0 >= mediumFrom } ? .medium : .some
    }
}
