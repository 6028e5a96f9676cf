public import Foundation
public import Identifiers

/// The trustee's signed word to the register that wrong PINs were given for a municipality, for a mail to it (T-086). It
/// holds no PIN, and nothing of who gave them.
public struct PinNotice: SignedDocument, Hashable {
    public static let format = "budstikke-pin-notice-1"

    /// At so many wrong PINs in a season the municipality is told by mail, as the trustee does unless its policy says
    /// otherwise, and when ``usualMost`` is reached.
    public static let usualSteps = [1, 10, 50]
    /// After so many wrong PINs in a season the PIN is of no use until the next (T-087), unless the policy says otherwise.
    public static let usualMost = 100

    public let format: String
    public let municipality: MunicipalityNumber
    /// The year that is reported.
    public let season: Int
    /// So many in the season, at least.
    public let wrong: Int
    /// After so many the PIN is of no use until the next season.
    public let most: Int
    public let at: Date

    public init(municipality: MunicipalityNumber, season: Int, wrong: Int, most: Int, at time: Date) {
        format = Self.format
        self.municipality = municipality
        self.season = season
        self.wrong = wrong
        self.most = most
        at = time
    }

    /// - Parameter trustee: whose signature it must be.
    /// - Throws: `SubmissionFault` with a code of signed documents; `.unreadableDocument` for numbers that cannot be.
    public static func verify(
        _ signed: [UInt8], signers: SignerVerification, trustee: OrganisationNumber
    ) throws(SubmissionFault) -> PinNotice {
        let notice = try signers.open(signed, as: PinNotice.self, from: trustee).document
        guard (2000...2100).contains(notice.season), (1...100_000).contains(notice.most),
            (1...notice.most).contains(notice.wrong)
        else { throw SubmissionFault(.unreadableDocument) }
        return notice
    }
}
