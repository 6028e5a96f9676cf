/// The five areas of a record system's folder.
public enum FolderArea: String, Sendable, CaseIterable {
    /// Documents from the record system: written as `.tmp`, renamed to `.xml`.
    case out
    /// Deliveries to the record system, named by the server.
    case `in`
    /// What became of submissions: transport and application receipts, negative outcomes.
    case receipts
    /// Submissions the server has committed, and deliveries the record system has read.
    case taken
    /// Submissions the server did not accept, each with the reason beside it.
    case refused
}
