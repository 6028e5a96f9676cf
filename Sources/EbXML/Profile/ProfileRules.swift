/// All rules of HITS 1172, in the order of its sections.
public enum ProfileRules {
    public static let all: [ProfileRule] =
        MailRules.all + PackageRules.all + PartRules.all + EnvelopeRules.all + MessageHeaderRules.all + PartyRules.all
        + ServiceRules.all + RegisterRules.all + SignatureRules.all + SignatureMethodRules.all + ContentRules.all
        + SignalRules.all + BusinessRules.all + DescriptionRules.all + PayloadRules.all + AnswerRules.all

    /// Those about what an attachment holds, which only the receiver's key can tell.
    public static let ofPayload = all.filter { $0.isJudged && $0.place == .payload }

    /// The rule of an id such as `102` or `5.11.2-body`.
    public static func rule(_ id: String) -> ProfileRule? { all.first { $0.id == id } }
}
