import MIME

/// The server's side of AUTH PLAIN and AUTH LOGIN (RFC 4616, and the older practice).
struct SMTPServerLogin: Sendable {
    enum Outcome {
        case more(SMTPServerLogin)
        case complete(user: String, password: String)
        case malformed
    }

    private enum State {
        case plain
        case user
        case password(user: String)
    }

    private var state: State

    init?(mechanism: String) {
        switch mechanism {
        case "PLAIN": state = .plain
        case "LOGIN": state = .user
        default: return nil
        }
    }

    /// What to ask the client, in base64.
    var prompt: String {
        switch state {
        case .plain: ""
        case .user: "VXNlcm5hbWU6"
        case .password: "UGFzc3dvcmQ6"
        }
    }

    /// Takes a line in base64; `*` means that the client gives up.
    func take(_ line: [UInt8]) -> Outcome {
        guard let bytes = try? Base64Transfer.decode(line[...]) else { return .malformed }
        return take(decoded: bytes)
    }

    func take(decoded bytes: [UInt8]) -> Outcome {
        switch state {
        case .plain:
            let fields = bytes.split(separator: 0, omittingEmptySubsequences: false)
                .map { String(decoding: $0, as: UTF8.self) }
            // an authorization identity, where there is one, must be the user itself
            guard fields.count == 3, fields[0].isEmpty || fields[0] == fields[1] else { return .malformed }
            return .complete(user: fields[1], password: fields[2])
        case .user:
            var next = self
            next.state = .password(user: String(decoding: bytes, as: UTF8.self))
            return .more(next)
        case .password(let user):
            return .complete(user: user, password: String(decoding: bytes, as: UTF8.self))
        }
    }
}
