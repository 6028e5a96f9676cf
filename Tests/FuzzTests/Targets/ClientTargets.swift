import Identifiers
import Mail

@testable import Mail

/// A server's whole side of a session in which we send two mails. The first octet chooses the client's settings.
struct SMTPClientTarget: FuzzTarget {
    static let name = "smtp-client"
    static let longest = 4_096

    private let transactions: [SMTPTransaction]

    init() throws {
        let addresses = ["b@y.example", "c@y.example"].compactMap { EDIAddress($0) }
        transactions = try [
            OutgoingMail(
                from: EDIAddress("a@x.example"), to: addresses, envid: "a+b=c",
                data: Array("Subject: x\r\n\r\n.\r\nblåbær\r\n".utf8)),
            OutgoingMail(from: nil, to: [addresses[0]], data: Array("Subject: y\r\n\r\nz".utf8)),
        ].map { try SMTPTransaction($0) }
    }

    func seeds() -> [[UInt8]] {
        let hello = "220 y.example\r\n250-y.example\r\n250-SIZE 1000\r\n250-8BITMIME\r\n250-DSN\r\n"
        let pipelined = "250-PIPELINING\r\n250-STARTTLS\r\n250 AUTH PLAIN LOGIN\r\n"
        return [
            "\u{0}\(hello)250 HELP\r\n250 a\r\n250 b\r\n550 5.1.1 c\r\n354 d\r\n250 e\r\n250 a\r\n250 b\r\n354 c\r\n250 d\r\n221 e\r\n",
            "\u{2}\(hello)\(pipelined)334 \r\n334 UGFzc3dvcmQ6\r\n235 ok\r\n250 a\r\n452 4.2.2 b\r\n452 c\r\n354 d\r\n554 e\r\n",
            "\u{3}\(hello)\(pipelined)220 go\r\n\(hello)250 AUTH LOGIN\r\n334 a\r\n334 b\r\n235 c\r\n421 bye\r\n",
        ].map { Array($0.utf8) }
    }

    func examine(_ input: [UInt8]) throws {
        let flags = input.first ?? 0
        let whole = try hold(flags, Chunks.whole.pieces(of: input.dropFirst()))
        guard flags & 1 == 0 else { return }
        for chunks in [Chunks.octets, .irregular] {
            let split = try hold(flags, chunks.pieces(of: input.dropFirst()))
            try demand(split == whole, "the course does not depend on how the octets come")
        }
    }

    private struct Course: Equatable {
        var sent: [UInt8] = []
        var accepted = 0
        var errors: [MailError] = []
        var isClosed = false
    }

    private func hold(_ flags: UInt8, _ pieces: [ArraySlice<UInt8>]) throws -> Course {
        var conversation = SMTPClientConversation(
            helloName: "x.example", protection: flags & 1 == 0 ? .none : .startTLS, isLoopback: true,
            credentials: flags & 2 == 0 ? nil : MailCredentials(user: "a", password: "b"))
        var course = Course()
        for transaction in transactions { conversation.submit(.send(transaction)) }
        conversation.submit(.quit)
        try collect(&conversation, &course)
        for piece in pieces {
            conversation.receive(piece)
            try collect(&conversation, &course)
        }
        let error = conversation.connectionEnded(MailError(.connectionLost, .retry))
        try demand(error.consequence != .permanent, "a lost connection gives up no mail")
        conversation.submit(.quit)
        return course
    }

    private func collect(_ conversation: inout SMTPClientConversation, _ course: inout Course) throws {
        while let step = conversation.next() {
            try demand(!course.isClosed, "nothing is done after the end")
            switch step {
            case .send(let bytes):
                try demand(bytes.suffix(2) == [13, 10] && Lines.endInCRLF(bytes), "what is said is whole lines")
                course.sent += bytes
            case .startTLS: conversation.tlsEstablished()
            case .close: course.isClosed = true
            case .finish(.success(.accepted(let accepted))):
                course.accepted += 1
                try demand(accepted.reply.isPositive, "a mail is sent when the server says so")
            case .finish(.success): break
            case .finish(.failure(let error)): course.errors.append(error)
            }
        }
        try demand(course.accepted <= transactions.count, "no mail is sent twice")
    }
}

/// A server's whole side of a session in which we list, fetch and delete. The first octet chooses the settings.
struct POP3ClientTarget: FuzzTarget {
    static let name = "pop3-client"
    static let longest = 4_096

    init() {}

    func seeds() -> [[UInt8]] {
        let open = "+OK\r\n+OK\r\nUSER\r\nUIDL\r\n"
        let list = "+OK\r\n1 120\r\n2 5000\r\n.\r\n+OK\r\n1 a\r\n2 b\r\n.\r\n"
        return [
            "\u{0}\(open).\r\n+OK\r\n+OK\r\n\(list)+OK\r\nSubject: x\r\n\r\n..\r\n.\r\n+OK\r\n+OK\r\n",
            "\u{4}\(open)PIPELINING\r\n.\r\n+OK\r\n+OK\r\n\(list)+OK\r\nx\r\n.\r\n+OK\r\n-ERR\r\n",
            "\u{1}+OK\r\n+OK\r\n\(open)STLS\r\n.\r\n-ERR [IN-USE] x\r\n",
        ].map { Array($0.utf8) }
    }

    func examine(_ input: [UInt8]) throws {
        let flags = input.first ?? 0
        let whole = try hold(flags, Chunks.whole.pieces(of: input.dropFirst()))
        // With TLS, and when the next command waits for the last answer, the moment of each octet matters.
        guard flags & 5 == 0 else { return }
        for chunks in [Chunks.octets, .irregular] {
            let split = try hold(flags, chunks.pieces(of: input.dropFirst()))
            try demand(split == whole, "the course does not depend on how the octets come")
        }
    }

    private struct Course: Equatable {
        var said: [[UInt8]] = []
        var entries: [POP3Entry] = []
        var mails: [[UInt8]] = []
        var errors: [MailError] = []
        var isClosed = false
    }

    private func hold(_ flags: UInt8, _ pieces: [ArraySlice<UInt8>]) throws -> Course {
        var conversation = POP3ClientConversation(
            protection: flags & 1 == 0 ? .none : .startTLS, isLoopback: true,
            credentials: MailCredentials(user: "a", password: "b"), maximumMailBytes: 1_024)
        var course = Course()
        conversation.submit(.list)
        if flags & 4 == 0 {
            for command in [POP3ClientConversation.Command.retrieve(1), .delete(1), .delete(1), .quit] {
                conversation.submit(command)
            }
        }
        try collect(&conversation, &course, asksOnAnswer: flags & 4 != 0)
        for piece in pieces {
            conversation.receive(piece)
            try collect(&conversation, &course, asksOnAnswer: flags & 4 != 0)
        }
        let error = conversation.connectionEnded(MailError(.connectionLost, .retry))
        try demand(error.consequence != .permanent, "a lost connection gives up no mail")
        return course
    }

    private func collect(
        _ conversation: inout POP3ClientConversation, _ course: inout Course, asksOnAnswer: Bool
    ) throws {
        while let step = conversation.next() {
            // What is asked for after the end is refused, and that is all.
            if course.isClosed {
                guard case .finish(.failure) = step else { throw BrokenPromise(description: "something after the end") }
            }
            switch step {
            case .send(let bytes):
                try demand(Lines.areSound(bytes), "what is said is whole lines of ASCII")
                course.said.append(bytes)
            case .startTLS: conversation.tlsEstablished()
            case .close: course.isClosed = true
            case .finish(.success(.listing(let entries))):
                try demand(Set(entries.map(\.number)).count == entries.count, "a number is listed once")
                course.entries = entries
                guard asksOnAnswer else { break }
                for entry in entries.prefix(3) {
                    conversation.submit(.retrieve(entry.number))
                    conversation.submit(.delete(entry.number))
                }
                conversation.submit(.quit)
            case .finish(.success(.mail(let bytes))):
                try demand(bytes.count <= 1_024, "a mail is bounded")
                course.mails.append(bytes)
            case .finish(.success): break
            case .finish(.failure(let error)): course.errors.append(error)
            }
        }
        // What was refused may be asked for again.
        let deletions = Set(course.said.filter { $0.starts(with: Array("DELE".utf8)) })
        try demand(deletions.count <= max(course.entries.count, 0), "only listed mails are deleted")
    }
}
