import Foundation

/// Whether this machine's clock can be believed: against what is on disk, what is stored, and web servers it may ask.
struct ClockCheck: DoctorCheck {
    let code = "clock"
    let title = "Clock"
    /// Seconds that are nothing to speak of.
    private let tolerance: TimeInterval = 60

    func examine(_ ground: DoctorGround) async -> [DoctorFinding] {
        let remedy = "Set the clock and keep it right: `timedatectl set-ntp true`, with a time server on your network."
        let request = "A time server (NTP) this machine can reach, and its clock kept by it."
        if ground.serverRuns, let served = ground.facts?.now, abs(served.timeIntervalSince(ground.now)) > 2 * tolerance
        {
            let difference = words(abs(served.timeIntervalSince(ground.now)))
            return [
                error(
                    "The clock has jumped by \(difference) while the server ran; the server goes on by elapsed time.",
                    remedy: remedy + " When it is right, restart the server if this is still said.", request: request)
            ]
        }
        if let ahead = witnesses(ground).filter({ $0.time > ground.now + tolerance }).max(by: { $0.time < $1.time }) {
            return [
                error(
                    "The clock is behind: \(ahead.name) is from \(words(ahead.time.timeIntervalSince(ground.now))) in the "
                        + "future.", remedy: remedy, request: request)
            ]
        }
        for host in ground.configuration.revocation.allowedHosts.prefix(2) {
            guard let clock = await ground.network.webClock(of: host) else { continue }
            let difference = ground.now.timeIntervalSince(clock)
            if abs(difference) > 2 * tolerance {
                let way = difference > 0 ? "ahead of" : "behind"
                return [
                    error(
                        "The clock is \(words(abs(difference))) \(way) the clock of \(host).", remedy: remedy,
                        request: request)
                ]
            }
            return [ok("The clock agrees with that of \(host).")]
        }
        return [ok("The clock is not behind anything on this machine; no other clock could be asked.")]
    }

    /// Times that cannot be in the future.
    private func witnesses(_ ground: DoctorGround) -> [(name: String, time: Date)] {
        var found: [(String, Date)] = []
        for (name, path) in [
            ("the data directory", ground.configuration.dataDirectory),
            ("the address register's file", ground.configuration.addressRegister.file),
        ] {
            if let status = FileStatus(path) { found.append((name, status.modifiedAt)) }
        }
        for tenant in ground.facts?.tenants ?? [] {
            if let newest = tenant.newestMessage { found.append(("the newest message of \(tenant.tenant)", newest)) }
        }
        return found
    }

    private func words(_ seconds: TimeInterval) -> String {
        switch seconds {
        case ..<120: "\(Int(seconds)) seconds"
        case ..<7200: "\(Int(seconds / 60)) minutes"
        case ..<172_800: "\(Int(seconds / 3600)) hours"
        default: "\(Int((seconds / 86_400).rounded())) days"
        }
    }
}
