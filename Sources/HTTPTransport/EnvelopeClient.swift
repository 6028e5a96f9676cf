import AsyncHTTPClient
import Foundation
public import Identifiers
public import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import Synchronization

/// Posts ebXML messages to partners (ebMS 2.0 B.2): `SOAPAction: "ebXML"`, no redirects, no proxy, only allowed hosts.
public final class EnvelopeClient: Sendable {
    private let settings: EnvelopeClientSettings
    private let http: HTTPClient
    /// Messages on their way.
    private let posting = Mutex(0)
    private let isOpen = Mutex(true)

    /// What a partner answered with a 2xx, or with a SOAP Fault.
    public struct Answer: Sendable, Equatable {
        public let status: Int
        /// The message in the response; nil when the answer comes later on its own, or never.
        public let entity: HTTPEntity?

        public init(status: Int, entity: HTTPEntity?) {
            self.status = status
            self.entity = entity
        }
    }

    /// Throws an ``EnvelopeClientError`` about a file.
    public init(_ settings: EnvelopeClientSettings, group: any EventLoopGroup) throws(EnvelopeClientError) {
        var configuration = HTTPClient.Configuration(
            tlsConfiguration: try settings.tls(), redirectConfiguration: .disallow,
            timeout: .init(connect: TimeAmount(settings.connect), read: TimeAmount(settings.read)))
        // A failed connection is told at once; when to try again is the sender's business.
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.httpVersion = .http1Only
        self.settings = settings
        http = HTTPClient(eventLoopGroupProvider: .shared(group), configuration: configuration)
    }

    /// Posts a stored entity. Returns when the partner has taken responsibility for the message, or answered it with a
    /// SOAP Fault.
    public func post(_ stored: [UInt8], to address: HTTPAddress) async throws(HTTPTransportError) -> Answer {
        guard settings.allowedHosts.allows(address.host) else { throw HTTPTransportError(.hostNotAllowed) }
        guard let entity = try? HTTPEntity(stored: stored) else { throw HTTPTransportError(.unusableEntity) }
        var request = HTTPClientRequest(url: address.text)
        request.method = .POST
        request.headers.add(name: "SOAPAction", value: entity.soapAction ?? "\"ebXML\"")
        request.headers.add(name: "Content-Type", value: entity.contentType)
        request.body = .bytes(ByteBuffer(bytes: entity.body))
        posting.withLock { $0 += 1 }
        defer { posting.withLock { $0 -= 1 } }
        do {
            let response = try await http.execute(request, timeout: TimeAmount(settings.whole))
            return try await answer(response)
        } catch let error as HTTPTransportError {
            throw error
        } catch {
            throw HTTPTransportError(error)
        }
    }

    /// Closes once nothing is on its way any more: another client has taken over, and nothing new comes.
    public func retire() async {
        while posting.withLock({ $0 > 0 }) { try? await Task.sleep(for: .milliseconds(200)) }
        await close()
    }

    public func close() async {
        guard
            isOpen.withLock({ isOpen in
                defer { isOpen = false }
                return isOpen
            })
        else { return }
        try? await http.shutdown()
    }

    deinit {
        guard isOpen.withLock({ $0 }) else { return }
        // The library traps on a client that goes unclosed, as one does whose owner failed to start.
        http.shutdown { [http] _ in _ = http }
    }

    private func answer(_ response: HTTPClientResponse) async throws -> Answer {
        let status = Int(response.status.code)
        let retryAfter = response.headers.first(name: "Retry-After").flatMap { Int($0) }
        let isSuccess = (200...299).contains(status)
        // A SOAP Fault comes with 500 (ebMS 2.0 B.2.5); everything else is the server's own page.
        guard isSuccess || status == 500 else { throw HTTPTransportError(status: status, retryAfter: retryAfter) }
        let body: ByteBuffer
        do { body = try await response.body.collect(upTo: settings.answerBytes) } catch is NIOTooManyBytesError {
            // The message has been taken all the same.
            if isSuccess { return Answer(status: status, entity: nil) }
            throw HTTPTransportError(status: status, retryAfter: retryAfter)
        }
        let entity = HTTPEntity(
            contentType: response.headers.first(name: "Content-Type") ?? "",
            soapAction: response.headers.first(name: "SOAPAction") ?? "\"ebXML\"",
            transferEncoding: response.headers.first(name: "Content-Transfer-Encoding"), body: [UInt8](buffer: body))
        let message = entity.flatMap { $0.isMessage && !$0.body.isEmpty ? $0 : nil }
        if !isSuccess, message == nil { throw HTTPTransportError(status: status, retryAfter: retryAfter) }
        return Answer(status: status, entity: message)
    }
}

extension EnvelopeClientSettings {
    fileprivate func tls() throws(EnvelopeClientError) -> TLSConfiguration {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.minimumTLSVersion = .tlsv12
        if let file = trustRootsFile {
            guard let roots = try? NIOSSLCertificate.fromPEMFile(file), !roots.isEmpty else {
                throw .trustRootsUnreadable(file: file)
            }
            configuration.trustRoots = .certificates(roots)
        }
        guard let identity else { return configuration }
        guard let chain = try? NIOSSLCertificate.fromPEMFile(identity.certificateChainFile), !chain.isEmpty else {
            throw .certificateChainUnreadable(file: identity.certificateChainFile)
        }
        guard let key = try? NIOSSLPrivateKey(file: identity.privateKeyFile, format: .pem) else {
            throw .privateKeyUnreadable(file: identity.privateKeyFile)
        }
        configuration.certificateChain = chain.map { .certificate($0) }
        configuration.privateKey = .privateKey(key)
        return configuration
    }
}

extension HTTPTransportError {
    /// What the HTTP library and the network below it say. What is not known may pass by itself.
    fileprivate init(_ error: any Error) {
        let code: Code =
            switch error {
            case let error as HTTPClientError: Self.code(of: error)
            case is NIOConnectionError: .connectionFailed
            case let error as NIOSSLExtraError where error == .failedToValidateHostname: .certificateNameDiffers
            case let error as NIOSSLError: Self.code(of: error)
            case let error as BoringSSLError: Self.code(of: error)
            case let error as IOError where Self.isUnreachable(error.errnoCode): .connectionFailed
            case is IOError, is ChannelError: .outcomeUnknown
            case is NIOTooManyBytesError: .answerTooLarge
            default: .protocolViolation
            }
        self.init(code)
    }

    private static func code(of error: HTTPClientError) -> Code {
        switch error {
        case .connectTimeout, .tlsHandshakeTimeout: .connectionFailed
        case .readTimeout, .deadlineExceeded, .writeTimeout: .timeout
        case .remoteConnectionClosed: .outcomeUnknown
        default: .protocolViolation
        }
    }

    private static func isUnreachable(_ errno: CInt) -> Bool {
        [ECONNREFUSED, EHOSTUNREACH, ENETUNREACH, ETIMEDOUT].contains(errno)
    }

    private static func code(of error: NIOSSLError) -> Code {
        if case .handshakeFailed(let reason) = error { return code(of: reason) }
        if case .uncleanShutdown = error { return .outcomeUnknown }
        return .tlsFailed
    }

    /// The TLS library tells by words only.
    private static func code(of error: BoringSSLError) -> Code {
        let words = String(describing: error)
        if words.contains("CERTIFICATE_VERIFY_FAILED") { return .certificateUntrusted }
        let ours = ["CERTIFICATE_REQUIRED", "BAD_CERTIFICATE", "UNKNOWN_CA", "ACCESS_DENIED", "CERTIFICATE_UNKNOWN"]
        return ours.contains { words.contains($0) } ? .clientCertificateRefused : .tlsFailed
    }
}
