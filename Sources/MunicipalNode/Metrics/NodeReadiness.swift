import Foundation
import Identifiers
import Store

/// One thing that is needed and not there (U-50).
struct ReadinessReason: Encodable, Equatable, Sendable {
    /// Stable names, which alerts go by.
    enum Code: String, Encodable, CaseIterable, Sendable {
        case storeNotWritable = "store-not-writable"
        case diskReserve = "disk-reserve"
        case loopsStalled = "loops-stalled"
        case registerUnusable = "register-unusable"
        case revocationOutdated = "revocation-outdated"
        case tenantsUnreadable = "tenants-unreadable"
        case tenantStopped = "tenant-stopped"
        case signingCertificate = "signing-certificate"
        case encryptionCertificate = "encryption-certificate"
        case mailboxUnreachable = "mailbox-unreachable"
    }

    let code: Code
    /// The tenant's short name; nil when it concerns all.
    let tenant: String?
    /// What is wrong, for a person.
    let sentence: String
}

/// Whether all that the node needs is there, judged from how it stands.
struct NodeReadiness: Encodable, Equatable, Sendable {
    let ready: Bool
    let reasons: [ReadinessReason]

    /// For how long a mailbox may fail: mail servers are restarted, and nothing is lost meanwhile.
    static let mailboxPatience: TimeInterval = 900

    init(of state: NodeState, now: Date) {
        reasons = Self.reasons(state, now: now) + (state.tenants ?? []).flatMap { Self.reasons($0, now: now) }
        ready = reasons.isEmpty
    }

    private static func reasons(_ state: NodeState, now: Date) -> [ReadinessReason] {
        var found: [ReadinessReason] = []
        func add(_ code: ReadinessReason.Code, _ sentence: String) {
            found.append(ReadinessReason(code: code, tenant: nil, sentence: sentence))
        }
        if !state.disk.isWritable || state.isDiskFull {
            add(.storeNotWritable, "The data directory cannot be written to: nothing new is taken.")
        }
        if let free = state.disk.free, free < UInt64(max(0, state.disk.reserve)) {
            add(
                .diskReserve,
                "\(free / 1_000_000) MB are free on the data disk: larger mails are left in their mailboxes.")
        }
        if !state.stalledLoops.isEmpty {
            add(.loopsStalled, "These stand still: \(state.stalledLoops.joined(separator: ", ")).")
        }
        if let fault = state.registerFault {
            add(.registerUnusable, "The address register's file cannot be used: \(fault).")
        }
        if state.isRevocationRequired, let due = state.revocationDue, due < now {
            add(.revocationOutdated, "A revocation list is out of date: messages of its issuer's customers are held.")
        }
        if state.tenants == nil { add(.tenantsUnreadable, "The list of tenants cannot be read.") }
        return found
    }

    private static func reasons(_ tenant: TenantState, now: Date) -> [ReadinessReason] {
        var found: [ReadinessReason] = []
        func add(_ code: ReadinessReason.Code, _ sentence: String) {
            found.append(ReadinessReason(code: code, tenant: tenant.id.name, sentence: sentence))
        }
        if !tenant.isRunning { add(.tenantStopped, "The tenant is not at work; the log says why.") }
        if tenant.hasAddresses, tenant.isRunning {
            for purpose in TenantState.purposes where !tenant.usable.contains(purpose) {
                add(code(purpose), "There is no \(purpose.rawValue) certificate that is valid now.")
            }
        }
        for (name, since) in tenant.unreachable.sorted(by: { $0.key < $1.key })
        where now.timeIntervalSince(since) >= mailboxPatience {
            let minutes = Int(now.timeIntervalSince(since) / 60)
            add(.mailboxUnreachable, "The mailbox `\(name)` has not been read for \(minutes) minutes.")
        }
        return found
    }

    private static func code(_ purpose: KeyRecord.Purpose) -> ReadinessReason.Code {
        switch purpose {
        case .signing: .signingCertificate
        case .encryption: .encryptionCertificate
        }
    }
}
