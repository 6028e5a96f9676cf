import Identifiers
import MunicipalNode
import Store
import Texts
import Web

/// Which tasks a list is about when it is about those that are alike: what stands in its address, and in its form.
struct TaskGroupAddress: Equatable {
    let cause: MessageTask.Cause
    let partner: HERId?
    let action: String?

    init(_ group: TaskGroupSummary) {
        cause = MessageTask.Cause(step: group.step, reason: group.reason)
        (partner, action) = (group.partner, group.action)
    }

    /// nil when the fields name no step, or a partner that can be none.
    init?(_ fields: FormFields) {
        guard let step = fields["step"], StepCode(rawValue: step) != nil else { return nil }
        let her = fields["partner"].flatMap { $0.isEmpty ? nil : $0 }
        partner = her.flatMap { HERId($0) }
        guard (her == nil) == (partner == nil) else { return nil }
        cause = MessageTask.Cause(step: step, reason: fields["reason"].flatMap { $0.isEmpty ? nil : $0 })
        action = fields["type"].flatMap { $0.isEmpty ? nil : $0 }
    }

    var query: [(name: String, value: String?)] {
        [
            ("step", cause.step), ("reason", cause.reason), ("partner", partner?.description), ("type", action),
        ]
    }

    var path: String { ConsoleRoute.tasks.path(query) }

    /// As a form carries it.
    var hidden: [InputView] {
        query.map { InputView($0.name, .hidden, label: "", content: $0.value ?? "") }
    }
}
