import AsyncHTTPClient
import NIOCore
import NIOSSL

extension HTTPClient {
    /// A line to another party: certificates on both sides, no redirects.
    /// - Throws: a TLS library's error for files that cannot be used.
    convenience init(_ service: RegisterConfiguration.RemoteService, group: any EventLoopGroup) throws {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.minimumTLSVersion = .tlsv12
        tls.certificateChain = try NIOSSLCertificate.fromPEMFile(service.certificateChain).map { .certificate($0) }
        tls.privateKey = .privateKey(try NIOSSLPrivateKey(file: service.privateKey, format: .pem))
        if let roots = service.trustRoots { tls.trustRoots = .certificates(try NIOSSLCertificate.fromPEMFile(roots)) }
        var configuration = HTTPClient.Configuration(
            tlsConfiguration: tls, redirectConfiguration: .disallow,
            timeout: .init(connect: .seconds(10), read: .seconds(30)))
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.httpVersion = .http1Only
        self.init(eventLoopGroupProvider: .shared(group), configuration: configuration)
    }
}
