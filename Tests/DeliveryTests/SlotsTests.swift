import Testing

@testable import Delivery

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

    @Test("work on a large message takes more places, never more than there are, and is not overtaken for ever")
    func large() async {
        let slots = Slots(4)
        #expect(slots.places(for: 0) == 1)
        #expect(slots.places(for: Slots.octetsPerPlace - 1) == 1)
        #expect(slots.places(for: 2 * Slots.octetsPerPlace) == 3)
        #expect(slots.places(for: 50_000_000) == 4)
        let turns = Turns()
        await slots.acquire(2)
        await withTaskGroup(of: Void.self) { group in
            for (index, work) in [("large", 4), ("small", 1)].enumerated() {
                group.addTask {
                    await slots.acquire(work.1)
                    await turns.take(work.0)
                    slots.release(work.1)
                }
                while slots.waiting <= index { await Task.yield() }
            }
            #expect(await turns.names.isEmpty, "two places are free, and the small one waits behind the large one")
            slots.release(2)
        }
        #expect(await turns.names == ["large", "small"])
        await slots.acquire(4)
        #expect(slots.waiting == 0, "all places were given back")
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
