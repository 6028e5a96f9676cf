import Glibc
import Logging
import NIOSSL
import Synchronization

/// The certificate that a listener shows, read anew when its files have changed: a renewal needs no restart.
///
/// Each handshake looks at the marks of both files. Two that cannot be used together, as when only one has been replaced
/// yet, leave those before them in force; the log says so once for each change. The roots of clients are not read anew.
final class CurrentCertificate: Sendable {
    private struct State {
        var marks: [FileMark]
        /// nil while the files are as they were when the listener started.
        var renewed: NIOSSLContextConfigurationOverride?
    }

    private let files: HTTPListenerTLS
    private let log: Logger
    private let state: Mutex<State>

    /// - Parameter files: taken as they are now for what the listener has read.
    init(_ files: HTTPListenerTLS, log: Logger) {
        self.files = files
        self.log = log
        state = Mutex(State(marks: FileMark.of(files)))
    }

    /// What a handshake that begins now shows.
    func override() -> NIOSSLContextConfigurationOverride {
        state.withLock { state in
            let marks = FileMark.of(files)
            if marks != state.marks {
                state.marks = marks
                do throws(HTTPListenerError) {
                    let new = try files.configuration()
                    var renewed = NIOSSLContextConfigurationOverride()
                    renewed.certificateChain = new.certificateChain
                    renewed.privateKey = new.privateKey
                    state.renewed = renewed
                    log.notice("http-certificate-renewed", metadata: ["file": "\(files.certificateChainFile)"])
                } catch {
                    log.warning(
                        "http-certificate-not-renewed",
                        metadata: ["sentence": "\(error) The listener goes on with the certificate it has."])
                }
            }
            return state.renewed ?? .noChanges
        }
    }
}

/// What tells whether a file is another one than before.
private struct FileMark: Equatable {
    let device: UInt
    let inode: UInt
    let size: Int
    let seconds: Int
    let nanoseconds: Int

    /// Of the certificate and the key; a missing file has no mark.
    static func of(_ files: HTTPListenerTLS) -> [Self] {
        [files.certificateChainFile, files.privateKeyFile].map { path in
            var status = Glibc.stat()
            guard stat(path, &status) == 0 else {
                return Self(device: 0, inode: 0, size: -1, seconds: 0, nanoseconds: 0)
            }
            return Self(
                device: UInt(status.st_dev), inode: UInt(status.st_ino), size: Int(status.st_size),
                seconds: status.st_mtim.tv_sec, nanoseconds: status.st_mtim.tv_nsec)
        }
    }
}
