import COpenSSL

/// OpenSSL's list of errors, one for each thread.
///
/// It is emptied before and after every operation that may fail: an old entry must neither be taken for a new one nor
/// meet other users of OpenSSL on the same thread.
package enum ErrorQueue {
    /// Runs the operation between two empty queues.
    package static func around<Value>(_ operation: () throws -> Value) rethrows -> Value {
        ERR_clear_error()
        defer { ERR_clear_error() }
        return try operation()
    }

    /// Library and reason of the oldest error, nil when there is none.
    package static var first: (library: Int, reason: Int)? {
        let code = ERR_peek_error()
        return code == 0 ? nil : (Int((code >> 23) & 0xFF), Int(code & 0x7F_FFFF))
    }
}
