import Foundation
import Identifiers
import Synchronization

/// How many errors may still go out in answer to mail that could not be authenticated, counted by the hour: signed ones
/// to each sender, SOAP Faults to each address and to all together.
final class ErrorBudget: Sendable {
    private struct State {
        var hour = 0
        var spent: [HERId: Int] = [:]
        var faults = 0
        var faultsTo: [EDIAddress: Int] = [:]
    }

    private let perHour: Int
    private let faultsPerAddress: Int
    private let state = Mutex(State())

    init(perHour: Int, faultsPerAddress: Int) {
        self.perHour = perHour
        self.faultsPerAddress = faultsPerAddress
    }

    /// Takes one from the sender's budget; false when it is used up.
    func spend(on sender: HERId, now: Date) -> Bool {
        spend(now) { state in
            guard state.spent[sender, default: 0] < perHour else { return false }
            state.spent[sender, default: 0] += 1
            return true
        }
    }

    /// Takes a SOAP Fault from the address's budget and from that of all: anybody may write any address into a mail.
    func spendFault(on address: EDIAddress, now: Date) -> Bool {
        spend(now) { state in
            guard state.faults < perHour, state.faultsTo[address, default: 0] < faultsPerAddress else { return false }
            state.faults += 1
            state.faultsTo[address, default: 0] += 1
            return true
        }
    }

    private func spend(_ now: Date, _ body: (inout State) -> Bool) -> Bool {
        let hour = Int(now.timeIntervalSince1970 / 3600)
        return state.withLock { state in
            if state.hour != hour { state = State(hour: hour) }
            return body(&state)
        }
    }
}
