import Foundation
import Identifiers
import SealedSubmission
import TestSupport
import Testing
import Texts
import Trustee
import Web

@testable import SendModule

@Suite("The send module in a browser")
struct BrowserTests {
    /// The whole of it: wrong and right log-in, half an upload and a whole one, the code, the password and another contact.
    @Test(
        "N-41 every page of the send module is free of what axe finds, in three languages and both colour schemes",
        arguments: ["nb", "nn", "en"])
    func pages(language: String) async throws {
        let scene = try await Scene()
        let pages = try SendPages(
            scene.api.surroundings, origin: try #require(WebOrigin(BrowserWalk.origin)),
            contact: Web.Contact(who: Phrase("Vakta", "Vakta", "On duty"), mail: "vakt@trustee.example"), isTest: true)
        let sealed = try SealedByMunicipality(scene)
        let folder = scene.scratch
        let manifest = try folder.write(sealed.manifest, to: "manifest.p7s")
        let parts = try sealed.parts.map { try folder.write($0.bytes, to: $0.fileName) }
        let looks = try await scene.serving(pages: pages) { client in
            let sending = Self.logIn(isWrongFirst: true) + Self.send(sealed.id, manifest, parts)
            let sent = try await BrowserWalk(sending, languages: [language], forbidden: [Scene.pin])
                .go(port: client.port)
            #expect(sent.faults == [])
            try await AfterSendingTests.ready(scene, sealed.id)
            // The register's receipt has not come by a quarter past eight.
            scene.clock.pass(20.5 * 3600)
            let code = try #require(sent.kept["code"])
            let after = Self.logIn(isWrongFirst: false) + Self.afterSending(sealed.id, code)
            let seen = try await BrowserWalk(after, languages: [language], forbidden: [Scene.pin]).go(port: client.port)
            #expect(seen.faults == [])
            return sent.looks + seen.looks
        }
        let routes = Set(
            looks.compactMap { look in
                let words = look.path.split(separator: "/").map(String.init)
                return (SendPage(.get, words) ?? SendPage(.post, words)).map(Self.name)
            })
        // The receipt is a file, and going out leads to the front; an upload's and a change's page have the form's address.
        let wanted = Set(SendPage.examples.map(Self.name))
        #expect(wanted.subtracting(routes) == ["receipt", "logOut", "upload", "changeContact"])
        #expect(Set(looks.map(\.scheme)) == ["light", "dark"] && Set(looks.map(\.language)) == [language])
    }

    private static let button = "main form button"

    private static func logIn(isWrongFirst: Bool) -> [BrowserWalk.Step] {
        func fields(_ pin: String) -> [BrowserWalk.Step] {
            [
                .fill("municipality", "9901"), .fill("district", "00"),
                .fill("organisation", Scene.north.number.digits), .fill("pin", pin), .press(button), .look,
            ]
        }
        return [.open(SendPage.front.path), .look] + (isWrongFirst ? fields("0000") : []) + fields(Scene.pin)
    }

    private static func send(
        _ id: SubmissionID, _ manifest: String, _ parts: [String]
    ) -> [BrowserWalk.Step] {
        [
            .open(SendPage.send.path), .look, .press(button), .look,
            .attach("manifest", [manifest]), .attach("parts", Array(parts.dropLast())), .press(button), .look,
            .open(SendPage.submission(id).path), .look,
            .open(SendPage.send.path), .attach("manifest", [manifest]), .attach("parts", parts), .press(button), .look,
            .keep("code", of: "main strong"), .open(SendPage.submission(id).path), .look,
            .open("/nowhere"), .look,
        ]
    }

    private static func afterSending(_ id: SubmissionID, _ code: String) -> [BrowserWalk.Step] {
        let contact: [BrowserWalk.Step] = [
            .fill("role", "IPLOS-kontakt"), .fill("name", "Ola Prøvesen"), .fill("phone", "68050002"),
        ]
        return [
            .open(SendPage.submission(id).path), .look, .fill("code", "feil"), .press(button), .look,
            .fill("code", code), .press(button), .look,
            .open(SendPage.contact(id).path), .look,
        ] + contact + [.fill("email", "ola@nordbygda"), .fill("code", code), .press(button), .look]
            + contact + [.fill("email", "ola@nordbygda.example"), .fill("code", code), .press(button), .look]
            + [.open(SendPage.overview.path), .press("form[action='\(SendPage.logOut.path)'] button"), .look]
    }

    private static func name(_ page: SendPage) -> String {
        Mirror(reflecting: page).children.first?.label ?? "\(page)"
    }
}
