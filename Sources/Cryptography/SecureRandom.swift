import COpenSSL

/// The operating system's randomness, through OpenSSL's generator.
public enum SecureRandom {
    /// So many unpredictable bytes. Without randomness nothing here is safe, so a failure stops the process.
    public static func bytes(_ count: Int) -> [UInt8] {
        var output = [UInt8](repeating: 0, count: count)
        guard count > 0 else { return output }
        let drawn = ErrorQueue.around { RAND_bytes(&output, Int32(count)) == 1 }
        precondition(drawn, "no randomness")
        return output
    }
}
