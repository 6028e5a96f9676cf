import Archive
import ControlReport
import Cryptography
import Foundation
import HealthMessages
import Identifiers
import SQLiteStore
import SealedSubmission
import Store

@testable import MunicipalNode

/// A feedback as the register sends it, with the password that opens it.
struct SentFeedback {
    var password = ArchivePassword.make()
    var archive: [UInt8]
    var feedback: RegisterFeedback

    /// What the register sends about a report.
    /// - Parameter package: what is in it; a file that no register would send when it is left out.
    init(
        _ begun: ReportBegin.Reply, unit: ReportingUnit, year: Int = 2016, label: SubmissionID? = nil,
        package: FeedbackPackage? = nil
    ) throws {
        let entry = ArchiveEntry(name: try ArchiveEntryName("liste.csv"), bytes: Array("innhold".utf8))
        archive =
            try package?.archive(password: password) ?? EncryptedArchive.write([entry], password: password)
        let sealed = try PublicKey(spkiDER: Array(begun.returnKey)).encryptOAEP(
            password.bytes.bytes, label: ArchivePasswordSeal.label(of: label ?? begun.submission))
        feedback = RegisterFeedback(
            submission: begun.submission, unit: unit, year: year, fileName: "9901-00_2016_ordinary-1.zip",
            sha256: SHA256.digest(archive), sealedPassword: sealed, archive: archive)
    }
}

extension Installation {
    /// Puts a message into the reporting client's inbox, as the exchange does.
    @discardableResult
    func arrive(
        _ feedback: RegisterFeedback, msgID: UUID = UUID(), action: String = RegisterFeedback.action,
        change: (String) -> String = { $0 }
    ) async throws -> StoredMessage {
        let document = try feedback.message(
            RegisterFeedbackEnvelope(
                msgID: msgID.uuidString.lowercased(), sentAt: HealthTime(Self.now),
                from: .init(
                    name: "Registeret", her: HERId(80_800)!, serviceName: "Registeret",
                    serviceHER: Self.partner),
                to: .init(
                    name: "Nord", her: HERId(80_000)!, serviceName: "Helse og omsorg", serviceHER: Self.her)))
        var message = StoredMessage(
            serverID: UUID(), direction: .incoming, kind: .business, state: .handedOver, at: Self.now)
        message.msgID = msgID.uuidString.lowercased()
        message.action = action
        message.fromHER = Self.partner
        message.toHER = Self.her
        message.recordSystem = ReportClient.recordSystem
        let stored = try await insert(
            message, document: Array(change(String(decoding: document, as: UTF8.self)).utf8))
        let offer = Offer(
            id: stored.serverID, message: stored.key, recordSystem: ReportClient.recordSystem,
            receiver: Self.her, state: .written, at: Self.now)
        try await store.tenant(Self.tenant, as: "server").write { try $0.set(offer) }
        return stored
    }
}
