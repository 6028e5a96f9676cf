import Foundation
import Identifiers
import SQLiteAccess
import Store

extension Date {
    /// The same time as a store gives it back.
    var asStored: Date { Date(microseconds: microseconds) }
}

extension UUID: Bindable {
    package func bind(to statement: OpaquePointer, at position: Int32) -> Int32 {
        withUnsafeBytes(of: uuid) { Array($0) }.bind(to: statement, at: position)
    }
}

extension MessageKey: Bindable {
    package func bind(to statement: OpaquePointer, at position: Int32) -> Int32 {
        value.bind(to: statement, at: position)
    }
}

extension HERId: Bindable {
    package func bind(to statement: OpaquePointer, at position: Int32) -> Int32 {
        value.bind(to: statement, at: position)
    }
}

extension Columns {
    func key(_ column: Int) -> MessageKey? { integer(column).map { MessageKey($0) } }

    func her(_ column: Int) -> HERId? { integer(column).flatMap { HERId(Int($0)) } }

    func uuid(_ column: Int) -> UUID? { bytes(column).flatMap(UUID.init(bytes:)) }

    func detail(_ column: Int) -> [String: String]? { text(column).flatMap(Detail.read) }
}

extension UUID {
    /// Takes 16 bytes; nil for any other number of them.
    init?(bytes: [UInt8]) {
        guard bytes.count == 16 else { return nil }
        self = bytes.withUnsafeBytes { UUID(uuid: $0.loadUnaligned(as: uuid_t.self)) }
    }
}
