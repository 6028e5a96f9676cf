import Foundation
import Identifiers
import Store
import Texts

/// What the guide has a municipality ask before it joins a message server (IS-1920 §4.6.1, M-097 to M-104).
public enum RiskQuestion: String, Codable, Sendable, CaseIterable {
    case decryption, protection, neighbours, separation, zones, access, plaintext, keys
}

/// One of the guide's questions, answered from what runs.
public struct RiskAnswer: Codable, Sendable, Equatable {
    public let question: RiskQuestion
    public let words: String
    public let answer: String
    /// What the answer rests on: as it is configured, not in words.
    public let evidence: [String]
}

/// Answers the eight questions from the facts, and says where they have no answer.
struct RiskAnswers {
    let facts: SecurityFacts
    let language: Language

    func all() -> [RiskAnswer] {
        RiskQuestion.allCases.map { question in
            let (text, values, evidence) = answer(question)
            return RiskAnswer(
                question: question, words: RiskText.question(question).text(language),
                answer: text.phrase.text(language, values: values), evidence: evidence)
        }
    }

    private var configuration: Configuration { facts.configuration }

    private func answer(_ question: RiskQuestion) -> (RiskText, [String: String], [String]) {
        switch question {
        case .decryption:
            return (
                .decryption, ["machine": facts.machine],
                ["budstikke serve: \(configuration.productName) \(configuration.productVersion)", facts.machine]
            )
        case .protection:
            return (.protection, [:], facts.lines.filter(\.isSealed).map(line))
        case .neighbours:
            let others = facts.tenants.count - 1
            return (
                others == 0 ? .alone : .shared,
                ["tenant": facts.setup.tenant.name, "count": "\(facts.tenants.count)"], facts.tenants
            )
        case .separation:
            return (
                facts.tenants.count == 1 ? .separationAlone : .separation, ["count": "\(facts.tenants.count)"],
                [configuration.dataDirectory] + facts.setup.keys.map { "\($0.purpose.rawValue) \($0.id)" }
            )
        case .zones: return (.zones, ["machine": facts.machine], doors)
        case .access:
            let people = facts.participants.map { participant in
                "\(participant.name): \(participant.rights.map(\.rawValue).joined(separator: " "))"
            }
            let accounts = (facts.mayReview ? facts.accounts : []).map { account in
                "\(account.id): \(account.roles.map(\.rawValue).joined(separator: " "))"
            }
            let systems = facts.tokens.map { "\($0.recordSystem): \($0.id)" }
            return (
                .access,
                [
                    "tokens": "\(systems.count)", "people": "\(people.count)", "accounts": "\(facts.accounts.count)",
                ], [configuration.controlSocket] + accounts + systems + people
            )
        case .plaintext:
            let lines = facts.lines.filter { [.recordSystemAPI, .recordSystemFolder, .extracts].contains($0.use) }
            return (lines.isEmpty ? .plaintextNone : .plaintext, [:], lines.map(line))
        case .keys:
            let keys = facts.setup.keys.filter { $0.retiredAt == nil }.map { key in
                "\(key.purpose.rawValue) \(key.id), \(key.generation)"
            }
            return (
                .keys, ["file": configuration.masterKeyFile, "count": "\(facts.tenants.count)"],
                ["\(configuration.masterKeyFile): \(facts.masterKey)"] + keys
            )
        }
    }

    /// Where anything comes in, and whereto anything goes out.
    private var doors: [String] {
        let listeners: Set<SecurityLine.Use> = [.partnersIn, .recordSystemAPI, .pages, .metrics]
        let incoming = facts.lines.filter { listeners.contains($0.use) }.map { "→ \(line($0))" }
        let lists = facts.lines.filter { $0.use == .revocationLists }.map { "← \(line($0))" }
        return incoming + configuration.allowedHosts.map { "← \($0)" } + lists
    }

    private func line(_ line: SecurityLine) -> String {
        "\(RiskText.use(line.use).text(language)) \(line.address): \(RiskText.protection(line.protection).text(language))"
    }
}
