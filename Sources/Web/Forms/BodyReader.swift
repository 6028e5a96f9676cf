import HummingbirdCore
import NIOCore

/// Reads a request's body piece by piece and stops when it is larger than its route allows.
///
/// Not `Sendable`: whoever answers the request reads it, and nobody else.
final class BodyReader {
    private var pieces: RequestBody.AsyncIterator
    private var left: Int

    init(_ body: RequestBody, limit: Int) {
        pieces = body.makeAsyncIterator()
        left = limit
    }

    /// The next octets; nil at the end. Throws `WebFault.tooLarge`, and what breaks the connection.
    func next() async throws -> [UInt8]? {
        while let piece = try await pieces.next() {
            left -= piece.readableBytes
            guard left >= 0 else { throw WebFault.tooLarge }
            if piece.readableBytes > 0 { return Array(piece.readableBytesView) }
        }
        return nil
    }

    func all() async throws -> [UInt8] {
        var bytes: [UInt8] = []
        while let piece = try await next() { bytes += piece }
        return bytes
    }
}

/// The file of a form, read while it arrives.
///
/// Not `Sendable`: the handler that was given it reads it.
public final class WebUpload {
    /// The form field it came in.
    public let field: String
    /// What the browser says it is called: for showing, never for a path. A path before it is taken away.
    public let name: String
    private var form: MultipartForm
    private let limit: Int
    private var taken = 0

    init(_ part: MultipartForm.Part, of form: MultipartForm, limit: Int) {
        field = part.name
        name = part.fileName?.split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? ""
        self.form = form
        self.limit = limit
    }

    /// The next octets; nil at the end of the file, once nothing is found to follow it.
    ///
    /// Throws `WebFault.tooLarge`, `WebFault.malformed`, and what breaks the connection: keep nothing then.
    public func next() async throws -> [UInt8]? {
        if let piece = try await form.nextPiece() {
            taken += piece.count
            guard taken <= limit else { throw WebFault.tooLarge }
            return piece
        }
        if !isFinished {
            guard try await form.nextPart() == nil else { throw WebFault.malformed }
            isFinished = true
        }
        return nil
    }

    private var isFinished = false
}
