import AddressRegister
import Identifiers
import Synchronization

/// An address register that tests write to, and can take out of service.
final class TestRegister: AddressRegister {
    private struct State {
        var parties: [HERId: CommunicationParty] = [:]
        var agreement: RegisteredAgreement?
        var isDown = false
    }

    private let state = Mutex(State())

    func enter(_ party: CommunicationParty) { state.withLock { $0.parties[party.her] = party } }

    func remove(_ her: HERId) { state.withLock { $0.parties[her] = nil } }

    func enter(_ agreement: RegisteredAgreement?) { state.withLock { $0.agreement = agreement } }

    func goDown(_ isDown: Bool) { state.withLock { $0.isDown = isDown } }

    func party(_ her: HERId) async throws(RegisterError) -> CommunicationParty? {
        try available()
        return state.withLock { $0.parties[her] }
    }

    func agreement(between one: HERId, and other: HERId) async throws(RegisterError) -> RegisteredAgreement? {
        try available()
        return state.withLock { $0.agreement }
    }

    func parties(organisation: OrganisationNumber) async throws(RegisterError) -> [CommunicationParty] {
        try available()
        return state.withLock { state in state.parties.values.filter { $0.organisationNumber == organisation } }
    }

    func search(_ text: String, limit: Int) async throws(RegisterError) -> [CommunicationParty] {
        try available()
        return state.withLock { state in Array(state.parties.values.filter { $0.name.contains(text) }.prefix(limit)) }
    }

    private func available() throws(RegisterError) {
        if state.withLock({ $0.isDown }) { throw RegisterError(.unavailable) }
    }
}
