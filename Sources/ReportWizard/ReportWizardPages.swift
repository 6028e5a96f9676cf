import Store
public import Texts
public import Web

/// The pages of a municipality's yearly report from the extract on, as a part of the site that people log in to.
///
/// Every page asks the desk for the guest's tenant, so another's report is not found whatever is asked for.
public struct ReportWizardPages: Sendable {
    private let desk: any WizardDesk

    public init(_ desk: any WizardDesk) { self.desk = desk }

    /// Answers one call of somebody who is let in.
    ///
    /// What the guest may do is asked for anew each time, since rights may have been taken from whoever gave them.
    /// - Returns: nil when the guest has no right any more.
    public func respond(to call: WebCall<WizardRoute>, for admitted: ReportGuest) async throws -> WebReply? {
        guard let guest = admitted.keeping(try await desk.rights(of: admitted)) else { return nil }
        let sufficient: [String] =
            switch call.route.access {
            case .everyone, .session: []
            case .right(let right): [right]
            case .oneOf(let rights): rights
            }
        guard sufficient.isEmpty || guest.rights.contains(where: { sufficient.contains($0.rawValue) }) else {
            return .fault(.rightMissing)
        }
        return try await ReportPages(desk: desk).respond(to: call, for: guest)
    }

    /// What stands in the site's menu, for those who may ask for it.
    public static var menu: [(name: Phrase, path: String)] {
        [
            (ReportsText.reports.phrase, WizardRoute.reports.path),
            (FeedbackText.feedback.phrase, WizardRoute.feedback(.list).path),
        ]
    }

    /// By name, for the site's shell.
    public static var templates: [String: String] { WizardTemplates.all.merging(FeedbackTemplates.all) { $1 } }

    /// What the templates say with `{{t.name}}`.
    public static var words: [String: Phrase] { WizardVocabulary.all }
}
