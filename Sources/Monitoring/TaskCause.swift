import Store
import Texts

/// What a step of a message's timeline means for the work of people.
enum TaskMeaning: Equatable {
    /// It needs a hand.
    case opens
    /// What these steps opened is over.
    case solves(Set<StepCode>)
    case nothing

    /// Every step is judged here, so that a new one cannot be forgotten.
    init(_ step: StepCode) {
        switch step {
        // Sent, and no receipt or a bad one (M-108, M-112, M-113).
        case .expired, .undeliverable, .refusedByPartner, .appRecRejected, .appRecAcceptedWithErrors, .appRecMissing:
            self = .opens
        // Stopped here, whichever way it goes.
        case .refusedByUs, .refused, .unreadable, .parked, .missing: self = .opens
        // Another tries to look like a partner, or says twice what differs.
        case .deviation: self = .opens
        // A late receipt counts (architecture: lifecycles).
        case .acknowledged: self = .solves([.expired, .undeliverable])
        case .appRecAccepted:
            self = .solves([.appRecMissing, .expired, .undeliverable])
        case .found: self = .solves([.missing])
        case .unparked: self = .solves([.parked])
        case .submitted, .planned, .sealed, .queued, .sending, .sent, .resent, .held, .released, .remarked,
            .sendFailed, .resendRequested, .laterAppRec, .settled, .lateAnswer, .unmatchedReceipt, .bounced,
            .statusAsked, .statusUnauthorized, .statusNotRecognized, .statusReceived, .statusProcessed,
            .statusForwarded, .statusUnanswered, .received, .authenticated, .duplicate, .opened, .queuedForHandOver,
            .handedOver, .taken, .answered, .receiptQueued, .receiptSent, .errorSent, .misaddressed,
            .certificateChanged:
            self = .nothing
        }
    }
}
