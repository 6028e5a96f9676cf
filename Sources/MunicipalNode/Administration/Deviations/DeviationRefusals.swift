import CommandOutcome
import Foundation
import Monitoring
import Store

/// What is said to whoever asks for what a deviation does not allow.
extension AdministrationError {
    static let deviationChanged = AdministrationError(
        "deviation-changed", "Somebody else has changed the deviation meanwhile.",
        remedy: "Look at it again, and write what you wanted on what it says now.", exit: .temporary)

    static let deviationClosed = AdministrationError(
        "deviation-closed", "The deviation is closed.",
        remedy: "Open it again with a reason: `budstikke deviation change N --to inProgress --reason TEXT`.",
        exit: .data)

    static let reasonNamesPatient = AdministrationError(
        "reason-names-patient", "The reason seems to hold an identity number.",
        remedy: "Name the message by its id instead; the record system knows the patient.", exit: .data)

    static let reasonTooLong = AdministrationError(
        "reason-too-long", "A reason has at most \(DeviationDraft.longestText) characters.", exit: .usage)

    init(_ refusal: DeviationRules.Refusal) {
        switch refusal {
        case .notNext(let states):
            self.init(
                "deviation-not-next", "The deviation cannot go to that state from the one it has.",
                remedy: "Next is \(states.map { "`\($0.rawValue)`" }.joined(separator: " or ")).", exit: .data)
        case .reasonNeeded:
            self.init(
                "reason-needed", "A closed deviation is opened again only with a reason.",
                remedy: "Give it with --reason TEXT.", exit: .usage)
        case .incomplete(let fields): self.init(fields.map { DeviationFault($0, .missing) })
        }
    }
}

extension Deviation {
    /// A field as it is written and read back; empty when nothing stands there.
    func written(_ field: DeviationField, in store: any TenantReading) throws -> String {
        switch field {
        case .category: form.category.rawValue
        case .discovered: DeviationMoment.text(form.discovered)
        case .messages:
            try messages.compactMap { try store.message($0)?.serverID.uuidString.lowercased() }.joined(separator: " ")
        case .task: task.map { "\($0)" } ?? ""
        default: form.texts[field] ?? form.moments[field].map { DeviationMoment.text($0) } ?? ""
        }
    }
}
