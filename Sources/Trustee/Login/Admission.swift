public import Foundation
public import Identifiers

/// Someone who has logged in to the send module: only the log-ins make it.
///
/// By PIN it lets someone upload and see the status. It never shows a password nor changes a contact, and a submission
/// counts by the signature on its manifest alone.
public struct Admission: Sendable, Equatable {
    /// How the log-in was done.
    public enum Way: String, Sendable { case pin, certificate }

    public let unit: ReportingUnit
    public let organisationNumber: OrganisationNumber
    public let way: Way
    public let at: Date

    init(unit: ReportingUnit, organisationNumber: OrganisationNumber, way: Way, at: Date) {
        self.unit = unit
        self.organisationNumber = organisationNumber
        self.way = way
        self.at = at
    }
}

/// What a log-in gives.
public enum LoginOutcome: Sendable, Equatable {
    case admitted(Admission)
    /// One and the same for everything that may be wrong or pausing (I-023): the caller answers with one text that also
    /// names the certificate way.
    case refused
    /// Too many log-ins at once; nothing was counted and the same may be tried again.
    case busy
}
