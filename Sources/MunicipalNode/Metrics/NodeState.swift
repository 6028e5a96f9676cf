import Certificates
import Exchange
import Foundation
import Glibc
import Identifiers
import PrivateFiles
import Store

/// The node as it stands, seen without asking the stores of its tenants or the network.
struct NodeState: Sendable {
    var stalledLoops: [String] = []
    var isClockJumped = false
    var disk: DiskState
    /// Whether something could not be stored for want of space.
    var isDiskFull = false
    /// Why the register's file cannot be used; nil when it is in use.
    var registerFault: String?
    /// When the first revocation list in use is out of date; nil while none is.
    var revocationDue: Date?
    /// Whether a certificate without a fresh list is held.
    var isRevocationRequired = false
    /// nil when the list of tenants cannot be read.
    var tenants: [TenantState]? = []
}

/// One tenant as it stands.
struct TenantState: Sendable {
    let id: TenantID
    /// False while its store or keys cannot be read, and between two attempts at starting it.
    var isRunning: Bool
    /// Whether it has addresses of its own: before that nothing is needed.
    var hasAddresses = false
    /// When the certificates in use expire.
    var expiries: [KeyRecord.Purpose: Date] = [:]
    /// The purposes for which a key with a certificate that is valid now is there.
    var usable: Set<KeyRecord.Purpose> = []
    /// Mailboxes that cannot be read, and since when.
    var unreachable: [String: Date] = [:]

    static let purposes: [KeyRecord.Purpose] = [.signing, .encryption]
}

extension TenantState {
    init(_ id: TenantID, isRunning: Bool, _ settings: TenantSettings, now: Date) {
        self.init(id: id, isRunning: isRunning, hasAddresses: !settings.addresses.isEmpty)
        let records = settings.keys.map(\.record)
        for purpose in Self.purposes {
            expiries[purpose] = records.active(purpose)?.readCertificate?.notAfter
            let isUsable = settings.keys.contains {
                $0.record.purpose == purpose && $0.record.retiredAt == nil && $0.certificate.isValid(at: now)
            }
            if isUsable { usable.insert(purpose) }
        }
    }
}

/// The disk that the data directory is on.
struct DiskState: Sendable, Equatable {
    var isWritable: Bool
    /// Octets; nil where the file system does not say.
    var free: UInt64?
    var size: UInt64?
    /// Octets that are kept free.
    var reserve: Int

    init(isWritable: Bool, free: UInt64?, size: UInt64?, reserve: Int) {
        self.isWritable = isWritable
        self.free = free
        self.size = size
        self.reserve = reserve
    }

    /// Looks now.
    init(of directory: String) {
        isWritable = access(directory, W_OK | X_OK) == 0
        reserve = FreeSpace.reserve(in: directory)
        var disk = statvfs()
        guard statvfs(directory, &disk) == 0, disk.f_blocks > 0 else { return }
        free = UInt64(disk.f_bavail) &* UInt64(disk.f_frsize)
        size = UInt64(disk.f_blocks) &* UInt64(disk.f_frsize)
    }
}
