/// Octets in the pieces in which a network may bring them.
enum Chunks: CaseIterable {
    case whole
    case octets
    /// Pieces of one to sixteen octets, decided by the octets themselves.
    case irregular

    func pieces(of bytes: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
        switch self {
        case .whole: return bytes.isEmpty ? [] : [bytes]
        case .octets: return bytes.indices.map { bytes[$0...$0] }
        case .irregular:
            var pieces: [ArraySlice<UInt8>] = []
            var rest = bytes
            while let first = rest.first {
                let piece = rest.prefix(Int(first & 15) + 1)
                pieces.append(piece)
                rest = rest.dropFirst(piece.count)
            }
            return pieces
        }
    }
}
