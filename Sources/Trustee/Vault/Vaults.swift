import Cryptography
import Keys
import SQLiteAccess

/// Where a generation of a register's pseudonyms stands.
enum VaultState: String, Sendable {
    /// It is being filled from the one before and gives no pseudonyms yet.
    case preparing
    case active
    /// Its keys and its file are destroyed.
    case retired
}

extension TrusteeStore {
    /// The vault that gives this register's pseudonyms, open; makes its first generation when there is none. Whoever asks
    /// for it closes it.
    public func vault(for register: RegisterName) async throws -> Vault {
        let generation = try await database.write { connection in
            if let active = try self.generation(of: register, .active, in: connection) { return active }
            try self.addVault(register, generation: 1, state: .active, in: connection)
            return 1
        }
        return try await openVault(register, generation: generation)
    }

    func openVault(_ register: RegisterName, generation: Int) async throws -> Vault {
        let wrapped = try await database.read { connection in
            try connection.first(
                "SELECT lookup_key, record_key FROM vaults WHERE register = ? AND generation = ?",
                [register.name, generation]
            ) { (lookup: $0.bytes(0), record: $0.bytes(1)) }
        }
        guard let lookup = wrapped?.lookup, let record = wrapped?.record else { throw TrusteeError.unknown }
        let keys = VaultKeys(
            lookupKey: try masterKey.unwrap(lookup, context: Self.vaultContext(register, generation, "lookup-key")),
            recordKey: try masterKey.unwrap(record, context: Self.vaultContext(register, generation, "record-key")))
        return try openVaults.vault(register, generation: generation) { [directory, openVaults] in
            try Vault(
                register: register, generation: generation, keys: keys,
                path: directory.vault(register, generation: generation), among: openVaults)
        }
    }

    func generation(of register: RegisterName, _ state: VaultState, in connection: Connection) throws -> Int? {
        try connection.first(
            "SELECT max(generation) FROM vaults WHERE register = ? AND state = ?", [register.name, state.rawValue]
        ) { $0.integer(0).map { Int($0) } } ?? nil
    }

    func addVault(
        _ register: RegisterName, generation: Int, state: VaultState, in connection: Connection
    ) throws {
        let keys = try ["lookup-key", "record-key"].map {
            try masterKey.wrap(
                SecureRandom.bytes(AESGCM.keyLength), context: Self.vaultContext(register, generation, $0))
        }
        try connection.run(
            "INSERT INTO vaults (register, generation, state, lookup_key, record_key) VALUES (?, ?, ?, ?, ?)",
            [register.name, generation, state.rawValue, keys[0], keys[1]])
    }

    /// Destroys the files of retired vaults, whose keys are gone already: also after a crash between the two.
    func removeRetiredVaults() async throws {
        let retired = try await database.read { connection in
            try connection.all("SELECT register, generation FROM vaults WHERE state = 'retired'") { row in
                (
                    register: try row.required(row.text(0).flatMap { RegisterName($0) }),
                    generation: Int(try row.required(row.integer(1)))
                )
            }
        }
        for vault in retired {
            let path = directory.vault(vault.register, generation: vault.generation)
            for suffix in ["", "-wal", "-shm"] { try DurableFile.remove(path + suffix) }
        }
    }

    private static func vaultContext(_ register: RegisterName, _ generation: Int, _ key: String) -> String {
        "trustee/vault/\(register)/\(generation)/\(key)"
    }
}
