import Foundation
import SealedSubmission
import Texts
import Web

/// What somebody has written on the page of sealing, and how it is read.
struct SealForm: Sendable {
    /// The fields' names, in order: role, name, address, telephone.
    private static let contact = ["role", "name", "email", "phone"]
    private static let deputy = contact.map { "deputy-\($0)" }

    private var values: [String: String]

    /// As it was sent.
    init(_ fields: FormFields) {
        values = Dictionary(fields.all.map { ($0.name, $0.value.trimmingCharacters(in: .whitespaces)) }) { first, _ in
            first
        }
    }

    /// As it is shown first: with the contacts of the last time.
    init(_ last: (contact: SealedSubmission.Contact, deputy: SealedSubmission.Contact?)?, isTrial: Bool) {
        values = ["kind": isTrial ? SubmissionKind.test.rawValue : SubmissionKind.ordinary.rawValue]
        for (names, person) in [(Self.contact, last?.contact), (Self.deputy, last?.deputy)] {
            guard let person else { continue }
            for (name, text) in zip(names, [person.role, person.name, person.email, person.phone]) {
                values[name] = text
            }
        }
    }

    enum Reading: Sendable {
        case request(SealRequest)
        case faults([FieldError])
    }

    func read(isTrial: Bool, _ language: Language) -> Reading {
        var errors: [FieldError] = []
        let kind = values["kind"].flatMap(SubmissionKind.init(rawValue:))
        if kind.map({ ($0 == .test) == isTrial }) != true {
            errors.append(FieldError("kind", SealText.kindMissing.text(language)))
        }
        let contact = person(Self.contact)
        errors += Self.faults(contact, Self.contact, language)
        let hasDeputy = Self.deputy.contains { values[$0]?.isEmpty == false }
        let deputy = hasDeputy ? person(Self.deputy) : nil
        if let deputy {
            let isWhole = Self.deputy.allSatisfy { values[$0]?.isEmpty == false }
            errors +=
                isWhole
                ? Self.faults(deputy, Self.deputy, language)
                : [FieldError(Self.deputy[0], SealText.deputyHalf.text(language))]
        }
        var compared: [KeyHolder: String] = [:]
        for holder in KeyHolder.allCases {
            guard values[Self.box(holder)] == "yes", let digits = values[Self.digits(holder)] else {
                errors.append(FieldError(Self.box(holder), SealText.comparedMissing.text(language)))
                continue
            }
            compared[holder] = digits
        }
        guard errors.isEmpty, let kind else { return .faults(errors) }
        return .request(SealRequest(kind: kind, contact: contact, deputy: deputy, compared: compared))
    }

    private func person(_ names: [String]) -> SealedSubmission.Contact {
        let texts = names.map { values[$0] ?? "" }
        return SealedSubmission.Contact(name: texts[1], email: texts[2], phone: texts[3], role: texts[0])
    }

    /// What is wrong, by field: each is tried in a contact whose other fields are right.
    private static func faults(_ contact: SealedSubmission.Contact, _ names: [String], _ language: Language)
        -> [FieldError]
    {
        func fault(role: String = "r", name: String = "n", email: String = "a@b.example", phone: String = "00000")
            -> Bool
        { SealedSubmission.Contact(name: name, email: email, phone: phone, role: role).fault != nil }
        let checks: [(String, Bool, SealText)] = [
            (names[0], fault(role: contact.role), .fieldMissing), (names[1], fault(name: contact.name), .fieldMissing),
            (names[2], fault(email: contact.email), .addressWrong),
            (names[3], fault(phone: contact.phone), .phoneWrong),
        ]
        return checks.filter(\.1).map { FieldError($0.0, $0.2.text(language)) }
    }

    // MARK: - Showing it

    func view(_ report: DeskReport, keys: [(KeyHolder, KeyFacts)], _ language: Language) -> FormView {
        let kinds: [SubmissionKind] = report.isTrial ? [.test] : [.ordinary, .correction]
        let kind = InputView(
            "kind", .radio, label: SealText.kindField.text(language),
            hint: report.isTrial ? nil : SealText.kindHint.text(language), content: values["kind"] ?? "",
            options: kinds.map { .init($0.rawValue, label: ReportsText.kind($0.rawValue, language)) })
        return FormView(
            to: WizardRoute.sealNow(report.id),
            fields: [kind] + contactFields(language) + deputyFields(language) + keyFields(keys, language),
            button: SealText.sealButton.text(language))
    }

    private func contactFields(_ language: Language) -> [InputView] {
        [
            field("role", .text, .role, .roleHint, "organization-title", language),
            field("name", .text, .personName, nil, "name", language),
            field("email", .email, .email, .emailHint, "email", language),
            field("phone", .tel, .phone, .phoneHint, "tel", language),
        ]
    }

    private func deputyFields(_ language: Language) -> [InputView] {
        let fields: [(String, InputView.Kind, SealText)] = [
            ("deputy-role", .text, .deputyRole), ("deputy-name", .text, .deputyName),
            ("deputy-email", .email, .deputyEmail), ("deputy-phone", .tel, .deputyPhone),
        ]
        return fields.map { name, kind, label in
            var field = field(name, kind, label, nil, "off", language)
            field.isRequired = false
            return field
        }
    }

    private func field(
        _ name: String, _ kind: InputView.Kind, _ label: SealText, _ hint: SealText?, _ autocomplete: String,
        _ language: Language
    ) -> InputView {
        InputView(
            name, kind, label: label.text(language), hint: hint?.text(language), content: values[name] ?? "",
            autocomplete: autocomplete)
    }

    /// A box to tick for each key, and the digits it was ticked for.
    private func keyFields(_ keys: [(KeyHolder, KeyFacts)], _ language: Language) -> [InputView] {
        keys.flatMap { holder, facts in
            let name = SealPages.name(holder).text(language)
            return [
                InputView(Self.digits(holder), .hidden, label: "", content: facts.digits),
                // Ticked again each time the page is shown: the digits may be others.
                InputView(
                    Self.box(holder), .checkbox, label: SealText.compared.text(language, ["holder": name]),
                    hint: facts.digits),
            ]
        }
    }

    private static func box(_ holder: KeyHolder) -> String { "compared-\(holder.rawValue)" }
    private static func digits(_ holder: KeyHolder) -> String { "digits-\(holder.rawValue)" }
}
