import Certificates
import Foundation
import HTTPTypes
import Identifiers
import SealedSubmission
import Texts
import Trustee
import Web

/// Sending with a browser, and what one has afterwards: the signed receipt and its code.
extension PageDesk {
    /// The right of a session that has sent this submission itself.
    private static func right(of id: SubmissionID) -> String { "receipt:\(id)" }

    func sendForm(_ language: Language, errors: [FieldError] = [], faults: [SubmissionFault]? = nil) -> Page {
        func text(_ text: SendPageText) -> String { text.phrase.text(language) }
        let form = FormView(
            to: SendPage.upload,
            fields: [
                InputView(
                    BrowserUpload.manifestField, .file, label: text(.manifestFile), hint: text(.manifestHint)),
                InputView("parts", .files, label: text(.partFiles), hint: text(.partHint), isRequired: false),
            ], button: text(.sendButton))
        let table = faults.map { faults in
            TableView(
                caption: text(.partsMissing), columns: [text(.part), text(.partFault)],
                rows: faults.map { fault in
                    [fault.part?.fileName ?? "", SubmissionText.partFault(fault.code).text(language)]
                }, empty: ""
            ).value
        }
        return Page(
            "send", title: text(.send), topic: .procedure, status: errors.isEmpty ? .ok : .unprocessableContent,
            model: [
                "form": form.value(errors: errors), "hasArrived": .flag(faults != nil), "table": table ?? false,
            ], errors: errors)
    }

    func upload(_ call: WebCall<SendPage>, _ sender: Admission) async throws -> WebReply {
        let language = call.language
        func failed(_ text: SendPageText, in field: String? = nil) -> WebReply {
            .page(sendForm(language, errors: [FieldError(field, text.phrase.text(language))]))
        }
        guard let files = call.uploads else { return failed(.noManifest, in: BrowserUpload.manifestField) }
        let upload = BrowserUpload(surroundings: surroundings, bodies: bodies, sender: sender, now: call.now)
        switch try await upload.take(files) {
        case .noManifest: return failed(.noManifest, in: BrowserUpload.manifestField)
        case .busy: return .fault(.busy)
        case .refused(let refusal):
            let message = RefusalText(language: language).sentence(of: refusal)
            return .page(sendForm(language, errors: [FieldError(nil, message)]))
        case .incomplete(_, let faults, let strangers):
            var errors = [FieldError("parts", SendPageText.incomplete.phrase.text(language))]
            if !strangers.isEmpty {
                let names = strangers.prefix(5).joined(separator: ", ")
                errors.append(
                    FieldError("parts", SendPageText.strangers.phrase.text(language, values: ["names": names])))
            }
            return .page(sendForm(language, errors: errors, faults: faults))
        case .received(let id):
            let rights = (call.session?.rights ?? []).union([Self.right(of: id)])
            // The session's id changes with what it may do (T-089); the page that shows it is asked for by itself.
            guard let old = call.sessionID, let new = await sessions.renew(old, rights: rights, now: call.now) else {
                return .fault(.sessionNeeded)
            }
            return WebReply.redirect(to: SendPage.sent(id)).beginning(new)
        }
    }

    /// What was sent, for the session that has sent it: elsewhere and later there is no code.
    func sent(_ id: SubmissionID, _ call: WebCall<SendPage>, _ sender: Admission) async throws -> WebReply {
        guard call.session?.rights.contains(Self.right(of: id)) == true else {
            return .redirect(to: SendPage.submission(id))
        }
        let outcome = try await surroundings.intake.receipt(of: id, for: sender, hasManifest: true, now: call.now)
        guard case .success(let signed) = outcome, let receipt = try? open(signed) else { return .fault(.notFound) }
        func text(_ text: SendPageText) -> String { text.phrase.text(call.language) }
        let rows = [
            [text(.submission), id.text],
            [text(.countsAs), SubmissionText.kind(receipt.kind.rawValue).text(call.language)],
            [text(.sequence), "\(receipt.sequence)"], [text(.arrived), TimelineView.time(receipt.receivedAt)],
            [text(.partCount), "\(receipt.parts.count)"], [text(.fingerprint), "\(receipt.manifest)"],
            [text(.nextReceipt), TimelineView.time(receipt.nextReceiptBy)],
        ]
        let table = TableView(
            caption: text(.receipt), columns: [text(.fact), text(.content)], rows: rows, empty: "")
        return .page(
            Page(
                "sent", title: text(.sentTitle), topic: .procedure,
                model: [
                    "table": table.value, "code": receipt.code.map { .text($0.text) } ?? false,
                    "receiptLink": .text(SendPage.receipt(id).path), "link": .text(SendPage.submission(id).path),
                ]))
    }

    /// The signed receipt as a file: with its code for the session that has sent, without for others.
    func receipt(_ id: SubmissionID, _ call: WebCall<SendPage>, _ sender: Admission) async throws -> WebReply {
        let hasSent = call.session?.rights.contains(Self.right(of: id)) == true
        let outcome = try await surroundings.intake.receipt(of: id, for: sender, hasManifest: hasSent, now: call.now)
        guard case .success(let signed) = outcome else { return .fault(.notFound) }
        return .download(
            Download(name: "receipt-\(id).p7s", mediaType: "application/pkcs7-mime", octets: signed))
    }

    /// Our own receipt, read back; its signer may have got another certificate since.
    private func open(_ signed: [UInt8]) throws -> SubmissionReceipt {
        let signers = SignerVerification(
            trust: surroundings.trust, revocation: RevocationLists(required: false), now: surroundings.clock())
        return try signers.open(signed, as: SubmissionReceipt.self).document
    }
}
