import Foundation

/// Whether each mail server can be found and reached: name, way, port, greeting.
struct MailServerCheck: DoctorCheck {
    let code = "mail-server"
    let title = "Mail server"

    func examine(_ ground: DoctorGround) async -> [DoctorFinding] {
        let servers = ground.configuration.mailServers.sorted { $0.key < $1.key }
        if servers.isEmpty {
            return [
                warning(
                    "No mail server is configured: nothing can be sent or fetched.",
                    remedy: "Add one below `mailServers` in the configuration.")
            ]
        }
        return await withTaskGroup(of: (Int, DoctorFinding).self) { group in
            let endpoints = servers.flatMap { [($0.value.smtp, "SMTP", "220"), ($0.value.pop3, "POP3", "+OK")] }
            for (index, (endpoint, service, greeting)) in endpoints.enumerated() {
                group.addTask { (index, await examine(endpoint, service, greeting, ground.network)) }
            }
            return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }.sorted { $0.key < $1.key }.map(\.value)
        }
    }

    private func examine(
        _ endpoint: MailEndpoint, _ service: String, _ greeting: String, _ network: any DoctorNetwork
    ) async -> DoctorFinding {
        let name = "\(service) at \(endpoint.host), port \(endpoint.port)"
        let addresses = await network.addresses(of: endpoint.host)
        guard let address = addresses.first else {
            return error(
                "\(name): the name \(endpoint.host) is not known to this machine's name server.",
                remedy: "Check the name in the configuration and try `getent hosts \(endpoint.host)`.",
                request: "The name server of this machine must know \(endpoint.host).")
        }
        guard let own = await network.ownAddress(toward: address) else {
            return noWay(name, endpoint, address)
        }
        switch await network.connect(address, port: endpoint.port, readGreeting: endpoint.tls != .implicit) {
        case .noRoute: return noWay(name, endpoint, address)
        case .refused:
            return error(
                "\(name): \(address) refuses the connection.",
                remedy: "Check host and port in the configuration; else a firewall says no.",
                request: opening(own, endpoint, address))
        case .silent:
            return error(
                "\(name): no answer from \(address).", remedy: "A firewall most likely drops the connection.",
                request: opening(own, endpoint, address))
        case .open(let line):
            if endpoint.tls != .implicit, line?.hasPrefix(greeting) != true {
                return error(
                    "\(name): what answers there is no \(service) server that serves us.",
                    remedy: "Check host, port and `tls` in the configuration.")
            }
            return ok("\(name): reached at \(address), from \(own).")
        }
    }

    private func noWay(_ name: String, _ endpoint: MailEndpoint, _ address: String) -> DoctorFinding {
        error(
            "\(name): this machine has no route to \(address).", remedy: "Check the machine's network and routes.",
            request: "A route from this machine to \(address) (\(endpoint.host)), over Helsenettet.")
    }

    /// Nil for this machine itself: no firewall stands between.
    private func opening(_ own: String, _ endpoint: MailEndpoint, _ address: String) -> String? {
        own == address ? nil : "Open TCP port \(endpoint.port) from \(own) to \(address) (\(endpoint.host))."
    }
}

/// Whether each mailbox can be logged in to: TLS, user and password.
struct MailboxCheck: DoctorCheck {
    let code = "mailbox"
    let title = "Mailbox"

    func examine(_ ground: DoctorGround) async -> [DoctorFinding] {
        let names = ground.configuration.mailboxes.keys.sorted()
        return await withTaskGroup(of: (String, DoctorFinding).self) { group in
            for name in names { group.addTask { (name, await examine(name, ground)) } }
            return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }.sorted { $0.key < $1.key }.map(\.value)
        }
    }

    private func examine(_ name: String, _ ground: DoctorGround) async -> DoctorFinding {
        switch await ground.network.logIn(name, ground.configuration) {
        case nil: return ok("\(name): log-in works.")
        case .passwordFile:
            return error("\(name): the password file cannot be read.", remedy: "See the password files above.")
        case .logIn:
            return error(
                "\(name): the mail server refuses user or password.",
                remedy: "Check `user` and the password file; ask whoever gave you the mailbox for a new password.")
        case .tls:
            return error(
                "\(name): the mail server's TLS certificate is not accepted, or it offers no TLS.",
                remedy: "Name the issuer's certificate in `trustRoots`, and check `tls` and the host's name.")
        case .connection:
            return error("\(name): the mail server cannot be reached.", remedy: "See the mail servers above.")
        case .hostNotAllowed:
            return error("\(name): the mail server is not in `allowedHosts`.", remedy: "Add it there.")
        case .other("mailboxBusy"): return ok("\(name): log-in works; the server reads it just now.")
        case .other(let code):
            return warning("\(name): the mail server answered unexpectedly (\(code)).", remedy: "Try again later.")
        }
    }
}
