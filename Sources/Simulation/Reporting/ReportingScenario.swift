/// The reporting's story as a table: twenty municipalities, and where each of their submissions must end.
///
/// The demo exits 0 only if every one ends where its row says.
struct ReportingScenario: Sendable {
    let submissions: [ReportedSubmission]

    static let season2016 = ReportingScenario(
        submissions: [
            ReportedSubmission(
                town: 0, name: "ordinary", persons: 42, seed: 1, reader: .program,
                story: "Sends in time; its clerk fetches the file from the portal, and `report open` opens it",
                expected: ReportedEnd(countsAs: .ordinary, findings: 0)),
            ReportedSubmission(
                town: 1, name: "faulty", persons: 60, seed: 2, faults: manyFaults, reader: .sevenZip,
                story:
                    "An extract with a fault of nearly every kind: it is sent all the same, and the list says who mends what",
                expected: ReportedEnd(countsAs: .ordinary, findings: 23)),
            ReportedSubmission(
                town: 2, name: "first", persons: 30, seed: 3, faults: ["noServices", "missingOrganisationNumber"],
                story: "Sends in time, and finds two faults in its list",
                expected: ReportedEnd(countsAs: .ordinary, findings: 2)),
            ReportedSubmission(
                town: 2, name: "corrected", kind: "correction", persons: 30, seed: 3, moment: .afterFeedback,
                story: "Mends both and sends again: this one counts from now on",
                expected: ReportedEnd(countsAs: .correction, findings: 0)),
            ReportedSubmission(
                town: 3, name: "late", persons: 25, seed: 4, moment: .afterLastDay,
                story: "Sends after the last day: taken, and marked late",
                expected: ReportedEnd(countsAs: .late, findings: 0)),
            ReportedSubmission(
                town: 4, name: "test", kind: "test", persons: 12, seed: 5, faults: ["invalidIdentity"],
                story: "A test goes the whole way at once, and never counts",
                expected: ReportedEnd(countsAs: .test, findings: nil)),
            ReportedSubmission(
                town: 4, name: "ordinary", persons: 28, seed: 6, logIn: .pin,
                story: "And then the real one, by the PIN of the letter",
                expected: ReportedEnd(countsAs: .ordinary, findings: 0)),
        ] + others)

    /// Fifteen that send in time and have nothing to mend.
    private static let others = (5..<20).map { town in
        ReportedSubmission(
            town: town, name: "ordinary", persons: 12 + 3 * town, seed: 10 + town, story: "Sends in time",
            expected: ReportedEnd(countsAs: .ordinary, findings: 0))
    }

    private static let manyFaults = [
        "invalidIdentity", "missingIdentity", "duplicatePerson", "wrongAge", "unknownHouseholdCode",
        "assistanceWithoutNeed", "noFunctions", "unknownFunctionValue", "noServices", "unknownServiceCode",
        "missingOrganisationNumber", "wrongOrganisationCheckDigit", "decisionBeforeApplication", "stopBeforeStart",
        "startAfterYear", "tooManyHours", "missingHours", "overlappingStays", "homeServiceDuringStay", "duplicateRow",
        "diagnosisWithoutSystem", "formulaText",
    ]
}

/// One submission of the scenario: whose, of what, when, who opens what comes back, and where it must end.
struct ReportedSubmission: Sendable {
    /// When it is sent.
    enum Moment: Sendable { case inTime, afterLastDay, afterFeedback }

    /// Who opens the archive that comes back.
    enum Reader: String, Sendable {
        /// `budstikke report open`.
        case program = "report open"
        /// 7-Zip, with the password from the send module.
        case sevenZip = "7z"
    }

    /// How the municipality logs in to the send module.
    enum LogIn: Sendable { case certificate, pin }

    /// Place in the list of municipalities, from 0.
    let town: Int
    /// Short, and once for each municipality.
    let name: String
    var kind = "ordinary"
    let persons: Int
    let seed: Int
    var faults: [String] = []
    var moment = Moment.inTime
    var logIn = LogIn.certificate
    /// nil where it lies ready and nobody comes for it.
    var reader: Reader?
    /// One line for the picture.
    let story: String
    let expected: ReportedEnd
}

/// Where a submission must end.
struct ReportedEnd: Sendable, Equatable {
    enum CountsAs: String, Sendable, Codable { case ordinary, correction, late, test }

    let countsAs: CountsAs
    /// Remarks of the error list; nil for a test, which never is the one that counts.
    let findings: Int?
    /// Mails about it: one receipt to the contact, one notice to the shared address.
    var receipts = 1
    var notices = 1
}
