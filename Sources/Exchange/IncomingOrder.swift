import Delivery
import EbXML
import Foundation
import Identifiers
import Store

/// In which order fetched mails are processed, and who takes turns with whom.
///
/// One after the other within a conversation of one sender, as they were sent. Both are only claimed: what holds a mail
/// back, such as a sender's certificate that cannot be checked, follows from the claimed sender as well, so a forged
/// mail is held only where its sender's genuine ones would be.
enum IncomingOrder {
    /// Groups of senders that take turns in one mailbox: bounded, for a stranger may claim any number of senders.
    static let groups = 8

    /// How a message came. Its job tells, for as long as there is work on it.
    enum Source: Equatable {
        case mailbox(String)
        /// Posted to us, or in the response to what we posted.
        case http

        fileprivate var line: String {
            switch self {
            case .mailbox(let name): "mailbox:\(name)"
            case .http: "http"
            }
        }
    }

    /// Whether the message that a job is about came over HTTP.
    static func cameByHTTP(_ job: Job) -> Bool { job.fairnessKey.hasPrefix("\(Source.http.line):") }

    static func job(
        for message: MessageKey, sender: HERId?, conversation: String?, source: Source, at now: Date
    ) -> NewJob {
        let group = sender.map { String($0.value % groups) } ?? "-"
        return NewJob(
            kind: IncomingFlow.kind, message: message, orderKey: orderKey(sender: sender, conversation: conversation),
            fairnessKey: "\(source.line):\(group)", runAt: now)
    }

    /// The job under the right key, when a cheap look at the unparsed mail had led elsewhere: nobody can get a mail
    /// into the line of a conversation that it does not itself claim.
    static func corrected(_ job: Job, by address: ReturnAddress, now: Date) -> NewJob? {
        let key = orderKey(sender: address.partner, conversation: address.conversationID)
        guard let hinted = job.orderKey, hinted != key else { return nil }
        return NewJob(
            kind: job.kind, message: job.message, orderKey: key, fairnessKey: job.fairnessKey, runAt: now)
    }

    private static func orderKey(sender: HERId?, conversation: String?) -> String? {
        conversation.map { "\(sender?.description ?? "-") \($0)" }
    }
}
