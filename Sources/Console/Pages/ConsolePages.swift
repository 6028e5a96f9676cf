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
            case .messages: return try await MessagesPage(desk: self).reply(to: call)
            case .message(let id): return .page(try await MessagePage(desk: self, id: id).page(call))
            case .evidence(let id): return try await MessagePage(desk: self, id: id).evidence(call.language)
            case .resend(let id): return try await MessagePage(desk: self, id: id).resend(call.language)
            case .tasks: return .page(try await TasksPage(desk: self).page(call))
            case .resendGroup: return try await TasksPage(desk: self).resend(call)
            case .task(let id), .take(let id), .change(let id):
                return try await TaskPage(desk: self, id: id).respond(to: call)
            case .security, .securitySign: return try await SecurityPage(desk: self).respond(to: call)
            case .deviation(let route): return try await DeviationPages(desk: self).respond(to: route, call)
            case .people(let route): return try await PeoplePages(desk: self).respond(to: route, call)
            case .front, .logOut, .link, .open, .report, .signIn: return .fault(.notFound)
            }
        } catch let error as AdministrationError {
            switch (error.code, error.exit) {
            // What another tenant has is not there either.
            case ("message-unknown", _), ("task-unknown", _), ("deviation-unknown", _), ("account-unknown", _):
                return .fault(.notFound)
            case ("people-right-missing", _): return .fault(.rightMissing)
            // The tenant is gone, and with it what the session is for.
            case ("tenant-unknown", _), ("tenant-erased", _): return .fault(.sessionNeeded)
            case (_, .temporary), (_, .unavailable): return .fault(.busy)
            default: throw error
            }
        }
    }

    /// Carries out a request about the guest's tenant.
    func ask<Request: AdministrationRequest>(_ request: Request, _ language: Language) async throws -> Request.Reply {
        try await ground.administration().perform(request, by: guest.actor, in: language)
    }

    var mayAct: Bool { guest.messages.contains(.act) }
}
