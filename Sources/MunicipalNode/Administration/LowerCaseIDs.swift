import Foundation

/// Ids in JSON as everywhere else: lower case, like the file names and texts that they are looked for in. The compiler
/// takes these for every `UUID` in a type of this module that encodes itself.
extension KeyedEncodingContainer {
    mutating func encode(_ id: UUID, forKey key: Key) throws {
        try encode(id.uuidString.lowercased(), forKey: key)
    }

    mutating func encodeIfPresent(_ id: UUID?, forKey key: Key) throws {
        try encodeIfPresent(id?.uuidString.lowercased(), forKey: key)
    }
}
