import Synchronization

/// The vaults that are in use: whoever asks for one of them gets the same, since two connections to one file would hold
/// each other up, a look-up a pseudonymisation and the other way round.
final class OpenVaults: Sendable {
    private struct Name: Hashable {
        let register: RegisterName
        let generation: Int
    }

    private struct Entry {
        weak var vault: Vault?
        var users: Int
    }

    private let entries = Mutex<[Name: Entry]>([:])

    /// The one that is open, or the one that `open` makes.
    func vault(_ register: RegisterName, generation: Int, _ open: () throws -> Vault) throws -> Vault {
        let name = Name(register: register, generation: generation)
        return try entries.withLock { entries in
            if let entry = entries[name], let vault = entry.vault {
                entries[name] = Entry(vault: vault, users: entry.users + 1)
                return vault
            }
            let vault = try open()
            entries[name] = Entry(vault: vault, users: 1)
            return vault
        }
    }

    /// One user less.
    /// - Returns: whether it was the last one; then the vault is to be closed.
    func release(_ vault: Vault) -> Bool {
        let name = Name(register: vault.register, generation: vault.generation)
        return entries.withLock { entries in
            guard let entry = entries[name], entry.vault === vault else { return true }
            guard entry.users == 1 else {
                entries[name] = Entry(vault: vault, users: entry.users - 1)
                return false
            }
            entries[name] = nil
            return true
        }
    }
}
