import Foundation

/// Whether each mail server can be found, reached, believed and used: name, route, port, TLS and log-in, each a line of
/// its own that says what to ask the IT department for. The first that fails is the last that is told of a server.
struct MailServerCheck: DoctorCheck {
    let code = "mail-server"
    let title = "Mail server"

    func examine(_ ground: DoctorGround) async -> [DoctorFinding] {
        let servers = ground.configuration.mailServers.sorted { $0.key < $1.key }.map(\.value)
        if servers.isEmpty {
            return [
                warning(
                    "No mail server is configured: nothing can be sent or fetched.",
                    remedy: "Add one below `mailServers` in the configuration.")
            ]
        }
        return await withTaskGroup(of: (Int, [DoctorFinding]).self) { group in
            let visits = servers.flatMap { server in
                [
                    MailServerVisit(server: server, endpoint: server.smtp, service: .smtp, ground: ground),
                    MailServerVisit(server: server, endpoint: server.pop3, service: .pop3, ground: ground),
                ]
            }
            for (index, visit) in visits.enumerated() { group.addTask { (index, await visit.findings()) } }
            let found = await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
            var told: Set<String> = []
            // Both services may be on one host, whose unknown name is one thing to put right.
            return found.sorted { $0.key < $1.key }.flatMap(\.value).filter { finding in
                finding.code != "mail-name" || told.insert(finding.sentence).inserted
            }
        }
    }
}

/// One service of one mail server, looked at step by step.
private struct MailServerVisit: Sendable {
    let server: MailServerSettings
    let endpoint: MailEndpoint
    let service: CheckedService
    let ground: DoctorGround

    private var network: any DoctorNetwork { ground.network }
    private var name: String { "\(service.rawValue) \(endpoint.host)" }

    func findings() async -> [DoctorFinding] {
        let addresses = await network.addresses(of: endpoint.host)
        guard let address = addresses.first else { return [unknownName] }
        // A numeric address needs no name server.
        var found =
            address == endpoint.host
            ? [] : [ok("mail-name", "\(endpoint.host) is known to the name server: \(address).")]
        guard let own = await network.ownAddress(toward: address) else { return found + [noRoute(address)] }
        found.append(ok("mail-route", "\(name): there is a route to \(address), from \(own)."))
        let readsGreeting = endpoint.tls != .implicit
        let outcome = await network.connect(address, port: endpoint.port, readGreeting: readsGreeting)
        found.append(port(outcome, own, address))
        guard found.last?.verdict == .ok else { return found }
        if endpoint.tls != .none {
            found.append(await tls())
            guard found.last?.verdict != .error else { return found }
        }
        if service == .smtp { found.append(await logIn()) }
        return found
    }

    // MARK: - Steps

    private var unknownName: DoctorFinding {
        error(
            "mail-name", "\(endpoint.host) is not known to this machine's name server.",
            remedy: endpoint.host.hasSuffix(".example")
                ? "This is the example's host: write your mail server's name into the configuration."
                : "Check the name in the configuration and try `getent hosts \(endpoint.host)`.",
            request: endpoint.host.hasSuffix(".example")
                ? nil : "The name server of this machine must know \(endpoint.host).")
    }

    private func noRoute(_ address: String) -> DoctorFinding {
        error(
            "mail-route", "\(name): this machine has no route to \(address).",
            remedy: "Check the machine's network and routes.",
            request: "A route from this machine to \(address) (\(endpoint.host)), over Helsenettet.")
    }

    private func port(_ outcome: ConnectionOutcome, _ own: String, _ address: String) -> DoctorFinding {
        // Nothing to ask for on this machine itself: no firewall stands between.
        let opening =
            own == address ? nil : "Open TCP port \(endpoint.port) from \(own) to \(address) (\(endpoint.host))."
        switch outcome {
        case .noRoute: return noRoute(address)
        case .refused:
            return error(
                "mail-port", "\(name): port \(endpoint.port) refuses the connection.",
                remedy: "Check host and port in the configuration; else a firewall says no.", request: opening)
        case .silent:
            return error(
                "mail-port", "\(name): port \(endpoint.port) does not answer.",
                remedy: "A firewall most likely drops the connection.", request: opening)
        case .open(let line):
            guard endpoint.tls == .implicit || line?.hasPrefix(service.greeting) == true else {
                return error(
                    "mail-port",
                    "\(name): what answers at port \(endpoint.port) is no \(service.rawValue) server that "
                        + "serves us.", remedy: "Check host, port and `tls` in the configuration.")
            }
            return ok("mail-port", "\(name): port \(endpoint.port) answers.")
        }
    }

    private func tls() async -> DoctorFinding {
        let shown = await network.certificate(of: endpoint, service, trustRoots: server.trustRoots)
        guard let shown else {
            return error(
                "mail-tls", "\(name): no TLS connection comes about at port \(endpoint.port).",
                remedy: "Check `tls` in the configuration: `startTLS` or `implicit`.",
                request: "TLS 1.2 or newer at \(endpoint.host), port \(endpoint.port).")
        }
        let day = shown.notAfter.formatted(.iso8601.year().month().day())
        let renewal = "A new TLS certificate on \(endpoint.host), port \(endpoint.port)."
        if shown.notAfter < ground.now {
            return error(
                "mail-tls", "\(name): its TLS certificate expired on \(day).",
                remedy: "Only those who run it can renew it.", request: renewal)
        }
        if !shown.isFor(endpoint.host) {
            let names = shown.names.isEmpty ? "no name" : shown.names.prefix(5).joined(separator: ", ")
            return error(
                "mail-tls", "\(name): its TLS certificate is for \(names), not for \(endpoint.host).",
                remedy: "Write the name it is for as `host`, if that is the same server.",
                request: "A TLS certificate for \(endpoint.host), or the name we should use for that server.")
        }
        if !shown.isTrusted {
            return error(
                "mail-tls", "\(name): the issuer of its TLS certificate, \(shown.issuer), is not trusted here.",
                remedy: "Put the issuer's root certificate into a PEM file and name it in `trustRoots`.",
                request: "The root certificate of \(shown.issuer), by a way you can believe.")
        }
        if shown.notAfter < ground.now + 30 * 86_400 {
            return DoctorFinding(
                "mail-tls", "Mail server", .warning, "\(name): its TLS certificate expires on \(day).",
                remedy: "Tell those who run it.", request: renewal)
        }
        return ok("mail-tls", "\(name): TLS certificate for \(endpoint.host), trusted, valid to \(day).")
    }

    private func logIn() async -> DoctorFinding {
        let user = server.user
        switch await network.logIn(server, ground.configuration) {
        case nil:
            return ok(
                "mail-log-in", "\(name): " + (user.map { "log-in as \($0) works." } ?? "takes mail without log-in."))
        case let refusal?:
            return refusal.finding(
                "mail-log-in", "Mail server", name, who: user.map { "the user \($0)" } ?? "this machine")
        }
    }

    private func ok(_ code: String, _ sentence: String) -> DoctorFinding {
        DoctorFinding(code, "Mail server", .ok, sentence)
    }

    private func error(_ code: String, _ sentence: String, remedy: String, request: String? = nil) -> DoctorFinding {
        DoctorFinding(code, "Mail server", .error, sentence, remedy: remedy, request: request)
    }
}

/// Whether each mailbox can be logged in to: TLS, user and password.
struct MailboxCheck: DoctorCheck {
    let code = "mailbox"
    let title = "Mailbox"

    func examine(_ ground: DoctorGround) async -> [DoctorFinding] {
        let boxes = ground.configuration.mailboxes
        return await withTaskGroup(of: (String, DoctorFinding).self) { group in
            for (name, box) in boxes { group.addTask { (name, await examine(name, user: box.user, ground)) } }
            return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }.sorted { $0.key < $1.key }.map(\.value)
        }
    }

    private func examine(_ name: String, user: String, _ ground: DoctorGround) async -> DoctorFinding {
        switch await ground.network.logIn(name, ground.configuration) {
        case nil: ok("\(name): log-in as \(user) works.")
        case .other("mailboxBusy"): ok("\(name): log-in as \(user) works; the server reads it just now.")
        case let refusal?: refusal.finding(code, title, name, who: "the user \(user)")
        }
    }
}

extension MailboxRefusal {
    /// The line of the report.
    ///
    /// - Parameters:
    ///   - subject: what was logged in to.
    ///   - who: as whom.
    func finding(_ code: String, _ title: String, _ subject: String, who: String) -> DoctorFinding {
        func error(_ sentence: String, _ remedy: String, _ request: String? = nil) -> DoctorFinding {
            DoctorFinding(code, title, .error, "\(subject): \(sentence)", remedy: remedy, request: request)
        }
        return switch self {
        case .passwordFile: error("the password file cannot be read.", "See the password files above.")
        case .logIn:
            error(
                "the mail server refuses user or password.", "Check `user` and the password file.",
                "A working user and password for \(subject); it refuses \(who).")
        case .tls:
            error(
                "the mail server's TLS certificate is not accepted, or it offers no TLS.",
                "See the mail servers above; name the issuer's certificate in `trustRoots`.")
        case .connection: error("the mail server cannot be reached.", "See the mail servers above.")
        case .hostNotAllowed: error("the mail server is not in `allowedHosts`.", "Add it there.")
        case .other(let what):
            DoctorFinding(
                code, title, .warning, "\(subject): the mail server answered unexpectedly (\(what)).",
                remedy: "Try again later.")
        }
    }
}
