import Doctor
import Foundation
import Identifiers
import PortalNode
import Register
import SQLiteAccess
import SealedSubmission
import TestSupport
import Testing

@testable import Portal
@testable import RegisterNode

@Suite("A portal that fails at one thing", .serialized)
struct FailingPortalTests {
    @Test("one municipality that the portal fails at is seen, is tried again, and holds up no other")
    func oneUnit() async throws {
        try await PortalStreet.with { street in
            let node = try await street.register.open()
            var east = street.register.municipality
            east.unit = ReportingUnit("9900-00")!
            east.sharedAddress = "postmottak@austbygda.kommune.example"
            try node.store.keep(east)
            let delivery = try street.register.delivery(DeliveryPlan { $0.kind = .test })
            try node.take(delivery)
            try await street.portal.running { portal in
                let database = try PortalDatabase(path: street.portal.scratch.path("data/portal.sqlite"))
                try database.writeBlocking {
                    try $0.run(
                        """
                        CREATE TRIGGER failure BEFORE INSERT ON units WHEN new.unit = '9900-00'
                        BEGIN SELECT RAISE(ABORT, 'it fails'); END
                        """)
                }
                await node.runOnce(now: NodeScene.at(10, 13))
                let state = try node.store.portalState()
                #expect(state.refused == [.init(what: "9900-00", refusal: "unavailable")])
                #expect(state.trouble == nil && state.unitsWaiting == 1 && state.filesWaiting == 0)
                #expect(try await portal.units().map(\.files) == [1])
                let finding = PortalFinding.make(state, archivesWaiting: 0, now: NodeScene.at(10, 13))
                #expect(finding.verdict == .error && finding.remedy?.contains("log") == true)
                try database.writeBlocking { try $0.run("DROP TRIGGER failure") }
                try database.close()
                await node.runOnce(now: NodeScene.at(10, 13, 4))
                #expect(try node.store.portalState().unitsWaiting == 1)
                await node.runOnce(now: NodeScene.at(10, 13, 5))
                #expect(try node.store.portalState().unitsWaiting == 0)
                #expect(try await portal.units().count == 2)
            }
            try await node.close()
        }
    }
}
