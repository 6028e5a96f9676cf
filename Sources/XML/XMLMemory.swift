/// What the C library below does when there is no more memory.
public enum XMLMemory {
    /// Ends the process by SIGABRT from then on, as Swift's own code does.
    ///
    /// Without this a document that could not be read for lack of memory looks like one that is faulty, and would be
    /// refused; after a restart it is read. Call before anything else of this module.
    ///
    /// - Returns: whether it takes effect.
    public static func endsProcessWhenExhausted() -> Bool { LibXML2.abortWithoutMemory() }
}
