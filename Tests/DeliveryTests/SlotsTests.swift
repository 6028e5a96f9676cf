import Delivery
import Testing

@Suite struct SlotsTests {
    @Test("T-071 places go to those who ask in the order they ask, so a flood cannot starve another tenant")
    func order() async {
        let slots = Slots(1)
        let turns = Turns()
        let names = ["flood", "other", "flood again"]
        await slots.acquire()
        await withTaskGroup(of: Void.self) { group in
            for (index, name) in names.enumerated() {
                group.addTask {
                    await slots.acquire()
                    await turns.take(name)
                    slots.release()
                }
                while slots.waiting <= index { await Task.yield() }
            }
            slots.release()
        }
        #expect(await turns.names == names)
    }

    @Test("no more are at work than there are places")
    func limit() async {
        let slots = Slots(3)
        let turns = Turns()
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<200 {
                group.addTask {
                    await slots.acquire()
                    await turns.enter()
                    await Task.yield()
                    await turns.leave()
                    slots.release()
                }
            }
        }
        #expect(await turns.atWork == 0)
        #expect((1...3).contains(await turns.most))
    }

    private actor Turns {
        var names: [String] = []
        var atWork = 0
        var most = 0

        func take(_ name: String) { names.append(name) }
        func enter() {
            atWork += 1
            most = max(most, atWork)
        }
        func leave() { atWork -= 1 }
    }
}
