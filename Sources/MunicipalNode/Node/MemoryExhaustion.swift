import Cryptography
import XML

/// A lack of memory is nobody's mistake: it must never look like a faulty document or a wrong signature (T-066).
public enum MemoryExhaustion {
    /// From then on the process ends when the C libraries get no memory, as it does when Swift gets none; the service
    /// manager starts it again and nothing is lost. Call first of all in the process.
    ///
    /// - Returns: whether it takes effect.
    public static func endsProcess() -> Bool {
        let (cryptography, xml) = (
            CryptographyMemory.endsProcessWhenExhausted(), XMLMemory.endsProcessWhenExhausted()
        )
        return cryptography && xml
    }
}
