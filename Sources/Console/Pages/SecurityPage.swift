import CommandOutcome
import HTTPTypes
import MunicipalNode
import Texts
import Web

/// The state of information security: each safeguard, the guide's eight questions answered, what cryptography is used
/// for, and a person's signature under it all (M-021, M-097 to M-104, N-17). Made to be printed.
struct SecurityPage {
    let desk: ConsolePages

    func respond(to call: WebCall<ConsoleRoute>) async throws -> WebReply {
        guard call.route == .securitySign else { return .page(try await page(call)) }
        let seen = call.form["seen"] ?? ""
        do {
            _ = try await desk.ask(
                SecuritySign(tenant: desk.guest.tenant, person: desk.guest.person, seen: seen), call.language)
            return .redirect(to: ConsoleRoute.security, [("signed", "yes")])
        } catch let error as AdministrationError where error.code == "report-changed" {
            return .page(try await page(call, errors: [FieldError(nil, SecurityPageText.changed.text(call.language))]))
        }
    }

    private func page(_ call: WebCall<ConsoleRoute>, errors: [FieldError] = []) async throws -> Page {
        let language = call.language
        let reply = try await desk.ask(SecurityReport(tenant: desk.guest.tenant), language)
        let open = reply.controls.filter { !$0.isInOrder && $0.code != .review }
        let sentence: SecurityPageText =
            switch open.count {
            case 0: .allInOrder
            case 1: .oneOpen
            default: .someOpen
            }
        return Page(
            "security", title: SecurityPageText.security.text(language), topic: .other,
            status: errors.isEmpty ? .ok : .conflict,
            model: [
                "isSigned": .flag(call.query["signed"] != nil && errors.isEmpty),
                "sentence": .text(sentence.text(language, ["count": PageNumber.text(open.count, language)])),
                "verdictClass": .text(open.isEmpty ? "verdict good" : "verdict doubtful"),
                "mark": .text(open.isEmpty ? "✓" : "!"),
                "about": .text(
                    SecurityPageText.about.text(
                        language, ["tenant": reply.tenantName, "time": PageTime.moment(reply.at, language)])),
                "controls": .list(reply.controls.map { control($0, language) }),
                "questions": .list(
                    reply.questions.map {
                        .fields([
                            "question": .text($0.words), "answer": .text($0.answer),
                            "evidence": .list($0.evidence.map { .text($0) }),
                            "hasEvidence": .flag(!$0.evidence.isEmpty),
                        ])
                    }), "uses": .list(reply.inventory.map { use($0, language) }),
                "sign": desk.mayAct
                    ? FormView(
                        to: ConsoleRoute.securitySign,
                        fields: [InputView("seen", .hidden, label: "", content: reply.mark)],
                        button: SecurityPageText.signButton.text(language, ["person": desk.guest.person])
                    ).value : false,
            ], errors: errors)
    }

    private func control(_ control: SecurityControl, _ language: Language) -> PageValue {
        let state: SecurityPageText = control.isInOrder ? .inOrder : .notInOrder
        return .fields([
            "name": .text(control.name), "class": .text(control.isInOrder ? "good" : "stop"),
            "mark": .text(control.isInOrder ? "✓" : "✕"), "words": .text(state.text(language)),
            "reason": .text(control.reason), "remedy": control.remedy.map { .text($0) } ?? false,
        ])
    }

    private func use(_ use: CryptographicUse, _ language: Language) -> PageValue {
        let facts: [(SecurityPageText, String?)] = [
            (.useAlgorithm, use.algorithm), (.useKeyLength, use.keyLength), (.useLocation, use.location),
            (.useProduct, use.product), (.useKeyStorage, use.keyStorage), (.useProtocol, use.protocolName),
            (.useLifetime, use.lifetime), (.useLimits, use.limits),
        ]
        return .fields([
            "function": .text(use.function), "facts": .list(TermList.value(facts, language)),
        ])
    }

    static let templates = [
        "security": """
        {{#isSigned}}<p class="notice" role="status">{{t.securitySigned}}</p>{{/isSigned}}
        <p class="{{verdictClass}}"><span aria-hidden="true">{{mark}} </span>{{sentence}}</p>
        <p class="hint">{{about}}</p>
        <div class="wide" tabindex="0" role="region" aria-label="{{t.controlsTitle}}"><table>
        <caption>{{t.controlsTitle}}</caption>
        <thead><tr><th scope="col">{{t.controlName}}</th><th scope="col">{{t.controlState}}</th>\
        <th scope="col">{{t.controlReason}}</th></tr></thead>
        <tbody>
        {{#controls}}
        <tr><th scope="row">{{name}}</th><td><span class="{{class}}"><span aria-hidden="true">{{mark}} </span>{{words}}</span>\
        </td><td>{{reason}}{{#remedy}}<br><strong>{{t.whatToDo}}:</strong> {{remedy}}{{/remedy}}</td></tr>
        {{/controls}}
        </tbody>
        </table></div>
        {{#sign}}
        <p>{{t.signLead}}</p>
        {{>form}}
        {{/sign}}
        <h2>{{t.questionsTitle}}</h2>
        {{#questions}}
        <h3>{{question}}</h3>
        <p>{{answer}}</p>
        {{#hasEvidence}}
        <ul class="ids">
        {{#evidence}}
        <li>{{.}}</li>
        {{/evidence}}
        </ul>
        {{/hasEvidence}}
        {{/questions}}
        <h2>{{t.inventoryTitle}}</h2>
        {{#uses}}
        <h3>{{function}}</h3>
        <dl>
        {{#facts}}
        <dt>{{term}}</dt><dd>{{text}}</dd>
        {{/facts}}
        </dl>
        {{/uses}}
        """
    ]
}
