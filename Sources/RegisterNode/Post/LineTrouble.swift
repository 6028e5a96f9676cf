import AsyncHTTPClient
import Foundation
import NIOCore
import NIOPosix
import NIOSSL

/// Why a line to another party gave no answer that says anything: a code for logs, with a sentence for people.
enum LineTrouble: Error, Equatable {
    case noConnection
    case timeout
    /// Its certificate leads to none of our roots, or is for another name.
    case notTrusted
    /// It does not accept the certificate that we show.
    case notAccepted
    case cut
    /// An answer of a server that cannot help now, or is another.
    case status(Int)

    /// What the HTTP library and the network below it say.
    init(_ error: any Error) {
        self =
            switch error {
            case let error as HTTPClientError where [.connectTimeout, .tlsHandshakeTimeout].contains(error):
                .noConnection
            case let error as HTTPClientError
            where [.readTimeout, .writeTimeout, .deadlineExceeded].contains(error):
                .timeout
            case is NIOConnectionError: .noConnection
            case let error as IOError
            where [ECONNREFUSED, EHOSTUNREACH, ENETUNREACH, ETIMEDOUT].contains(error.errnoCode):
                .noConnection
            case is NIOSSLExtraError: .notTrusted
            case let error as NIOSSLError: Self.of(error)
            case let error as BoringSSLError: Self.of(error)
            default: .cut
            }
    }

    /// One word, or a word and a number.
    var code: String {
        switch self {
        case .noConnection: "noConnection"
        case .timeout: "timeout"
        case .notTrusted: "notTrusted"
        case .notAccepted: "notAccepted"
        case .cut: "cut"
        case .status(let number): "status\(number)"
        }
    }

    var sentence: String {
        switch self {
        case .noConnection: "no connection comes about"
        case .timeout: "it does not answer in time"
        case .notTrusted: "its certificate is not one that `trustRoots` leads to, or is for another name"
        case .notAccepted: "it does not accept the certificate that we show"
        case .cut: "the connection breaks off"
        case .status(let number): "it answers with status \(number)"
        }
    }

    private static func of(_ error: NIOSSLError) -> LineTrouble {
        switch error {
        case .handshakeFailed(let reason): of(reason)
        case .uncleanShutdown: .cut
        default: .notTrusted
        }
    }

    /// The TLS library tells by words only.
    private static func of(_ error: BoringSSLError) -> LineTrouble {
        let words = String(describing: error)
        let ours = ["CERTIFICATE_REQUIRED", "BAD_CERTIFICATE", "UNKNOWN_CA", "ACCESS_DENIED", "CERTIFICATE_UNKNOWN"]
        if ours.contains(where: { words.contains($0) }) { return .notAccepted }
        return words.contains("CERTIFICATE_VERIFY_FAILED") ? .notTrusted : .cut
    }
}
