import MunicipalNode
import Store
import Web

/// How a state is marked beside its name, so that it is never told by colour alone (U-21).
enum StateMark {
    case ok, wait, stop

    init(_ state: MessageState) {
        self =
            switch state {
            case .acknowledged, .handedOver, .answered, .settled: .ok
            case .submitted, .queued, .sent, .held, .received, .queuedForHandOver: .wait
            case .refusedByUs, .refusedByPartner, .undeliverable, .expired, .refused, .unreadable, .misaddressed,
                .unmatched, .parked:
                .stop
            }
    }

    init(_ state: ApplicationState) {
        self =
            switch state {
            case .notExpected, .accepted: .ok
            case .waiting: .wait
            case .acceptedWithErrors, .rejected: .stop
            }
    }

    private var sign: String {
        switch self {
        case .ok: "✓"
        case .wait: "…"
        case .stop: "✕"
        }
    }

    private var name: String {
        switch self {
        case .ok: "ok"
        case .wait: "wait"
        case .stop: "stop"
        }
    }

    func value(_ words: String) -> PageValue {
        .fields(["mark": .text(sign), "class": .text(name), "words": .text(words)])
    }
}
