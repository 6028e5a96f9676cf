import COpenSSL

/// What the C library below does when there is no more memory.
public enum CryptographyMemory {
    /// Ends the process by SIGABRT from then on, as Swift's own code does.
    ///
    /// Without this a signature that could not be verified for lack of memory looks like one that is wrong, and its message
    /// would be refused; after a restart it is verified. Call before anything else of this module.
    ///
    /// - Returns: whether it takes effect.
    public static func endsProcessWhenExhausted() -> Bool { bs_crypto_abort_without_memory() == 1 }
}
