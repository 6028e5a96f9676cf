import Exchange
import HTTPTransport
import Identifiers
import Mail

/// A way of sending mail whose attempts are counted.
struct MeteredMail: MailSending {
    let inner: any MailSending
    let count: AttemptCount

    func send(_ mail: OutgoingMail) async throws(MailError) {
        do { try await inner.send(mail) } catch {
            count.failed("mail")
            throw error
        }
        count.sent("mail")
    }
}

/// A way of posting envelopes whose attempts are counted.
struct MeteredPosting: EnvelopePosting {
    let inner: any EnvelopePosting
    let count: AttemptCount

    func post(
        _ stored: [UInt8], to address: HTTPAddress
    ) async throws(HTTPTransportError) -> EnvelopeClient.Answer {
        let answer: EnvelopeClient.Answer
        do { answer = try await inner.post(stored, to: address) } catch {
            count.failed("http")
            throw error
        }
        count.sent("http")
        return answer
    }
}

/// Counts one tenant's attempts at sending.
struct AttemptCount: Sendable {
    let meter: NodeMeter
    let tenant: TenantID

    func sent(_ transport: String) { meter.count(.sends, tenant.name, transport, "sent") }
    func failed(_ transport: String) { meter.count(.sends, tenant.name, transport, "failed") }
}
