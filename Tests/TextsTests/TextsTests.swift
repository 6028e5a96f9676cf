import Testing
import Texts

@Suite("Sentences for people")
struct TextsTests {
    @Test("N-42 each reason has four parts in three languages", arguments: ReasonCode.allCases)
    func reasonsAreComplete(_ code: ReasonCode) {
        let reason = code.reason
        for phrase in [reason.what, reason.meaning, reason.action, reason.who] { expectComplete(phrase) }
    }

    @Test("N-42 each step, state and finding has three languages") func labelsAreComplete() {
        for code in StepCode.allCases { expectComplete(code.phrase) }
        for code in StateCode.allCases { expectComplete(code.phrase) }
        for code in FindingCode.allCases { expectComplete(code.phrase) }
        for code in AgreementFindingCode.allCases {
            expectComplete(code.remark.what)
            expectComplete(code.remark.action)
        }
    }

    @Test("N-42 sentences in bokmål and nynorsk are not copies of each other or of the English")
    func languagesDiffer() {
        let same = ReasonCode.allCases.filter { $0.reason.what.nb == $0.reason.what.nn }
        #expect(same == [.diskFull])
        #expect(ReasonCode.allCases.allSatisfy { $0.reason.what.en != $0.reason.what.nb })
        #expect(ReasonCode.allCases.allSatisfy { $0.reason.action.en != $0.reason.action.nb })
    }

    @Test("The three languages of a sentence fill in the same values") func sameValues() {
        let phrases =
            ReasonCode.allCases.flatMap { [$0.reason.what, $0.reason.action] } + FindingCode.allCases.map(\.phrase)
            + AgreementFindingCode.allCases.map(\.remark.what)
        for phrase in phrases {
            let names = Language.allCases.map { Self.names(in: phrase.text($0, values: Self.marks)) }
            #expect(Set(names).count == 1, "\(phrase.en)")
        }
    }

    @Test("M-108 no sentence claims that a message was not received") func neverNotReceived() {
        let forbidden = ["ikke mottatt", "ikkje motteken", "not received", "not been received"]
        let phrases =
            ReasonCode.allCases.flatMap { [$0.reason.what, $0.reason.meaning, $0.reason.action] }
            + StepCode.allCases.map(\.phrase) + StateCode.allCases.map(\.phrase)
        for phrase in phrases {
            for language in Language.allCases {
                let text = phrase.text(language).lowercased()
                #expect(forbidden.allSatisfy { !text.contains($0) }, "\(text)")
            }
        }
        #expect(Texts.state("sent", .nb) == "Sendt, ikke bekreftet")
    }

    @Test("Values are filled in, missing ones read as a dash, unknown ones are not shown") func values() {
        #expect(
            Texts.sentence(.partnerUnknown, .en, values: ["her": "90001", "other": "x"])
                == "The communication party with HER-id 90001 is not in the address register.")
        #expect(
            Texts.sentence(.partnerUnknown, .nb)
                == "Kommunikasjonsparten med HER-id – finnes ikke i adresseregisteret.")
        #expect(Phrase("{a}{b} {", "", "").text(.nb, values: ["a": "{b}", "b": "2"]) == "{b}2 {")
    }

    @Test("A code from a newer version still gives a person something to act on") func unknownCode() {
        for language in Language.allCases {
            let explanation = Texts.explanation(of: "from-the-future", language)
            #expect(explanation.action.contains("from-the-future"))
            #expect(!explanation.what.isEmpty && !explanation.meaning.isEmpty && !explanation.who.isEmpty)
        }
        #expect(Texts.step("from-the-future", .nb) == "from-the-future")
    }

    @Test("Notes beside a message carry all three languages") func noteSentences() {
        let sentences = Texts.sentences(.tooLarge, values: ["size": "60", "limit": "18"])
        #expect(Set(sentences.keys) == ["nb", "nn", "en"])
        #expect(
            sentences["en"]
                == "The document is too large: 60 bytes, while the limit is 18. Send fewer or smaller attachments.")
    }

    private func expectComplete(_ phrase: Phrase) {
        for language in Language.allCases {
            let text = phrase.text(language)
            #expect(!text.isEmpty && text.first?.isUppercase == true, "\(text)")
            #expect(text == text.trimmingSpaces, "\(text)")
        }
    }

    private static let marks = Dictionary(
        uniqueKeysWithValues: [
            "her", "stage", "party", "date", "line", "size", "limit", "type", "action", "system", "rule", "attempts",
            "reply", "host", "code", "errors", "difference", "element", "count", "area", "detail",
        ].map { ($0, "«\($0)»") })

    private static func names(in text: String) -> Set<Substring> {
        // A value that has no mark here would read as a dash: none may.
        Set(text.split(separator: "«").dropFirst().compactMap { $0.split(separator: "»").first })
    }
}

extension String {
    fileprivate var trimmingSpaces: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
