import CommandOutcome
import Foundation
import MunicipalNode
import Texts
import Web

/// The pages of one tenant's messages: asks what administrators ask for, in the guest's name, and shows the answers.
struct ConsolePages: Sendable {
    let ground: WebsiteGround
    let guest: WebGuest

    func respond(to call: WebCall<ConsoleRoute>) async throws -> WebReply {
        do {
            switch call.route {
            case .overview, .stillOverview: return .page(try await OverviewPage(desk: self).page(call))
            case .messages: return .page(try await MessagesPage(desk: self).page(call))
            case .message(let id): return .page(try await MessagePage(desk: self, id: id).page(call.language))
            case .evidence(let id): return try await MessagePage(desk: self, id: id).evidence(call.language)
            case .resend(let id): return try await MessagePage(desk: self, id: id).resend(call.language)
            case .tasks: return .page(try await TasksPage(desk: self).page(call))
            case .resendGroup: return try await TasksPage(desk: self).resend(call)
            case .task(let id), .take(let id), .note(let id), .close(let id):
                return try await TaskPage(desk: self, id: id).respond(to: call)
            case .front, .logOut, .link, .open, .report: return .fault(.notFound)
            }
        } catch let error as AdministrationError {
            // What another tenant has is not there either.
            guard ["message-unknown", "task-unknown"].contains(error.code) else { throw error }
            return .fault(.notFound)
        }
    }

    /// Carries out a request about the guest's tenant.
    func ask<Request: AdministrationRequest>(_ request: Request, _ language: Language) async throws -> Request.Reply {
        try await ground.administration().perform(request, by: guest.actor, in: language)
    }

    var mayAct: Bool { guest.messages.contains(.act) }
}
