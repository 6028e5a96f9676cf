/// What the two sides of an agreement have bound: whether it fits together (CPPA 2.0 8.4.4; HISD 1209).
struct AgreementActionCheck {
    private let agreement: Agreement

    init(_ agreement: Agreement) { self.agreement = agreement }

    var findings: [AgreementFinding] {
        guard agreement.parties.count == 2 else { return [] }
        let (one, other) = (agreement.parties[0], agreement.parties[1])
        return course(from: one, to: other) + course(from: other, to: one) + nothing(one, other)
            + agreement.parties.flatMap(bindings)
    }

    /// What one says it sends and the other does not take, and what is taken without a receipt that can go back.
    private func course(from sender: AgreementParty, to receiver: AgreementParty) -> [AgreementFinding] {
        var found: [AgreementFinding] = []
        let sent = actions(sender.roles, \.canSend)
        let oneSided = sent.subtracting(actions(receiver.roles, \.canReceive)).sorted()
        if !oneSided.isEmpty { found.append(AgreementFinding(.oneSided, sender.herIDs.first, list(oneSided))) }
        let unanswered = agreed(from: sender, to: receiver).filter { action in
            action != "APPREC" && !receipt(for: action, from: receiver, to: sender)
        }
        if !unanswered.isEmpty {
            found.append(AgreementFinding(.receiptMissing, receiver.herIDs.first, list(unanswered)))
        }
        return found
    }

    private func nothing(_ one: AgreementParty, _ other: AgreementParty) -> [AgreementFinding] {
        let isEmpty = agreed(from: one, to: other).isEmpty && agreed(from: other, to: one).isEmpty
        return isEmpty ? [AgreementFinding(.nothingAgreed)] : []
    }

    private func bindings(of party: AgreementParty) -> [AgreementFinding] {
        var found: [AgreementFinding] = []
        let nameless = party.roles.filter { $0.role.isEmpty || $0.service.isEmpty }.map(\.process)
        if !nameless.isEmpty { found.append(AgreementFinding(.roleMissing, party.herIDs.first, list(nameless))) }
        let differing = party.roles.filter { role in
            let actions = (role.canSend + role.canReceive).map(\.action).filter { $0 != "APPREC" }
            return !actions.isEmpty && !actions.contains { NoAgreement.service(for: $0) == role.service }
        }
        if !differing.isEmpty {
            found.append(AgreementFinding(.serviceDiffers, party.herIDs.first, list(differing.map(\.service))))
        }
        return found
    }

    // MARK: Sets of actions

    private func actions(_ roles: [AgreementRole], _ way: KeyPath<AgreementRole, [AgreementAction]>) -> Set<String> {
        Set(roles.flatMap { $0[keyPath: way] }.map(\.action))
    }

    /// Actions that one may send and the other receive.
    private func agreed(from sender: AgreementParty, to receiver: AgreementParty) -> [String] {
        actions(sender.roles, \.canSend).intersection(actions(receiver.roles, \.canReceive)).sorted()
    }

    /// Whether an AppRec goes back under the service of an action.
    private func receipt(for action: String, from receiver: AgreementParty, to sender: AgreementParty) -> Bool {
        let answering = receiver.roles.filter { role in role.canReceive.contains { $0.action == action } }
        return answering.contains { role in
            role.canSend.contains { $0.action == "APPREC" }
                && sender.bindings(for: role.service, role: nil).flatMap(\.canReceive).contains {
                    $0.action == "APPREC"
                }
        }
    }

    /// The first few, so that a sentence stays one.
    private func list(_ names: [String]) -> String {
        let unique = Set(names).sorted()
        let shown = unique.prefix(5).joined(separator: ", ")
        return unique.count > 5 ? "\(shown) (+\(unique.count - 5))" : shown
    }
}
