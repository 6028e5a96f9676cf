/// Where an extract's octets come from: a file, or one that is held encrypted.
public protocol ExtractSource: Sendable {
    /// Hands the octets on in order, some hundred kilobytes at a time, with how many came before.
    ///
    /// - Returns: how many there were.
    /// - Throws: what keeps it from being read, or what `body` throws.
    @discardableResult
    func read(_ body: (UnsafeRawBufferPointer, _ before: Int) throws -> Void) throws -> Int

    /// Another one when the content has changed, or may have.
    func stamp() throws -> ExtractStamp
}

/// What tells whether it is the same extract with the same content as before.
public struct ExtractStamp: Equatable, Sendable {
    private let marks: [Int]

    public init(_ marks: [Int]) { self.marks = marks }
}

/// An extract that tells how far it has been read.
public struct ObservedExtract: ExtractSource {
    private let source: any ExtractSource
    private let observe: @Sendable (_ octets: Int) -> Void

    /// - Parameter observe: told of each piece how large it was.
    public init(_ source: any ExtractSource, observe: @escaping @Sendable (_ octets: Int) -> Void) {
        self.source = source
        self.observe = observe
    }

    @discardableResult
    public func read(_ body: (UnsafeRawBufferPointer, _ before: Int) throws -> Void) throws -> Int {
        try source.read { octets, before in
            try body(octets, before)
            observe(octets.count)
        }
    }

    public func stamp() throws -> ExtractStamp { try source.stamp() }
}
