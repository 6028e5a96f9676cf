/// One case of the national test of application receipts.
struct AppRecCase {
    enum Duty: String {
        case recordSystem = "record system"
        case server
        case sender
        case recordSystemAndServer = "record system, server"
        case recordSystemAndSender = "record system, sender"
    }

    let number: String
    let demand: String
    let duty: Duty
    /// Why no test carries its number.
    var reason: String?
    /// What a test of it leaves out, or does otherwise.
    var note: String?

    static let all: [AppRecCase] = unit + system

    private static let unit = [
        AppRecCase(number: "U1", demand: "The AppRec is valid by its schema, v1.0 and v1.1", duty: .recordSystem),
        AppRecCase(
            number: "U2", demand: "OriginalMsgId/Id is the message's MsgId, character by character", duty: .recordSystem
        ),
        AppRecCase(
            number: "U3", demand: "OriginalMsgId/MsgType is the message's type by code list 8279, of old letters too",
            duty: .recordSystem),
        AppRecCase(number: "U4", demand: "IssueDate is the message's GenDate, as date and time", duty: .recordSystem),
        AppRecCase(number: "U5", demand: "Status OK is 1 of code list 8258", duty: .recordSystem),
        AppRecCase(
            number: "U6", demand: "Status rejected is 2 of code list 8258, with an error of code list 8221",
            duty: .recordSystem),
        AppRecCase(number: "U7", demand: "Several faults: one error each", duty: .recordSystem),
        AppRecCase(number: "U8", demand: "What the code cannot say stands in OT", duty: .recordSystem),
        AppRecCase(number: "U9", demand: "Roles: RECEIVER or AVS; REQ, SPR or PRIM; COP", duty: .recordSystem),
    ]

    private static let system = [
        AppRecCase(number: "1", demand: "A sound message: status 1", duty: .recordSystemAndSender),
        AppRecCase(number: "2", demand: "As U2, end to end", duty: .recordSystemAndSender),
        AppRecCase(number: "3", demand: "As U3, end to end", duty: .recordSystemAndSender),
        AppRecCase(number: "4", demand: "As U4, end to end", duty: .recordSystemAndSender),
        AppRecCase(number: "5", demand: "Addresses mirrored with all identifiers", duty: .recordSystem),
        AppRecCase(number: "6", demand: "A professional who merely signed is left out", duty: .recordSystem),
        AppRecCase(number: "7", demand: "Only the primary receiver is ours: one AppRec, PRIM", duty: .recordSystem),
        AppRecCase(number: "8", demand: "As 7, version 1.0: REQ", duty: .recordSystem),
        AppRecCase(number: "9", demand: "As 7, version 1.0: SPR", duty: .recordSystem),
        AppRecCase(number: "10", demand: "Only the copy receiver is ours: one AppRec, COP", duty: .recordSystem),
        AppRecCase(
            number: "11",
            demand: "Both are ours, the message comes twice: two AppRecs for the first, none for the second",
            duty: .recordSystemAndServer),
        AppRecCase(number: "12", demand: "The same MsgId in a new envelope: one AppRec", duty: .recordSystemAndServer),
        AppRecCase(number: "13", demand: "A second AppRec for a message is ignored", duty: .sender),
        AppRecCase(
            number: "14", demand: "Matched by hand within 96 hours, accepted: status 1", duty: .recordSystemAndServer),
        AppRecCase(
            number: "15", demand: "Not decided by hand at 96 hours: status 1 before they are over", duty: .recordSystem,
            reason:
                "The record system's alone: the server never answers in its place, and cannot know what a person has seen."
        ),
        AppRecCase(
            number: "16", demand: "XML that cannot be read: T01, T02 or T99, at once", duty: .recordSystemAndServer),
        AppRecCase(number: "17", demand: "No HER-id on level 1 for our receiver: E21", duty: .recordSystem),
        AppRecCase(number: "18", demand: "No HER-id on level 2: E21", duty: .recordSystemAndServer),
        AppRecCase(number: "19", demand: "Known organisation, unknown person: E21", duty: .recordSystemAndServer),
        AppRecCase(number: "20", demand: "Known organisation, unknown service: E21", duty: .recordSystemAndServer),
        AppRecCase(number: "21", demand: "Unknown on both levels: no AppRec", duty: .recordSystemAndServer),
        AppRecCase(
            number: "22", demand: "Envelope and document name different receivers: E21", duty: .server,
            note:
                "Answered with an ErrorList (Inconsistent), since 21 and HITS 1168 5.3 forbid an AppRec in another organisation's name."
        ),
        AppRecCase(
            number: "23", demand: "The patient has no journal (discharge letter, report, v1.0): E35",
            duty: .recordSystem),
        AppRecCase(
            number: "24", demand: "The patient cannot be told from others: E36, but never for an emergency",
            duty: .recordSystem,
            note: "Whether it is so only the record system can say; we write, carry and show what it says."),
        AppRecCase(number: "25", demand: "Rejected by hand: status 2 with a fitting code", duty: .recordSystem),
        AppRecCase(number: "26", demand: "Several faults: an error for each", duty: .recordSystem),
        AppRecCase(number: "27", demand: "Rejected by hand within 96 hours", duty: .recordSystemAndServer),
        AppRecCase(number: "28", demand: "MsgId is no UUID: E10", duty: .recordSystemAndServer),
        AppRecCase(
            number: "29", demand: "The personal signature is faulty: S01", duty: .recordSystemAndServer,
            note: "Personal signatures are not verified here: the bytes arrive as they were signed."),
        AppRecCase(
            number: "30", demand: "The personal certificate is invalid: S02", duty: .recordSystemAndServer,
            note: "As 29."),
        AppRecCase(
            number: "31", demand: "The personal certificate is revoked: S03", duty: .recordSystemAndServer,
            note: "As 29."),
        AppRecCase(number: "32", demand: "Not valid by its schema: may be T02", duty: .recordSystem),
        AppRecCase(number: "33", demand: "Unknown schema: may be T10", duty: .recordSystemAndServer),
        AppRecCase(number: "34", demand: "Not well-formed: may be T01", duty: .recordSystemAndServer),
        AppRecCase(
            number: "35", demand: "Our receiver has no valid role: E21, as primary receiver", duty: .recordSystem),
        AppRecCase(number: "36", demand: "The primary receiver is ours and unknown: E21, PRIM", duty: .recordSystem),
        AppRecCase(number: "37", demand: "As 36, version 1.0: REQ", duty: .recordSystem),
        AppRecCase(number: "38", demand: "As 36, version 1.0: SPR", duty: .recordSystem),
        AppRecCase(number: "39", demand: "The copy receiver is ours and unknown: E21, COP", duty: .recordSystem),
        AppRecCase(
            number: "40", demand: "Both are ours and unknown: two AppRecs E21; the second arrival is ignored",
            duty: .recordSystem),
        AppRecCase(number: "41", demand: "A faulty message twice: one negative AppRec", duty: .recordSystem),
        AppRecCase(
            number: "42",
            demand:
                "No AppRec within 96 hours of GenDate: the sender treats it as not delivered; a late positive one counts",
            duty: .sender),
    ]
}
