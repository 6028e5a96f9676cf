import Cryptography
import Foundation
import Identifiers
import Texts
import Web

/// The pages of a municipality's own files.
struct FilePages: Sendable {
    let store: PortalStore

    func respond(to call: WebCall<PortalRoute>, for reader: PortalReader) async throws -> WebReply {
        let account = reader.account
        switch call.route {
        case .files: return .page(try await list(call, account))
        case .file(let id): return try await show(id, call, account)
        case .download(let id): return try await download(id, call, account, by: reader.user?.person)
        case .askDelete(let id): return try await askDelete(id, call, account)
        case .forward(let id): return try await carryOut(.forward, id, call, account, next: .file(id))
        case .delete(let id): return try await carryOut(.delete, id, call, account, next: .files)
        case .restore(let id): return try await carryOut(.restore, id, call, account, next: .file(id))
        case .front, .help, .guide, .mails, .sentMails, .people, .invite, .removeUser, .withdraw, .invitation,
            .acceptInvitation, .confirmation, .confirm, .account:
            return .fault(.notFound)
        }
    }

    // MARK: - Pages

    private func list(_ call: WebCall<PortalRoute>, _ account: SharedAddress) async throws -> Page {
        let files = try await store.files(of: account)
        let season = files.isEmpty ? try await store.season() : nil
        let entries = files.map { file -> PageValue in
            let isHere = Self.isHere(file, call.now)
            return .fields([
                "name": .text(file.name), "link": .text(PortalRoute.file(file.id).path),
                "state": .text(state(file, call)),
                "download": isHere ? .text(PortalRoute.download(file.id).path) : false,
                "restore": restore(file, call),
            ])
        }
        return Page(
            "files", title: PortalText.files.text(call.language), topic: .procedure,
            model: [
                "files": .list(entries), "empty": .text(EmptyList.sentence(season, now: call.now, call.language)),
            ])
    }

    private func show(
        _ id: SubmissionID, _ call: WebCall<PortalRoute>, _ account: SharedAddress
    ) async throws -> WebReply {
        guard let file = try await store.file(id, of: account) else { return .fault(.notFound) }
        let language = call.language
        let isHere = Self.isHere(file, call.now)
        let facts: [(PortalText, String)] = [
            (.state, state(file, call)), (.unit, "\(file.unit)"), (.reported, "\(file.year)"),
            (.arrivedAt, PortalTime.moment(file.arrived, language)), (.size, "\(file.size) B"),
            (.hash, Hexadecimal.encode(file.sha256)), (.endsAt, PortalTime.moment(file.ends, language)),
        ]
        let archive = ArchiveLine(file)
        let hasExchange = try await store.unit(file.unit)?.hasExchange == true
        return .page(
            Page(
                "file", title: file.name, topic: .ownIT,
                model: [
                    "facts": .list(
                        facts.map { .fields(["name": .text($0.text(language)), "value": .text($1)]) }),
                    "isHere": .flag(isHere), "hasExchange": .flag(hasExchange),
                    "download": isHere ? .text(PortalRoute.download(id).path) : false,
                    "restore": restore(file, call), "archiveName": .text(archive.title.text(language)),
                    "archiveLaw": .text(archive.legalBasis.text(language)),
                    "forward": isHere && file.forwarded == nil
                        ? FormView(to: PortalRoute.forward(id), button: PortalText.forward.text(language)).value
                        : false,
                    "delete": isHere ? .text(PortalRoute.askDelete(id).path) : false,
                    "list": .text(PortalRoute.files.path),
                ]))
    }

    private func askDelete(
        _ id: SubmissionID, _ call: WebCall<PortalRoute>, _ account: SharedAddress
    ) async throws -> WebReply {
        guard let file = try await store.file(id, of: account), Self.isHere(file, call.now) else {
            return .fault(.notFound)
        }
        let form = FormView(
            to: PortalRoute.delete(id), button: PortalText.delete.text(call.language), isDangerous: true)
        return .page(
            Page(
                "delete", title: PortalText.deleteQuestion.text(call.language), topic: .procedure,
                model: ["name": .text(file.name), "form": form.value, "file": .text(PortalRoute.file(id).path)]))
    }

    // MARK: - Deeds

    /// Gives the file out, and notes it when its last piece is handed over: whoever stops before has not fetched it. When
    /// the content goes or is exchanged meanwhile, the download breaks off: never two archives in one.
    private func download(
        _ id: SubmissionID, _ call: WebCall<PortalRoute>, _ account: SharedAddress, by person: String?
    ) async throws -> WebReply {
        guard let file = try await store.file(id, of: account), Self.isHere(file, call.now) else {
            return .fault(.notFound)
        }
        let (store, now) = (store, call.now)
        return .download(
            Download(name: file.name, mediaType: "application/zip", length: file.size) {
                let position = PiecePosition()
                return AsyncThrowingStream {
                    let next = await position.next()
                    guard next * PortalStore.piece < file.size else { return nil }
                    guard let piece = try await store.piece(next, of: file) else { throw ContentGone() }
                    // Not at the end: a browser that has all it was promised may be gone by then.
                    if (next + 1) * PortalStore.piece >= file.size {
                        _ = try await store.carryOut(
                            .fetch, id, content: file.sha256, of: account, by: person, now: now)
                    }
                    return piece
                }
            })
    }

    private func carryOut(
        _ deed: PortalStore.Deed, _ id: SubmissionID, _ call: WebCall<PortalRoute>, _ account: SharedAddress,
        next: PortalRoute
    ) async throws -> WebReply {
        let isDone = try await store.carryOut(deed, id, of: account, now: call.now)
        return isDone ? .redirect(to: next) : .fault(.notFound)
    }

    // MARK: - Parts

    private static func isHere(_ file: PortalFile, _ now: Date) -> Bool {
        file.deleted == nil && file.purged == nil && now < file.ends
    }

    private func restore(_ file: PortalFile, _ call: WebCall<PortalRoute>) -> PageValue {
        guard file.deleted != nil, file.purged == nil, call.now < file.ends else { return false }
        return FormView(to: PortalRoute.restore(file.id), button: PortalText.restore.text(call.language)).value
    }

    private func state(_ file: PortalFile, _ call: WebCall<PortalRoute>) -> String {
        let (word, time): (PortalText, Date?) =
            if file.purged != nil || file.ends <= call.now {
                (.statePurged, file.ends)
            } else if file.deleted != nil {
                (.stateDeleted, file.ends)
            } else if let forwarded = file.forwarded {
                (.stateForwarded, forwarded)
            } else if let fetched = file.fetched {
                (file.fetchedBy == nil ? .stateFetched : .stateFetchedBy, fetched)
            } else {
                (.stateNew, nil)
            }
        var values = ["who": file.fetchedBy ?? ""]
        values["time"] = time.map { PortalTime.moment($0, call.language) }
        return word.text(call.language, values)
    }
}

/// A file's content went away or was exchanged while it was given out.
private struct ContentGone: Error {}

/// Which piece of a file is read next.
private actor PiecePosition {
    private var position = -1

    func next() -> Int {
        position += 1
        return position
    }
}
