import EbXML
import Exchange
import Foundation
import HTTPTransport
import Identifiers
import Store
import TestSupport
import Testing
import Texts

/// Our own StatusRequest, from the question to the line in the message's timeline (ebMS 2.0 7).
@Suite("Asking a partner what became of a message")
struct StatusQuestionTests {
    @Test(
        "M-046 a partner is asked over sockets and answers what it knows, in the message's timeline; then all is silent",
        arguments: Carriage.allCases)
    func overSockets(_ carriage: Carriage) async throws {
        try await carriage.run { course in
            let (hospital, municipality) = (course.hospital, course.municipality)
            course.hit(.document, .lose)
            try hospital.write(.admitted, to: municipality)
            try await course.settle()
            #expect(try await hospital.ask(at: course.country.clock.now()).isAsked)
            try await course.settle()
            #expect(try await hospital.told() == ["statusAsked", "statusNotRecognized"])
            #expect(try await hospital.sentMessage().state == .sent, "it is still waited for")

            try await course.settle(after: 43_201)
            #expect(try await hospital.sentMessage().state == .acknowledged, "sent again as ever, and now it came")
            #expect(try await hospital.ask(at: course.country.clock.now()).isAsked)
            try await course.settle()
            #expect(try await hospital.told().suffix(2) == ["statusAsked", "statusProcessed"])
            let questions = try await hospital.messages(.outgoing, kinds: [.service])
            #expect(questions.map(\.state) == [.acknowledged, .acknowledged])
            #expect(try await hospital.messages(.incoming, kinds: [.service]).map(\.state) == [.settled, .settled])
            #expect(try hospital.outcomes() == ["acknowledged"], "record systems are not told of questions")
            let before = course.checkpoint.messages.count
            try await course.settle(after: 86_400)
            #expect(course.checkpoint.messages.count == before, "an answer is never answered, a question not repeated")
        }
    }

    @Test("M-046 where the agreement has answers come on the connection, the status comes so, in one request")
    func onConnection() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        country.register.enter(try HTTPExchangeTests.agreement(hospital, municipality))
        municipality.takePosts(through: country.post, in: country)
        try hospital.write(.admitted, to: municipality)
        try await HTTPExchangeTests.together([hospital, municipality], in: country)
        #expect(try await hospital.ask(at: country.clock.now()).isAsked)
        try await HTTPExchangeTests.together([hospital, municipality], in: country)
        #expect(try await hospital.told() == ["statusAsked", "statusProcessed"])
        let answers = try await municipality.messages(.outgoing, kinds: [.service])
        #expect(answers.map(\.attempts) == [1] && answers.map(\.state) == [.sent])
        try await country.settle([hospital, municipality], after: 3600)
        #expect(country.post.sent.isEmpty, "nothing by mail, and nothing twice")
    }

    @Test(
        "each of the five words is told, and moves nothing: the message is waited for and sent again as before",
        arguments: MessageStatus.allCases)
    func words(_ status: MessageStatus) async throws {
        let ground = try await AskedGround()
        let before = try await ground.hospital.sentMessage()
        try await ground.answer(status.rawValue)
        try await ground.settle()
        let step = try #require(try await ground.hospital.told().last)
        #expect(step == "status\(status.rawValue == "UnAuthorized" ? "Unauthorized" : status.rawValue)")
        let question = try await ground.question()
        #expect(question.state == .acknowledged)
        var after = try await ground.hospital.sentMessage()
        #expect(after == before, "not even the time of its last change")
        #expect(try ground.hospital.outcomes().isEmpty)
        try await ground.country.settle([ground.hospital], after: 43_201)
        after = try await ground.hospital.sentMessage()
        #expect(after.attempts == before.attempts + 1 && after.state == .sent)
    }

    @Test(
        "T-058 T-059 an answer that fits no question of ours tells nothing, and is answered by nothing",
        arguments: UnfitStatus.allCases)
    func unfit(_ unfit: UnfitStatus) async throws {
        let ground = try await AskedGround()
        try await unfit.send(on: ground)
        try await ground.settle()
        #expect(try await ground.hospital.told() == ["statusAsked"])
        let kept = try #require(try await ground.hospital.messages(.incoming).last)
        #expect(kept.state == (unfit.isBelieved ? .unmatched : .refused), "kept, with its reason")
        #expect(try await ground.question().state == .sent, "still open")
        #expect(ground.country.post.sent.isEmpty, "never answered")
        try await ground.answer("Received")
        try await ground.settle()
        #expect(try await ground.hospital.told() == ["statusAsked", "statusReceived"], "the fitting one is believed")
    }

    @Test("T-058 the answer again, and another answer to the same question, tell nothing more")
    func repeated() async throws {
        let ground = try await AskedGround()
        try await ground.answer("Received")
        try await ground.settle()
        for mail in ground.answers + ground.answers { ground.country.post.deliver(mail, to: ground.hospital.address) }
        try await ground.answer("NotRecognized")
        try await ground.settle()
        #expect(try await ground.hospital.told() == ["statusAsked", "statusReceived"])
        #expect(ground.country.post.sent.isEmpty)
    }

    @Test("a server that answers such questions with an error is told of so; a warning is no answer")
    func error() async throws {
        let ground = try await AskedGround()
        for severity in [EbXMLSeverity.warning, .error] {
            var draft = try await ground.draft("Received")
            draft.header.action = MessageService.messageError
            draft.content = .errorList(ErrorList([EbXMLError(code: .notSupported, severity: severity)]))
            try ground.send(draft)
            try await ground.settle()
            let question = try await ground.question()
            #expect(question.state == (severity == .error ? .refusedByPartner : .sent))
        }
        #expect(try await ground.hospital.told() == ["statusAsked", "statusUnanswered"])
        #expect(try await ground.hospital.sentMessage().state == .sent)
        #expect(try ground.hospital.outcomes().isEmpty)
        #expect(ground.country.post.sent.isEmpty)
    }

    @Test("about one message a question goes at most every five minutes, however many ask at once")
    func rate() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        try hospital.write(.admitted, to: municipality)
        try await country.settle([hospital, municipality])
        let now = country.clock.now()
        let outcomes: [StatusQuestion.Outcome] = try await withThrowingTaskGroup(of: StatusQuestion.Outcome.self) {
            group in
            for _ in 0..<5 { group.addTask { try await hospital.ask(at: now) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes.count(where: \.isAsked) == 1)
        #expect(outcomes.count { $0 == .tooSoon(until: now + 300) } == 4)
        #expect(try await hospital.messages(.outgoing, kinds: [.service]).count == 1, "the others left nothing")
        #expect(try await hospital.ask(at: now + 299) == .tooSoon(until: now + 300))
        #expect(try await hospital.ask(at: now + 300).isAsked)
    }

    @Test("what has not left, what came in and what is no message cannot be asked about")
    func neverSent() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        try hospital.write(.admitted, to: municipality)
        try await country.settle([hospital, municipality])
        let now = country.clock.now()
        var queued = try await hospital.sentMessage()
        queued.attempts = 0
        let received = try #require(try await municipality.messages(.incoming).first)
        let receipt = try #require(try await municipality.messages(.outgoing, kinds: [.acknowledgment]).first)
        for (office, message) in [(hospital, queued), (municipality, received), (municipality, receipt)] {
            let outcome = try await StatusQuestion(context: office.context).ask(about: message, actor: "x", now: now)
            #expect(outcome == .neverSent)
        }
        #expect(try await hospital.ask(at: now).isAsked)
        #expect(try await municipality.messages(.outgoing, kinds: [.service]).isEmpty)
    }
}

extension StatusQuestionTests {
    @Test("a question that cannot be sent says which address it is about: ours, or the partner's")
    func refused() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        try hospital.write(.admitted, to: municipality)
        try await country.settle([hospital, municipality])
        let now = country.clock.now()
        var message = try await hospital.sentMessage()
        let question = StatusQuestion(context: hospital.context)
        message.fromHER = HERId(3001)
        await #expect(throws: QuestionRefusal(.ownAddressUnknown, ["her": "3001"])) {
            try await question.ask(about: message, actor: "x", now: now)
        }
        (message.fromHER, message.toHER) = (hospital.her, HERId(3002))
        await #expect(throws: QuestionRefusal(.partnerUnknown, ["her": "3002"])) {
            try await question.ask(about: message, actor: "x", now: now)
        }
        #expect(try await hospital.messages(.outgoing, kinds: [.service]).isEmpty)
    }
}

extension StatusQuestion.Outcome {
    fileprivate var isAsked: Bool { if case .asked = self { true } else { false } }
}

extension Office {
    /// Asks about the only message that was sent.
    fileprivate func ask(at now: Date) async throws -> StatusQuestion.Outcome {
        try await StatusQuestion(context: context).ask(about: sentMessage(), actor: "user:test", now: now)
    }

    /// What the timeline of the only message that was sent says of questions and their answers.
    fileprivate func told() async throws -> [String] {
        try await steps(of: sentMessage()).filter { $0.hasPrefix("status") }
    }
}
