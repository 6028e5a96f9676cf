import Cryptography
import Foundation
import HTTPTypes
public import HummingbirdCore
import NIOCore
import SealedSubmission
import Texts
public import Web

/// The send module for a person with a browser: log-in by PIN, upload of what was sealed, how far it has come, and, with
/// the code from the receipt, the password and another contact.
///
/// A PIN lets somebody lay a submission down and see the status, and nothing more. No page needs JavaScript.
public struct SendPages: Sendable {
    private let site: WebSite<SendPage>

    /// - Parameters:
    ///   - contact: whom at the trustee to ask.
    ///   - isTest: whether pages are marked as those of a test environment.
    public init(
        _ surroundings: SendModuleAPI.Surroundings, origin: WebOrigin, contact: Web.Contact, isTest: Bool
    ) throws {
        let sessions = WebSessions(draw: SecureRandom.bytes)
        let desk = PageDesk(surroundings: surroundings, sessions: sessions)
        let shell = try PageShell(
            PageShell.Settings(
                name: SendPageText.name.phrase, isTest: isTest, contacts: Web.Contact.Book([:], other: contact),
                menu: [
                    (SendPageText.overview.phrase, SendPage.overview.path),
                    (SendPageText.send.phrase, SendPage.send.path),
                ], logOutPath: SendPage.logOut.path),
            pages: SendPageTemplates.all, words: SendPageText.phrases.merging(AfterSendingText.phrases) { $1 })
        site = WebSite(
            WebSite.Surroundings(
                origin: origin, sessions: sessions, formKey: SecretBytes(SecureRandom.bytes(32)),
                clock: surroundings.clock, draw: SecureRandom.bytes, logIn: .front, report: surroundings.report),
            shell: shell
        ) { call in try await desk.answer(call) }
    }

    /// Answers one request; never throws. `/Sendemodul/`, letters of any case, leads to the front page.
    public func respond(to request: Request) async -> Response {
        let words = request.uri.path.lowercased().split(separator: "/")
        if words == ["sendemodul"], request.method == .get {
            return Response(status: .seeOther, headers: [.location: SendPage.front.path])
        }
        let answer = await site.respond(to: request)
        let body: ResponseBody =
            switch answer.body {
            case .octets(let octets): ResponseBody(byteBuffer: ByteBuffer(bytes: octets))
            case .stream(let length, let read):
                ResponseBody(contentLength: length) { writer in
                    for try await piece in read() { try await writer.write(ByteBuffer(bytes: piece)) }
                    try await writer.finish(nil)
                }
            }
        return Response(status: answer.status, headers: answer.headers, body: body)
    }
}

/// What stands in the main part of each page.
enum SendPageTemplates {
    static let all = [
        "front": front, "overview": overview, "send": send, "submission": submission, "sent": sent,
        "password": password, "contact-change": contact, "changed": changed,
    ]

    private static let front = """
        <p>{{t.introduction}}</p>
        <p>{{season}}</p>
        {{#letter}}<p>{{letter}}</p>{{/letter}}
        {{#form}}{{>form}}{{/form}}
        <p>{{t.certificateWay}}</p>
        """

    private static let overview = """
        <p>{{t.onlyStatus}}</p>
        <p><a href="{{sendLink}}">{{t.send}}</a></p>
        {{#isEmpty}}<p class="empty">{{t.noSubmissions}}</p>{{/isEmpty}}
        {{#submissions}}
        <section>
        <h2><a href="{{link}}">{{name}}</a></h2>
        {{#late}}<p class="error">{{late}}</p>{{/late}}
        {{#table}}{{>table}}{{/table}}
        </section>
        {{/submissions}}
        """

    private static let send = """
        <p>{{t.sendIntroduction}}</p>
        <p>{{t.resume}}</p>
        {{#hasArrived}}<p class="notice">{{t.partsKept}}</p>{{/hasArrived}}
        {{#table}}{{>table}}{{/table}}
        {{#form}}{{>form}}{{/form}}
        """

    private static let submission = """
        {{#late}}<p class="error">{{late}}</p>{{/late}}
        {{#table}}{{>table}}{{/table}}
        {{#parts}}{{>table}}{{/parts}}
        {{#isReceiving}}<p><a href="{{sendLink}}">{{t.goOn}}</a></p>{{/isReceiving}}
        {{#receiptLink}}<p><a href="{{receiptLink}}">{{t.receiptDownload}}</a></p>{{/receiptLink}}
        {{#hasArrived}}
        <h2>{{t.passwordTitle}}</h2>
        <p>{{passwordState}}</p>
        {{#form}}{{>form}}{{/form}}
        <h2>{{t.contactTitle}}</h2>
        {{#address}}<p>{{address}}</p>{{/address}}
        <p><a href="{{contactLink}}">{{t.contactChange}}</a></p>
        {{/hasArrived}}
        """

    private static let sent = """
        <p class="notice">{{t.sentWell}}</p>
        {{#table}}{{>table}}{{/table}}
        {{#code}}
        <h2>{{t.codeTitle}}</h2>
        <p><strong>{{code}}</strong></p>
        <p>{{t.codeUse}}</p>
        {{/code}}
        <p><a href="{{receiptLink}}">{{t.receiptDownload}}</a></p>
        <p><a href="{{link}}">{{t.toSubmission}}</a></p>
        """

    private static let password = """
        <p>{{t.passwordFor}}</p>
        <p><strong>{{password}}</strong></p>
        <p class="notice">{{until}}</p>
        <p><a href="{{link}}">{{t.toSubmission}}</a></p>
        """

    private static let contact = """
        <p>{{t.contactIntroduction}}</p>
        {{#address}}<p>{{address}}</p>{{/address}}
        {{#form}}{{>form}}{{/form}}
        <p><a href="{{link}}">{{t.toSubmission}}</a></p>
        """

    private static let changed = """
        <p class="notice">{{t.contactChanged}}</p>
        <p>{{address}}</p>
        <p><a href="{{link}}">{{t.toSubmission}}</a></p>
        """
}
