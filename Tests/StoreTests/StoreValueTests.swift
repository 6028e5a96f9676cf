import Foundation
import Store
import Testing

@Suite("Values of the store")
struct StoreValueTests {
    @Test("M-106 what is final waits for nothing")
    func finalStates() {
        let going = MessageState.allCases.filter { !$0.isFinal }
        #expect(going == [.submitted, .queued, .sent, .held, .received, .queuedForHandOver, .handedOver])
        #expect(MessageState.allCases.allSatisfy { !$0.isRefusal || $0.isFinal })
    }

    @Test("M-106 states are spelled as in SQL, API and console")
    func spelling() throws {
        let names = MessageState.allCases.map(\.rawValue)
        #expect(Set(names).count == names.count)
        let ascii = names.allSatisfy { $0.utf8.allSatisfy { (65...90).contains($0) || (97...122).contains($0) } }
        #expect(ascii)
        let coded = try JSONDecoder().decode([MessageState].self, from: JSONEncoder().encode(MessageState.allCases))
        #expect(coded == MessageState.allCases)
    }

    @Test("M-107 only signals are never acknowledged")
    func signals() {
        #expect(MessageKind.allCases.filter(\.isSignal) == [.acknowledgment, .error, .fault, .bounce, .service])
    }

    @Test("M-114 a message keeps everything when it gets its key")
    func keyed() {
        let time = Date(timeIntervalSince1970: 1_800_000_000)
        var message = StoredMessage(serverID: UUID(), direction: .incoming, kind: .unknown, state: .received, at: time)
        message.messageID = "m"
        let keyed = message.keyed(MessageKey(7))
        #expect(keyed.key == MessageKey(7))
        #expect(keyed.keyed(MessageKey(0)) == message)
        #expect(MessageKey(6) < MessageKey(7))
    }
}
