import HTTPListening
import Testing

@Suite("T-071 room for bodies") struct BodyBudgetTests {
    @Test("T-071 bodies of one client leave room for another's, and give it back")
    func budget() {
        let budget = BodyBudget(all: 100, each: 60)
        let (one, two) = (budget.share(of: "a"), budget.share(of: "b"))
        #expect(one.take(60))
        #expect(!one.take(1))
        #expect(two.take(40))
        #expect(!two.take(1))
        one.release()
        #expect(two.take(20))
        one.release()
        #expect(one.take(40))
        #expect(!one.take(1))
    }
}
