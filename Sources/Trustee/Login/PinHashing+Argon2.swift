public import PasswordHashing

extension PinHashing {
    /// Argon2id with a bounded queue. A full queue is `Busy`; the hasher's pepper should be the store's `pinPepper`.
    public static func argon2id(_ hasher: PasswordHasher, queue: HashQueue) -> PinHashing {
        PinHashing(dummy: hasher.dummy.encoded) { pin in
            try await queue.run { () throws(PasswordHashingFault) in try hasher.hash(pin).encoded }
        } verify: { pin, encoded in
            guard let hash = PasswordHash(encoded: encoded) else { throw TrusteeError.damaged }
            do {
                return try await queue.run { () throws(PasswordHashingFault) in try hasher.verify(pin, hash) }
            } catch {
                throw Busy()
            }
        }
    }
}
