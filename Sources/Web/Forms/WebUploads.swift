/// The files of a form that takes several, read one after another while they arrive and never held whole.
///
/// No field may follow the first of them. Not `Sendable`: the handler that was given it reads it.
public final class WebUploads {
    /// What a browser says of a file: for showing and for comparing with known names, never for a path.
    public struct File: Equatable, Sendable {
        /// The form field it came in.
        public let field: String
        /// A path before it is taken away.
        public let name: String
    }

    private var form: MultipartForm
    private var first: MultipartForm.Part?
    private let limit: Int
    private var taken = 0

    init(_ part: MultipartForm.Part, of form: MultipartForm, limit: Int) {
        self.form = form
        self.limit = limit
        first = part
    }

    /// The next file, after what was left of the one before; nil after the last. A field in which none was chosen is
    /// passed over.
    ///
    /// Throws `WebFault.tooLarge`, and `WebFault.malformed`, also when the connection breaks.
    public func nextFile() async throws -> File? {
        while let part = try await nextPart() {
            guard let path = part.fileName else { throw WebFault.malformed }
            let name = path.split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? ""
            if !name.isEmpty { return File(field: part.name, name: name) }
        }
        return nil
    }

    /// The next octets of the present file; nil at its end. Throws as `nextFile` does.
    public func next() async throws -> [UInt8]? {
        let piece: [UInt8]?
        do { piece = try await form.nextPiece() } catch { throw error as? WebFault ?? .malformed }
        guard let piece else { return nil }
        taken += piece.count
        guard taken <= limit else { throw WebFault.tooLarge }
        return piece
    }

    private func nextPart() async throws -> MultipartForm.Part? {
        if let part = first {
            first = nil
            return part
        }
        while try await next() != nil {}
        do { return try await form.nextPart() } catch { throw error as? WebFault ?? .malformed }
    }
}
