import Foundation
import Identifiers
import MunicipalNode
import Store
import Texts
import Web

/// Searching: one field that takes anything, and what is found, a page at a time. All of it stands in the address.
struct MessagesPage {
    private static let pageSize = 50
    let desk: ConsolePages

    /// What the address asks for.
    private struct Wish {
        let text: String
        /// `out` or `in`; anything else is both.
        let way: String
        let isEverything: Bool
        let before: Int64?

        init(_ query: FormFields) {
            text = query["q"] ?? ""
            way = ["out", "in"].contains(query["way"] ?? "") ? query["way"] ?? "" : ""
            isEverything = query["kind"] == "all"
            before = query["before"].flatMap(Int64.init)
        }

        var isNarrow: Bool { !text.isEmpty || !way.isEmpty || before != nil }

        /// The same for one party.
        func path(of her: HERId) -> String { path("\(her)", before: nil) }

        func path(before: Int64?) -> String { path(text, before: before) }

        private func path(_ text: String, before: Int64?) -> String {
            ConsoleRoute.messages.path([
                ("q", text.isEmpty ? nil : text), ("way", way.isEmpty ? nil : way),
                ("kind", isEverything ? "all" : nil),
                ("before", before.map(String.init)),
            ])
        }
    }

    func reply(to call: WebCall<ConsoleRoute>) async throws -> WebReply {
        let (language, wish) = (call.language, Wish(call.query))
        var search = MessageSearch(tenant: desk.guest.tenant)
        search.text = wish.text
        search.direction = wish.way.isEmpty ? nil : wish.way == "out" ? .outgoing : .incoming
        if !wish.isEverything { search.kinds = [.business, .appRec, .unknown] }
        search.before = wish.before
        search.limit = Self.pageSize
        let found = try await desk.ask(search, language)
        // What may be a patient's number stands in no address and no history longer than it must.
        if found.meaning == .identityNumber { return .redirect(to: ConsoleRoute.messages, [("refused", "yes")]) }
        let names = try await desk.names(of: found.messages.map(\.partner), language)
        return .page(
            Page(
                "messages", title: MessagesText.messages.text(language), topic: .other,
                model: [
                    "action": .text(ConsoleRoute.messages.path), "q": .text(wish.text),
                    "ways": .list(
                        choices([("", .wayBoth), ("out", .wayOut), ("in", .wayIn)], wish.way, "way", language)),
                    "kinds": .list(
                        choices(
                            [("", .kindDocuments), ("all", .kindAll)], wish.isEverything ? "all" : "", "kind", language)
                    ),
                    "meaning": meaning(found.meaning, language).map { .text($0) } ?? false,
                    "parties": parties(found.meaning, wish),
                    "rows": .list(found.messages.map { row($0, names, language) }),
                    "hasRows": .flag(!found.messages.isEmpty),
                    "empty": .text(empty(found.meaning, wish, language)),
                    "next": found.next.map { .text(wish.path(before: $0)) } ?? false,
                    "first": wish.before == nil ? false : .text(wish.path(before: nil)),
                    "refused": call.query["refused"] == nil
                        ? false : .text(MessagesText.identityRefused.text(language)),
                ]))
    }

    // MARK: - Parts

    private func choices(
        _ all: [(value: String, words: MessagesText)], _ chosen: String, _ name: String, _ language: Language
    ) -> [PageValue] {
        all.map { choice in
            .fields([
                "id": .text("\(name)-\(choice.value.isEmpty ? "none" : choice.value)"), "value": .text(choice.value),
                "words": .text(choice.words.text(language)), "isChosen": .flag(choice.value == chosen),
            ])
        }
    }

    /// One line that says how the field was understood.
    private func meaning(_ meaning: SearchMeaning?, _ language: Language) -> String? {
        func line(_ words: MessagesText, _ text: String) -> String { words.text(language, ["text": text]) }
        switch meaning {
        case .id(let id): return line(.meansID, id)
        case .partner(let her, let name): return line(.meansPartner, PartyNames.text(her, named: name))
        case .own(let her, let name): return line(.meansOwn, PartyNames.text(her, named: name))
        case .action(let action): return line(.meansAction, action)
        case .state(let state): return line(.meansState, Texts.state(state.rawValue, language))
        case .application(let state): return line(.meansState, Texts.state(state.rawValue, language))
        case .several: return MessagesText.chooseParty.text(language)
        case nil, .nothing, .registerSilent, .identityNumber: return nil
        }
    }

    private func parties(_ meaning: SearchMeaning?, _ wish: Wish) -> PageValue {
        guard case .several(let parties) = meaning else { return false }
        return .list(
            parties.map { party in
                let name = PartyNames.text(party.her, named: party.name) + (party.parentName.map { ", \($0)" } ?? "")
                return .fields(["name": .text(name), "link": .text(wish.path(of: party.her))])
            })
    }

    private func empty(_ meaning: SearchMeaning?, _ wish: Wish, _ language: Language) -> String {
        switch meaning {
        case .registerSilent: MessagesText.registerSilent.text(language)
        case .nothing: MessagesText.nothingMeant.text(language)
        case .several: ""
        default: (wish.isNarrow ? MessagesText.noMatch : .noMessages).text(language)
        }
    }

    private func row(_ message: MessageSummary, _ names: PartyNames, _ language: Language) -> PageValue {
        let way: MessagesText = message.direction == .outgoing ? .out : .in
        return .fields([
            "link": .text(ConsoleRoute.message(message.serverID).path),
            "time": .text(PageTime.moment(message.createdAt, language)), "way": .text(way.text(language)),
            "type": .text(message.typeName(language)), "party": .text(names.text(message.partner, language)),
            "state": StateMark(message.state).value(Texts.state(message.state.rawValue, language)),
            "answer": message.application == .notExpected
                ? false : StateMark(message.application).value(Texts.state(message.application.rawValue, language)),
        ])
    }
}

extension MessageSummary {
    /// The party at the other end.
    var partner: HERId? { direction == .outgoing ? toHER : fromHER }

    /// The message's type, as the agreement names it; what kind of envelope it is where it has none.
    func typeName(_ language: Language) -> String {
        if let action { return action }
        let words: MessagesText =
            switch kind {
            case .business: .kindBusiness
            case .appRec: .kindAppRec
            case .acknowledgment: .kindAcknowledgment
            case .error, .fault: .kindError
            case .bounce: .kindBounce
            case .service: .kindService
            case .unknown: .kindUnknown
            }
        return words.text(language)
    }
}
