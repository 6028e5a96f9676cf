import CommandOutcome
import Foundation
import Glibc

/// Whether `serve` runs, and whether the stores could be asked.
struct ServerCheck: DoctorCheck {
    let code = "server"
    let title = "Message server"

    func examine(_ ground: DoctorGround) async -> [DoctorFinding] {
        if ground.facts == nil {
            return [
                error(
                    "The stores could not be asked: \(ground.factsRefusal ?? "no reason given")",
                    remedy: "Put this right first; the rest of this report is only what can be seen from outside.")
            ]
        }
        return [
            ground.serverRuns
                ? ok("The server runs and answers.")
                : warning(
                    "The server does not run: nothing is sent and nothing fetched.",
                    remedy: "Start it: `budstikke serve`, or as a service `systemctl start budstikke`.")
        ]
    }
}

/// What to make on a new installation before anything else, in one command.
struct FirstStepsCheck: DoctorCheck {
    let code = "first-steps"
    let title = "New installation"

    func examine(_ ground: DoctorGround) async -> [DoctorFinding] {
        let configuration = ground.configuration
        let passwords =
            (configuration.mailboxes.values.map(\.passwordFile)
            + configuration.mailServers.values.compactMap(\.passwordFile)).sorted()
        let wanted =
            [
                configuration.dataDirectory, configuration.trustStore, configuration.revocation.directory,
                (configuration.masterKeyFile as NSString).deletingLastPathComponent,
                (configuration.controlSocket as NSString).deletingLastPathComponent,
            ] + [configuration.addressRegister.agreements].compactMap(\.self)
            + passwords.map { ($0 as NSString).deletingLastPathComponent }
        var missing: [String] = []
        for path in wanted where FileStatus(path) == nil && !missing.contains(path) { missing.append(path) }
        return [
            warning(
                "Nothing is stored here yet. Do what this report says from the top down, then `budstikke tenant add`.",
                remedy: missing.isEmpty
                    ? "`budstikke tenant add` leads on."
                    : "`install -d -m 0700 -o USER \(missing.joined(separator: " "))`, USER being the one that the server "
                        + "will run as.")
        ]
    }
}

/// Who may look into the data directory.
struct DataDirectoryCheck: DoctorCheck {
    let code = "data-directory"
    let title = "Data directory"

    func examine(_ ground: DoctorGround) async -> [DoctorFinding] {
        let path = ground.configuration.dataDirectory
        guard let status = FileStatus(path), status.isDirectory else {
            return [
                error("\(path) is not there.", remedy: "`install -d -m 0700 \(path)`, as the server's user.")
            ]
        }
        guard status.permissions & 0o077 == 0 else {
            return [
                error(
                    "\(path) has mode \(status.octal): others on this machine may look into it.",
                    remedy: "`chmod 0700 \(path)`")
            ]
        }
        guard status.owner == geteuid() || geteuid() == 0 else {
            return [
                error(
                    "\(path) belongs to the user \(status.ownerName), not to the one running this.",
                    remedy: "Run it as that user: `sudo -u \(status.ownerName) budstikke doctor`.")
            ]
        }
        return [ok("\(path) is for the server's user alone.")]
    }
}

/// Whether there is room for what is coming.
struct DiskSpaceCheck: DoctorCheck {
    let code = "disk-space"
    let title = "Disk space"

    func examine(_ ground: DoctorGround) async -> [DoctorFinding] {
        var disk = statvfs()
        guard statvfs(ground.configuration.dataDirectory, &disk) == 0, disk.f_blocks > 0 else {
            return [warning("The disk's free space is not known.", remedy: "Look at it with `df`.")]
        }
        return [
            finding(
                free: UInt64(disk.f_bavail) * UInt64(disk.f_frsize), of: UInt64(disk.f_blocks) * UInt64(disk.f_frsize))
        ]
    }

    /// - Parameters: octets.
    func finding(free: UInt64, of total: UInt64) -> DoctorFinding {
        let megabytes = free / 1_000_000
        let percent = total > 0 ? free * 100 / total : 0
        let sentence = "\(megabytes) MB (\(percent) %) are free on the data disk."
        let remedy = "Free space or extend the disk: a full disk stops all messages."
        if free < 500_000_000 { return error(sentence, remedy: remedy, request: "More space on the data disk.") }
        if free < 5_000_000_000 || percent < 10 {
            return warning(sentence, remedy: remedy, request: "More space on the data disk.")
        }
        return ok(sentence)
    }
}

/// Whether the master key can be used and is kept from others.
struct MasterKeyCheck: DoctorCheck {
    let code = "master-key"
    let title = "Master key"

    func examine(_ ground: DoctorGround) async -> [DoctorFinding] {
        let file = ground.configuration.masterKeyFile
        do throws(AdministrationError) {
            _ = try MasterKeyReading.read(ground.configuration)
            return [ok("The master key can be read, and by no one else.")]
        } catch {
            let remedy =
                ground.isNew && error.code == "master-key-missing"
                ? "`budstikke config master-key` makes it; keep a copy apart from the data's backup." : error.remedy
            return [self.error(error.sentence, remedy: remedy ?? "Look at \(file).")]
        }
    }
}

/// Whether passwords can be read, and by no one else.
struct SecretFilesCheck: DoctorCheck {
    let code = "secret-files"
    let title = "Password files"

    func examine(_ ground: DoctorGround) async -> [DoctorFinding] {
        let files =
            ground.configuration.mailServers.values.compactMap(\.passwordFile)
            + ground.configuration.mailboxes.values.map(\.passwordFile)
        let missing = Set(files).filter { FileStatus($0) == nil }.sorted()
        var wrong: [DoctorFinding] = []
        if !missing.isEmpty {
            wrong.append(
                error(
                    "Not there: \(missing.joined(separator: ", ")).",
                    remedy: "Write each password into its file: one line, mode 0400, owned by the server's user."))
        }
        wrong += Set(files).subtracting(missing).sorted().compactMap { file -> DoctorFinding? in
            guard let status = FileStatus(file), status.isFile, access(file, R_OK) == 0 else {
                return error("\(file) may not be read by this user.", remedy: "`chown` it to the server's user.")
            }
            guard status.permissions & 0o077 == 0 else {
                return error(
                    "\(file) has mode \(status.octal): others on this machine may read the password.",
                    remedy: "`chmod 0400 \(file)`, and change the password.")
            }
            return nil
        }
        return wrong.isEmpty ? [ok("All \(Set(files).count) are there, each for the server's user alone.")] : wrong
    }
}

/// What the file system says of a path, symbolic links followed.
struct FileStatus {
    let permissions: mode_t
    let isDirectory: Bool
    let isFile: Bool
    let owner: uid_t
    let modifiedAt: Date

    init?(_ path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        permissions = status.st_mode & 0o7777
        isDirectory = status.st_mode & S_IFMT == S_IFDIR
        isFile = status.st_mode & S_IFMT == S_IFREG
        owner = status.st_uid
        modifiedAt = Date(timeIntervalSince1970: TimeInterval(status.st_mtim.tv_sec))
    }

    /// The owner's name, or `#` and the number where there is none.
    var ownerName: String { getpwuid(owner).map { String(cString: $0.pointee.pw_name) } ?? "#\(owner)" }

    var octal: String {
        let digits = String(permissions, radix: 8)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
