import Cryptography
import Exchange
import Foundation
import HTTPTypes
import Store
import Texts

/// Tells which record system a request comes from (U-52). Nothing of a request's body is read before.
struct Authentication: Sendable {
    let tenants: any APITenants

    /// - Parameter certificate: the client certificate of the connection, DER, when it showed one.
    /// - Throws: `Problem.notAuthenticated` without saying which part was wrong; `.certificateRequired` for a token
    ///   that is right and came without the certificate it is bound to.
    func caller(of headers: HTTPFields, certificate: [UInt8]?, now: Date) async throws(Problem) -> Caller {
        guard let text = headers[.authorization], text.lowercased().hasPrefix("bearer "),
            let token = BearerToken(text.dropFirst(7).drop { $0 == " " }),
            let exchange = await tenants.exchange(of: token.tenant)
        else { throw Problem(.notAuthenticated) }
        let settings = exchange.settings.current
        guard let record = settings.tokens[token.id], token.fits(record),
            record.expiresAt.map({ now < $0 }) ?? true, let system = settings.recordSystems[record.recordSystem]
        else { throw Problem(.notAuthenticated) }
        if let thumbprint = record.certificateThumbprint {
            guard let certificate, SHA256.digest(certificate) == thumbprint else { throw Problem(.certificateRequired) }
        }
        return Caller(system: system, exchange: exchange)
    }
}
