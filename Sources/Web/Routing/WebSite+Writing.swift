import HTTPTypes
import HummingbirdCore
import Texts

extension WebSite {
    /// Writes the reply out: the page in its shell, the headers that hold for all, the cookies.
    func write(_ reply: WebReply, for request: Request, _ visit: Visit) -> WebAnswer {
        var answer: WebAnswer
        var cookies = reply.cookies
        switch reply.content {
        case .page(let page): answer = write(page, visit)
        case .fault(let fault):
            if fault == .notFound, isStylesheet(request) { return stylesheet(for: request) }
            let next = fault == .sessionNeeded ? (AccountText.logIn.phrase, surroundings.logIn.path) : nil
            answer = write(shell.page(for: fault, language: visit.language, next: next), visit)
            if fault == .methodNotAllowed {
                let allowed = visit.allowed.isEmpty ? WebMethod.allCases : visit.allowed
                let names = allowed.flatMap { $0 == .get ? ["GET", "HEAD"] : [$0.rawValue] }
                answer.headers[.allow] = names.joined(separator: ", ")
            }
            if fault == .busy { answer.headers[.retryAfter] = "60" }
        case .redirect(let path):
            answer = WebAnswer(.seeOther, headers: [.location: path])
        case .download(let file):
            answer = WebAnswer(.ok, body: .stream(length: file.length, file.read))
            answer.headers[.contentType] = file.mediaType
            answer.headers[.contentDisposition] = file.disposition
            // Whatever opens it all the same gets no origin of ours.
            answer.headers[.contentSecurityPolicy] = SecurityHeaders.policy + "; sandbox"
        }
        if visit.isNewVisitor, let visitor = visit.visitor {
            cookies.append(WebCookie(kind: .visitor, value: visitor.text))
        }
        if visit.hasChosenLanguage {
            cookies.append(WebCookie(kind: .language, value: visit.language.rawValue, maxAge: 31_536_000))
        }
        for cookie in cookies {
            answer.headers.append(HTTPField(name: .setCookie, value: cookie.header(for: surroundings.origin)))
        }
        answer.afterwards = reply.afterwards
        return finish(answer, for: request)
    }

    private func write(_ page: Page, _ visit: Visit) -> WebAnswer {
        let isGet = visit.allowed.isEmpty && visit.address.map { Route(.get, $0.segments) != nil } == true
        let reader = PageShell.Reader(
            language: visit.language,
            path: isGet
                ? visit.address.map { "/" + $0.segments.map(PercentEncoding.encode).joined(separator: "/") } : nil,
            query: isGet
                ? (visit.address?.query.all ?? []).filter { !["lang", Refresh.unattended].contains($0.name) } : [],
            subject: visit.session?.subject, formToken: visit.token(surroundings.formKey)?.text ?? "",
            mayAsk: { path in
                RequestAddress(path).flatMap { Route(.get, $0.segments) }
                    .map { refusal(of: $0, visit.session) == nil } ?? true
            })
        guard let html = shell.html(page, for: reader) else {
            surroundings.report(UnknownTemplate(name: page.template))
            return WebAnswer(.internalServerError)
        }
        var headers: HTTPFields = [
            .contentType: "text/html; charset=utf-8", .contentLanguage: visit.language.rawValue,
        ]
        if let refresh = page.refresh, let name = HTTPField.Name("Refresh") { headers[name] = refresh.header }
        return WebAnswer(page.status, headers: headers, body: .octets(html))
    }

    /// Found after the site's own routes, none of which can have the name.
    private func isStylesheet(_ request: Request) -> Bool {
        (request.method == .get || request.method == .head) && request.head.path == "/" + shell.stylesheet.fileName
    }

    private func stylesheet(for request: Request) -> WebAnswer {
        let headers: HTTPFields = [
            .contentType: "text/css; charset=utf-8", .cacheControl: "public, max-age=31536000, immutable",
        ]
        return finish(
            WebAnswer(.ok, headers: headers, body: .octets(Array(shell.stylesheet.text.utf8))), for: request)
    }

    private func finish(_ answer: WebAnswer, for request: Request) -> WebAnswer {
        var answer = answer
        SecurityHeaders(origin: surroundings.origin).add(to: &answer.headers)
        switch answer.body {
        case .octets(let octets): answer.headers[.contentLength] = String(octets.count)
        case .stream(let length, _): answer.headers[.contentLength] = String(length)
        }
        if request.method == .head { answer.body = .octets([]) }
        return answer
    }
}

/// A handler named a template that the site does not have.
struct UnknownTemplate: Error, CustomStringConvertible {
    let name: String
    var description: String { "There is no template \(name)." }
}
