import Certificates
public import CommandOutcome
public import ControlSocket
import Foundation
import Glibc
import HTTPListening
import HTTPTransport
import Logging
import Store
import XML

/// The way from a command to the installation: the running server's control socket, or with none running the
/// installation itself, opened in this process under the data directory's lock.
public actor AdministrationConnection {
    private enum Way {
        case server(ControlClient)
        case here(MunicipalNode)
    }

    private let way: Way

    /// Whether a running server carries out the requests.
    public nonisolated let isServed: Bool

    private init(_ way: Way) {
        self.way = way
        switch way {
        case .server: isServed = true
        case .here: isServed = false
        }
    }

    /// - Parameter timeoutSeconds: how long a running server may take to answer.
    /// - Throws: `AdministrationError` when neither way is open.
    public static func open(
        _ configuration: Configuration, environment: [String: String], timeoutSeconds: Int = 120
    ) async throws(AdministrationError) -> AdministrationConnection {
        let client = ControlClient(path: configuration.controlSocket, timeoutSeconds: timeoutSeconds)
        do {
            if try client.isServing() { return AdministrationConnection(.server(client)) }
        } catch {
            throw AdministrationError(error, program: "budstikke")
        }
        try checkUser(configuration)
        do {
            let node = try await MunicipalNode.open(
                configuration, environment: environment,
                logger: Logger(label: "budstikke") { _ in SwiftLogNoOpLogHandler() })
            return AdministrationConnection(.here(node))
        } catch {
            throw AdministrationError(opening: error)
        }
    }

    /// Files made here by another user, root too, could not be opened by the server afterwards.
    private static func checkUser(_ configuration: Configuration) throws(AdministrationError) {
        guard let status = FileStatus(configuration.dataDirectory), status.owner != geteuid() else { return }
        let name = getpwuid(status.owner).map { String(cString: $0.pointee.pw_name) } ?? "#\(status.owner)"
        throw AdministrationError(
            "other-user", "No server runs, and the data directory belongs to the user \(name).",
            remedy: "Start the server, or run the command as that user: `sudo -u \(name) budstikke …`.",
            exit: .notPermitted)
    }

    /// Carries out one request. Throws `AdministrationError`.
    public func perform<Request: AdministrationRequest>(
        _ request: Request, dryRun: Bool = false
    ) async throws(AdministrationError) -> Request.Reply {
        switch way {
        case .server(let client):
            do { return try client.perform(request, dryRun: dryRun) } catch let error as AdministrationError {
                throw error
            } catch let error as ControlError {
                throw AdministrationError(error, program: "budstikke")
            } catch {
                throw .controlVersion
            }
        case .here(let node):
            return try await node.administration.perform(
                request, by: ControlPeer.current.actor, dryRun: dryRun)
        }
    }

    /// Lets go of the data directory. Nothing can be asked afterwards.
    public func close() async {
        if case .here(let node) = way { _ = try? await node.close() }
    }
}

extension AdministrationError {
    /// Why the installation could not be opened in this process, or by `serve`.
    public init(opening error: any Error) {
        switch error {
        case let error as AdministrationError: self = error
        case let error as StoreError: self.init(error)
        case let error as ControlError: self.init(error, program: "budstikke")
        case let error as SchemaPackError:
            self.init(
                "schemas-unusable", "The installed schemas cannot be used.",
                remedy: "`budstikke schemas import DIRECTORY` installs a whole set.", details: error.sentences,
                exit: .configuration)
        case is CertificateError:
            self.init(
                "trust-store", "The trust store holds a file that is no certificate.",
                remedy: "`trustStore` may hold only certificates in its .pem, .crt and .cer files.",
                exit: .configuration)
        case let error as HTTPListenerError:
            self.init(
                error.code, "Nobody can be listened to over HTTP: \(error.description)",
                remedy: "Correct `recordSystemAPI` or `partnerHTTP` in the configuration.", exit: .configuration)
        case let error as EnvelopeClientError:
            self.init(
                "http-client-unusable", "Nothing can be sent over HTTP: \(error.description)",
                remedy: "Correct `partnerHTTP` in the configuration.", exit: .configuration)
        case let error as CocoaError:
            self.init(
                "file-unreadable",
                "A file that the configuration names cannot be read: "
                    + "\(error.filePath ?? "no name given").", remedy: "`budstikke doctor` says which and why.",
                exit: .noInput)
        default:
            self.init(
                "cannot-open", "The installation cannot be opened: \(error)", remedy: "`budstikke doctor` says why.",
                exit: .software)
        }
    }
}
