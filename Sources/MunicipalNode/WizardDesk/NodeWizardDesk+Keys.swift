import Archive
import Certificates
import CommandOutcome
import ControlReport
import Foundation
import ReportWizard
import Reporting
import SealedSubmission
import Store
import Texts

/// The two parties' published keys, as they were brought in for a year.
extension NodeWizardDesk {
    func keys(of id: ReportID, for guest: ReportGuest) async throws -> [KeyHolder: KeyState] {
        guard let year = try await opened(id, for: guest)?.check?.year else { return [:] }
        var states: [KeyHolder: KeyState] = [:]
        for holder in KeyHolder.allCases {
            guard let held = try await held(holder, year, for: guest) else {
                states[holder] = .missing
                continue
            }
            do { states[holder] = .good(KeyFacts(try verification(year).verify(held, as: holder))) } catch {
                states[holder] = .refused(trouble(error))
            }
        }
        // Each may be right, and both together not.
        if case .good = states[.trustee], case .good = states[.register] {
            do { _ = try await verifiedKeys(year, for: guest) } catch {
                states[.register] = .refused(trouble(error))
            }
        }
        return states
    }

    func take(
        _ key: [UInt8], of holder: KeyHolder, for id: ReportID, by guest: ReportGuest
    ) async throws -> DeskTrouble? {
        guard let year = try await opened(id, for: guest)?.check?.year else { return DeskTrouble(.notChecked) }
        do { _ = try verification(year).verify(key, as: holder) } catch { return trouble(error) }
        let record = HeldPublishedKey(
            holder: holder, year: year, signed: Data(key), at: clock(), by: guest.person)
        let entry = entry("report.wizard.key", for: guest, ["holder": holder.rawValue, "year": String(year)])
        try await store(guest).write { transaction in
            try transaction.put(record)
            try transaction.audit(entry)
        }
        return nil
    }

    func fetchKeys(of id: ReportID, for guest: ReportGuest) async throws -> DeskTrouble? {
        guard let year = try await opened(id, for: guest)?.check?.year else { return DeskTrouble(.notChecked) }
        do {
            let look = try await SendLine(self, guest).look()
            guard look.season.yearReported == year else { return DeskTrouble(.keyOtherYear) }
            _ = try look.bothKeys()
            for (holder, key) in look.signedKeys {
                if let trouble = try await take(key, of: holder, for: id, by: guest) { return trouble }
            }
            return nil
        } catch { return trouble(error) }
    }

    /// Both keys of the year, judged now.
    ///
    /// - Throws: `DeskTrouble`, `SubmissionFault`.
    func verifiedKeys(_ year: Int, for guest: ReportGuest) async throws -> VerifiedKeys {
        guard let trustee = try await held(.trustee, year, for: guest),
            let register = try await held(.register, year, for: guest)
        else { throw DeskTrouble(.keyMissing) }
        return try verification(year).verify(trustee: trustee, register: register)
    }

    nonisolated func signers() throws -> SignerVerification {
        do { return try ReportingTrust.signers(administration().configuration, now: clock()) } catch {
            throw DeskTrouble(.other, detail: "trust-unreadable")
        }
    }

    private func held(_ holder: KeyHolder, _ year: Int, for guest: ReportGuest) async throws -> [UInt8]? {
        try await store(guest).read { try $0.record(HeldPublishedKey.self, id: HeldPublishedKey.id(holder, year)) }
            .map { Array($0.signed) }
    }

    private func verification(_ year: Int) throws -> PublishedKeyVerification {
        guard let parties = administration().configuration.reporting else { throw DeskTrouble(.partiesNotSet) }
        guard let client = ClientVersion(Configuration.product.version) else { throw DeskTrouble(.other) }
        return PublishedKeyVerification(
            signers: try signers(), year: year, client: client, trustee: parties.trustee, register: parties.register)
    }
}

extension KeyFacts {
    init(_ key: VerifiedKey) {
        self.init(
            organisation: key.organisation, holderName: key.signer.organisationName, groups: key.fingerprint.groups,
            notAfter: key.key.notAfter)
    }
}

/// What a fault means for the reader.
extension NodeWizardDesk {
    /// A fault of ours is reported, and the reader is told that it is.
    func trouble(_ error: any Error) -> DeskTrouble {
        switch error {
        case let trouble as DeskTrouble: return trouble
        case let fault as SubmissionFault: return DeskTrouble(fault)
        case let fault as ReportSealing.Fault:
            return switch fault {
            case .stopped: DeskTrouble(.stopped)
            case .changedMeanwhile: DeskTrouble(.changedMeanwhile)
            case .realPersonsInTest: DeskTrouble(.realPersonsInTest)
            }
        case let fault as SendFault:
            return DeskTrouble(
                .notSent, detail: fault.code.rawValue,
                words: Phrase(fault.text(.nb), fault.text(.nn), fault.text(.en)))
        case is Spool.Fault, is SubmissionFolder.Fault: return DeskTrouble(.spoolFull)
        case MappedExtract.Fault.mapping(let place): return DeskTrouble(.mappingUnusable, detail: place)
        case MappedExtract.Fault.source(let sentence): return DeskTrouble(.sourceUnusable, detail: sentence)
        case ExtractFault.noRoom, ExtractFault.spillDamaged: return DeskTrouble(.spoolFull)
        case let fault as ExtractFault: return DeskTrouble(.extractFailed, detail: fault.description)
        case let fault as ArchiveFault: return DeskTrouble(fault)
        case let fault as FeedbackContents.Fault:
            return DeskTrouble(fault == .tooMuch ? .archiveUnsafe : .noFeedback)
        case is ReportDifference.Refusal: return DeskTrouble(.otherUnits)
        case is ExtractFile.Fault: return DeskTrouble(.extractNotThere)
        case let error as AdministrationError:
            if let code = DeskTrouble.Code(administration: error.code) { return DeskTrouble(code) }
            report(error)
            return DeskTrouble(.other, detail: error.code)
        default:
            report(error)
            return DeskTrouble(.other)
        }
    }
}

extension DeskTrouble.Code {
    /// What a refusal of the administration means for the reader; nil for what is a fault of ours.
    fileprivate init?(administration code: String) {
        switch code {
        case "no-signing-key": self = .noCertificate
        case "unit-not-ours": self = .unitNotOurs
        case "send-module-not-set": self = .sendModuleNotSet
        case "reporting-not-set": self = .partiesNotSet
        case "report-client-missing": self = .inboxNotSet
        case "register-silent": self = .registerSilent
        case "archive-not-kept": self = .archiveNotKept
        case "archive-missing": self = .archiveMissing
        case "feedback-unknown": self = .feedbackNotThere
        default: return nil
        }
    }
}

extension DeskTrouble {
    init(_ fault: ArchiveFault) {
        let code: Code =
            switch fault.consequence {
            case .enterPassword: .passwordWrong
            case .fetchAgain: .archiveCut
            case .refuse where fault == .tooLarge: .archiveTooLarge
            case .refuse, .chooseAnotherPlace: .archiveUnsafe
            case .repair: .other
            }
        self.init(code, detail: fault.rawValue)
    }
}

extension DeskTrouble {
    init(_ fault: SubmissionFault) {
        let code: Code =
            switch fault.code {
            case .keyOfEarlierYear, .keyOfLaterYear: .keyOtherYear
            case .keyOfOtherHolder: .keySwapped
            case .keySignedByStranger, .signerUntrusted, .signerOtherOrganisation, .signerRevoked,
                .signerNotOrganisation, .signerWrongUse:
                .keyStranger
            case .keyExpired, .signerExpired: .keyExpired
            case .keyNotYetValid, .signerNotYetValid: .keyTooEarly
            case .oneKeyForBoth, .oneSignerForBothKeys: .keysOfOne
            case .clientTooOld: .programTooOld
            case .revocationUnknown: .revocationUnknown
            case .documentTooLarge, .notSigned, .signatureWrong, .unknownFormat, .unreadableDocument,
                .keyCertificateRefused:
                .keyUnusable
            default: .other
            }
        self.init(code, detail: fault.code.rawValue)
    }
}
