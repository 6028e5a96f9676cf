import Foundation
import Identifiers
import Register
import TestSupport
import Testing

@Suite("Determinism (T-129)")
struct DeterminismTests {
    private func persons() -> [InventedPerson] {
        (1...40).map { number in
            InventedPerson(number) {
                $0.age = 10 + number * 2
                $0.hasFunctions = number % 5 != 0
                $0.functionValue = number % 5 + 1
                $0.diagnosis = number % 3 == 0 ? nil : "Å\(number)"
                $0.who = number / 2 + 1
                $0.reason = number == 7 ? 5 : nil
                $0.provider = number % 4 == 0 ? SyntheticOrganisations.numbers(20)[number % 15].digits : nil
            }
        }
    }

    private func files(_ scene: Scene, _ persons: [InventedPerson], controlledAt now: Date) throws -> [FeedbackFile] {
        try scene.store.keep(
            Scene.municipality(
                "9901", scene.north.organisation, mailbox: "postmottak@nordbygda.kommune.example",
                providers: ProviderList(
                    dated: Date(timeIntervalSince1970: 1_480_000_000), numbers: Set(SyntheticOrganisations.numbers(7))))
        )
        let before = try scene.delivery(
            DeliveryPlan {
                $0.seed = 9
                $0.year = 2015
            })
        try scene.sendAndControl(before)
        let delivery = try scene.delivery(DeliveryPlan { $0.persons = persons })
        try scene.send(delivery)
        try scene.join(delivery.id)
        try scene.control(delivery.id, now: now)
        return try scene.store.feedbackFiles(of: delivery.id)
    }

    @Test("T-129 two registers with other keys and at other times make the same octets of the same submission")
    func sameInput() throws {
        let first = try files(Scene(), persons(), controlledAt: Scene.noon)
        let second = try files(Scene(), persons(), controlledAt: Scene.noon + 40 * 86_400)
        #expect(first.count > 10 && first == second)
    }

    @Test("T-129 the client's shuffling does not show in the lists")
    func shuffled() throws {
        let first = try files(Scene(), persons(), controlledAt: Scene.noon)
        let second = try files(Scene(), persons().reversed(), controlledAt: Scene.noon)
        #expect(first == second)
    }

    @Test("another content makes other lists")
    func otherInput() throws {
        var changed = persons()
        changed[3].diagnosis = nil
        let first = try files(Scene(), persons(), controlledAt: Scene.noon)
        #expect(try files(Scene(), changed, controlledAt: Scene.noon) != first)
    }
}
