import Certificates
import CommandOutcome
import Cryptography
import HTTPListening
import PrivateFiles
import Synchronization

/// The certificates of both doors, read at the start and anew when asked for.
final class PortalFiles: Sendable {
    let pages = Door()
    let push = Door()
    private let configuration: PortalConfiguration
    private let known: Mutex<Set<[UInt8]>>

    /// - Throws: `AdministrationError` about the register's certificates.
    init(_ configuration: PortalConfiguration) throws(AdministrationError) {
        self.configuration = configuration
        known = Mutex(try Self.registers(configuration.push.registerCertificates))
    }

    /// SHA-256 digests of the certificates that the register may show.
    var registers: Set<[UInt8]> { known.withLock { $0 } }

    /// Reads everything, and only when all of it can be used opens the doors anew.
    func reload(pages tls: HTTPListenerTLS?, push other: HTTPListenerTLS?) throws(AdministrationError) {
        let registers = try Self.registers(configuration.push.registerCertificates)
        do throws(HTTPListenerError) {
            try tls?.check()
            try other?.check()
        } catch {
            throw AdministrationError(error.code, error.description, exit: .configuration)
        }
        known.withLock { $0 = registers }
        pages.open()
        push.open()
    }

    /// - Throws: `AdministrationError` `register-certificates`.
    static func registers(_ file: String) throws(AdministrationError) -> Set<[UInt8]> {
        let certificates = (try? PrivateFile.read(file, limit: 1 << 20)).flatMap { $0 }.flatMap {
            try? Certificate.all(pem: $0).filter { !$0.isAuthority }
        }
        guard let certificates, !certificates.isEmpty else {
            throw AdministrationError(
                "register-certificates", "There is no certificate in PEM form in \(file).",
                remedy: "Put the certificate that the register shows there, named by `push.registerCertificates`.",
                exit: .configuration)
        }
        return Set(certificates.map { SHA256.digest($0.der) })
    }
}
