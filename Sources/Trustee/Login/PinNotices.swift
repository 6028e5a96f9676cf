import Certificates
public import Foundation
import Identifiers
import SQLiteAccess
public import SealedSubmission

/// What municipalities are to be told of wrong PINs: few, and each number of them once in a season (T-086).
enum PinNotices {
    /// Whether so many were noted before.
    static func has(
        _ municipality: MunicipalityNumber?, season: Int, wrong: Int, in connection: Connection
    ) throws -> Bool {
        try connection.first(
            "SELECT 1 FROM pin_notices WHERE municipality = ? AND season = ? AND wrong = ?",
            [municipality?.digits ?? "", season, wrong]
        ) { _ in true } ?? false
    }

    static func note(_ notice: PinNotice, in connection: Connection) throws {
        try connection.run(
            "INSERT OR IGNORE INTO pin_notices (municipality, season, wrong, most, at) VALUES (?, ?, ?, ?, ?)",
            [notice.municipality.digits, notice.season, notice.wrong, notice.most, notice.at])
    }
}

/// A word about wrong PINs on its way to the register.
public struct PinNoticeDelivery: Sendable {
    public let notice: PinNotice
    /// The same, signed by the trustee.
    public let signed: [UInt8]
}

extension TrusteeStore {
    /// What the register does not have yet, in order. Each is signed once.
    public func pinNoticesToDeliver(signer: TrusteeSigner, now: Date) async throws -> [PinNoticeDelivery] {
        let waiting = try await database.read { connection in
            try connection.all(
                """
                SELECT municipality, season, wrong, most, at, signed FROM pin_notices
                WHERE delivered_at IS NULL AND given_up_at IS NULL ORDER BY at, municipality, wrong
                """
            ) { row in
                let notice = PinNotice(
                    municipality: try row.required(row.text(0).flatMap { MunicipalityNumber($0) }),
                    season: Int(try row.required(row.integer(1))), wrong: Int(try row.required(row.integer(2))),
                    most: Int(try row.required(row.integer(3))), at: try row.required(row.date(4)))
                return (notice: notice, signed: row.bytes(5))
            }
        }
        var deliveries: [PinNoticeDelivery] = []
        for (notice, signed) in waiting {
            let document = if let signed { signed } else { try await sign(notice, by: signer, now: now) }
            deliveries.append(PinNoticeDelivery(notice: notice, signed: document))
        }
        return deliveries
    }

    /// The register has committed it (its 2xx).
    public func pinNoticeDelivered(_ notice: PinNotice, at now: Date) async throws {
        try await database.write { [audit] connection in
            try connection.run(
                """
                UPDATE pin_notices SET delivered_at = ?, signed = NULL
                WHERE municipality = ? AND season = ? AND wrong = ? AND delivered_at IS NULL
                """,
                [now, notice.municipality.digits, notice.season, notice.wrong])
            guard connection.changes == 1 else { return }
            let detail = ["municipality": notice.municipality.digits, "wrong": "\(notice.wrong)"]
            try audit.append(
                AuditEntry(at: now, actor: "delivery", action: "pinNotice.delivered", detail: detail), to: connection)
        }
    }

    /// How long the register is asked to tell a municipality: as long as it tries to send a mail itself.
    static let longestPinNoticeWait: TimeInterval = 5 * 86_400

    /// The register did not take it this time. After days it is given up, and somebody must tell the municipality.
    /// - Returns: whether it is given up.
    public func pinNoticeNotTaken(_ notice: PinNotice, at now: Date) async throws -> Bool {
        guard now >= notice.at + Self.longestPinNoticeWait else { return false }
        try await database.write { [self] connection in
            try connection.run(
                """
                UPDATE pin_notices SET given_up_at = ?, signed = NULL
                WHERE municipality = ? AND season = ? AND wrong = ? AND delivered_at IS NULL AND given_up_at IS NULL
                """,
                [now, notice.municipality.digits, notice.season, notice.wrong])
            guard connection.changes == 1 else { return }
            try raise(.pinNoticeUntold, municipality: notice.municipality, at: now, in: connection)
        }
        return true
    }

    private func sign(_ notice: PinNotice, by signer: TrusteeSigner, now: Date) async throws -> [UInt8] {
        let use = "pin-notice/\(notice.municipality)/\(notice.season)/\(notice.wrong)"
        return try await usingKey(signer.name, for: use, by: "delivery", at: now) {
            let signed = try notice.signed(key: signer.key, certificate: signer.certificate, at: now)
            try await database.write { connection in
                try connection.run(
                    "UPDATE pin_notices SET signed = ? WHERE municipality = ? AND season = ? AND wrong = ?",
                    [signed, notice.municipality.digits, notice.season, notice.wrong])
            }
            return signed
        }
    }
}
