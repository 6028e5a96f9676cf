import AddressRegister
import CommandOutcome
import Foundation
import HTTPTransport
import Logging

/// Reading the configuration anew while the node works (U-48): all of it is checked before any of it takes effect.
extension MunicipalNode {
    /// - Parameter dryRun: check only.
    /// - Throws: `AdministrationError`; then nothing has changed.
    public func reload(dryRun: Bool) async throws -> NodeReload.Reply {
        // One at a time, in the order they were asked for.
        let before = lastReload
        let task = Task { () throws -> NodeReload.Reply in
            await before?.value
            return try await self.reloadNow(dryRun: dryRun)
        }
        lastReload = Task { _ = try? await task.value }
        return try await task.value
    }

    private func reloadNow(dryRun: Bool) async throws -> NodeReload.Reply {
        if dryRun { return try await reply(try await check()) }
        events.reload(.begins)
        do {
            let new = try await check()
            try await takeIntoUse(new)
            let reply = try await reply(new)
            parts.logger.notice(
                "reloaded",
                metadata: [
                    "changed": "\(reply.changed.joined(separator: ","))",
                    "needRestart": "\(reply.needRestart.joined(separator: ","))",
                ])
            for remark in reply.remarks { parts.logger.warning("precondition", metadata: ["sentence": "\(remark)"]) }
            events.reload(.ended(configuration))
            return reply
        } catch {
            let refusal = AdministrationError(opening: error)
            parts.logger.error("reload-refused", metadata: ["sentence": "Nothing was changed. \(refusal.sentence)"])
            for detail in refusal.details {
                parts.logger.error("reload-refused", metadata: ["sentence": "\(detail)"])
            }
            events.reload(.ended(configuration))
            throw refusal
        }
    }

    /// A configuration that has been read and found whole, with everything it names.
    private struct Checked {
        let change: ConfigurationChange
        let equipment: NodeEquipment
    }

    private func check() async throws -> Checked {
        guard let source else {
            throw AdministrationError(
                "not-running", "No server runs, so there is nothing to reload.",
                remedy: "Start it; it reads the configuration then.", exit: .unavailable)
        }
        let old = parts.equipment.current
        let read: Configuration
        do { read = try source.load() } catch { throw AdministrationError(error) }
        let change = ConfigurationChange(from: old.configuration, to: read)
        let equipment = try NodeEquipment.read(
            change.configuration, reusing: old, clock: parts.clock, group: parts.group)
        if let fault = await equipment.registerFile.fault() {
            throw AdministrationError(
                "register-unusable",
                "\(change.configuration.addressRegister.file) cannot be used: \(fault.description).",
                remedy: "Correct it; the server goes on with the last good one.", exit: .configuration)
        }
        return Checked(change: change, equipment: equipment)
    }

    private func takeIntoUse(_ new: Checked) async throws {
        let old = parts.equipment.replace(with: new.equipment)
        equip(new.equipment)
        if old.transport !== new.equipment.transport { Task { await old.transport.retire() } }
        if old.posting !== new.equipment.posting { Task { await old.posting.retire() } }
        parts.revocation.hasten()
        try await startTenants()
    }

    private func reply(_ new: Checked) async throws -> NodeReload.Reply {
        NodeReload.Reply(
            changed: new.change.effective, needRestart: new.change.needRestart,
            remarks: await Preconditions(configuration: new.change.configuration, now: clock.now()).files()
                .map(\.line))
    }
}
