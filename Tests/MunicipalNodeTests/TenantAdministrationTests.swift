import AddressRegister
import Certificates
import CommandOutcome
import Foundation
import Identifiers
import SQLiteStore
import Store
import TestSupport
import Testing

@testable import MunicipalNode

@Suite("Administration of tenants")
struct TenantAdministrationTests {
    @Test("U-46 adding the same tenant again does nothing, another under its name is refused")
    func addTwice() async throws {
        let installation = try Installation()
        try await installation.addTenant()
        let again = try await installation.ask(
            TenantAdd(
                id: Installation.tenant, displayName: Installation.organisation.name,
                organisationNumber: Installation.organisation.number, controller: "Kommunedirektøren"))
        #expect(!again.created)
        let other = await installation.refusal(
            TenantAdd(
                id: Installation.tenant, displayName: "Another", organisationNumber: Installation.organisation.number,
                controller: "X"))
        #expect(other?.code == "exists")
        #expect(other?.exit == .cannotCreate)
        #expect(try await installation.ask(TenantList()).tenants.count == 1)
    }

    @Test("U-46 a dry run checks and changes nothing, in no record either")
    func dryRun() async throws {
        let installation = try Installation()
        try await installation.addTenant()
        let before = try await installation.ask(AuditShow(tenant: nil)).records.count
        let reply = try await installation.ask(
            AddressAdd(tenant: nil, her: Installation.her, ediAddress: EDIAddress("nord@edi.example")), dryRun: true)
        #expect(reply.address.mailbox == "post")
        #expect(try await installation.ask(TenantShow(tenant: nil)).addresses.isEmpty)
        #expect(try await installation.ask(AuditShow(tenant: nil)).records.count == before)
    }

    @Test("M-037 two tenants never read one mailbox; it can be moved from one to the other")
    func mailboxInUse() async throws {
        let installation = try Installation()
        try await installation.addTenant()
        let other = try #require(TenantID("sor"))
        try await installation.ask(
            TenantAdd(
                id: other, displayName: "Sør", organisationNumber: SyntheticOrganisations.southMunicipality.number,
                controller: "Rådmannen"))
        let edi = EDIAddress("nord@edi.example")
        let first = AddressAdd(tenant: Installation.tenant, her: Installation.her, ediAddress: edi)
        try await installation.ask(first)
        try await installation.ask(first)
        let second = AddressAdd(tenant: other, her: Installation.partner, ediAddress: edi)
        #expect(await installation.refusal(second)?.code == "mailbox-in-use")
        try await installation.ask(AddressRemove(tenant: Installation.tenant, her: Installation.her))
        #expect(try await installation.ask(second).address.mailbox == "post")
    }

    @Test("M-121 a tenant is not promoted while anything is missing, each thing one line")
    func promoteRefused() async throws {
        let installation = try Installation()
        try await installation.addTenant()
        let refusal = await installation.refusal(TenantPromote(tenant: nil, stage: .production))
        #expect(refusal?.code == "not-ready")
        #expect(refusal?.exit == .negative)
        #expect(refusal?.details.count == 5)
        // Each says what to do, with the command.
        #expect(refusal?.details.allSatisfy { $0.contains("`budstikke ") } == true)
        #expect(refusal?.details.allSatisfy { !$0.contains("\n") } == true)
        #expect(try await installation.ask(TenantList()).tenants.first?.stage == .test)
    }

    @Test(
        "M-121 what the register says otherwise stops promotion, each by name",
        arguments: ["organisation number", "EDI address", "signing certificate", "not active", "does not answer"])
    func registerDiffers(what: String) async throws {
        let installation = try Installation()
        try await installation.addCompleteTenant()
        let party =
            switch what {
            case "organisation number":
                try installation.registeredSelf(organisation: SyntheticOrganisations.southMunicipality.number)
            case "EDI address": try installation.registeredSelf(edi: "elsewhere@edi.example")
            case "signing certificate":
                try installation.registeredSelf(signing: installation.identity(.signing, generation: 2).certificate)
            default: try installation.registeredSelf(active: what != "not active")
            }
        installation.register.put(party)
        if what == "does not answer" { installation.register.stopAnswering() }
        let refusal = await installation.refusal(TenantPromote(tenant: nil, stage: .pilot))
        #expect(refusal?.details.count == 1)
        #expect(refusal?.details.first?.contains(what) == true)
        // A register that is silent may answer in a minute; a difference has to be put right by someone.
        #expect(refusal?.exit == (what == "does not answer" ? .temporary : .negative))
    }

    @Test("M-121 a tenant that the register agrees about goes to pilot and production, on record, and back")
    func promote() async throws {
        let installation = try Installation()
        try await installation.addCompleteTenant()
        installation.register.put(try installation.registeredSelf())
        #expect(try await installation.ask(TenantPromote(tenant: nil, stage: .pilot)).tenant.stage == .pilot)
        let mark = try await installation.ask(SecurityReport(tenant: nil)).mark
        try await installation.ask(SecuritySign(tenant: nil, person: "Kari Prøvesen", seen: mark))
        let reply = try await installation.ask(TenantPromote(tenant: nil, stage: .production))
        #expect(reply.from == .pilot)
        #expect(!reply.readiness.contains { !$0.done })
        #expect(try await installation.ask(TenantList()).tenants.first?.stage == .production)
        let records = try await installation.ask(AuditShow(tenant: nil)).records
        #expect(records.filter { $0.action == "tenant.promote" }.map { $0.detail["to"] } == ["pilot", "production"])
        #expect(installation.exchange.asked.last == "changed nord")
        #expect(try await installation.ask(TenantPromote(tenant: nil, stage: .test)).tenant.stage == .test)
    }

    @Test("M-121 an address outside the stage's mail domains stops promotion")
    func stageDomain() async throws {
        let installation = try Installation()
        try await installation.addCompleteTenant()
        installation.register.put(try installation.registeredSelf())
        try await installation.ask(
            AddressAdd(
                tenant: nil, her: Installation.her, ediAddress: EDIAddress("nord@edi-test.example"), mailbox: "post"))
        let refusal = await installation.refusal(TenantPromote(tenant: nil, stage: .production))
        #expect(refusal?.details.contains { $0.contains("not in a mail domain of stage production") } == true)
    }

    @Test("M-039 a tenant is erased only with its own number, and then never read again")
    func erase() async throws {
        let installation = try Installation()
        try await installation.addTenant()
        let wrong = await installation.refusal(
            TenantErase(
                tenant: Installation.tenant, confirmation: SyntheticOrganisations.southMunicipality.number))
        #expect(wrong?.code == "confirmation-wrong")
        try await installation.ask(
            TenantErase(tenant: Installation.tenant, confirmation: Installation.organisation.number))
        let after = await installation.refusal(TenantShow(tenant: Installation.tenant))
        #expect(after != nil)
    }

    @Test("without --tenant the only one is meant; with several one must be named, a misspelt one is corrected")
    func whichTenant() async throws {
        let installation = try Installation()
        #expect(await installation.refusal(TenantShow(tenant: nil))?.code == "no-tenant")
        try await installation.addTenant()
        try await installation.ask(
            TenantAdd(
                id: TenantID("sor")!, displayName: "Sør",
                organisationNumber: SyntheticOrganisations.southMunicipality.number,
                controller: "K"))
        let refusal = await installation.refusal(TenantShow(tenant: nil))
        #expect(refusal?.code == "tenant-needed")
        #expect(refusal?.details == ["nord", "sor"])
        #expect(await installation.refusal(TenantShow(tenant: TenantID("nordd")))?.sentence.contains("`nord`") == true)
    }

    @Test("an own HER-id takes name and address from the register, and its mailbox from the configuration")
    func addressFromRegister() async throws {
        let installation = try Installation()
        try await installation.addTenant()
        #expect(
            await installation.refusal(AddressAdd(tenant: nil, her: Installation.her))?.code == "edi-address-needed")
        installation.register.put(try installation.registeredSelf())
        let reply = try await installation.ask(AddressAdd(tenant: nil, her: Installation.her))
        #expect(reply.address.name == "Helse og omsorg")
        #expect(reply.address.mailbox == "post")
        #expect(reply.remarks.isEmpty)
        installation.register.stopAnswering()
        let silent = await installation.refusal(AddressAdd(tenant: nil, her: Installation.her))
        #expect(silent?.code == "register-unavailable")
        #expect(silent?.exit == .unavailable)
        let given = try await installation.ask(
            AddressAdd(tenant: nil, her: Installation.her, ediAddress: EDIAddress("nord@edi.example")))
        #expect(given.remarks.first?.contains("nothing was compared") == true)
        let elsewhere = await installation.refusal(
            AddressAdd(tenant: nil, her: HERId(80_002)!, ediAddress: EDIAddress("other@edi.example")))
        #expect(elsewhere?.code == "mailbox-needed")
    }

    @Test("M-012 a record system gets only the tenant's own HER-ids and a folder of its own")
    func recordSystem() async throws {
        let installation = try Installation()
        try await installation.addCompleteTenant()
        let folder = installation.directory.path("journal")
        for area in ["out", "in", "receipts", "taken", "refused"] {
            #expect(FileStatus(folder + "/" + area)?.isDirectory == true)
        }
        let foreign = await installation.refusal(
            RecordSystemAdd(tenant: nil, systemName: "x", folder: folder + "2", herIDs: [Installation.partner]))
        #expect(foreign?.code == "folder-missing")
        #expect(foreign?.remedy?.contains("install -d -m 2770 -g GROUP \(folder)2") == true)
        try FileManager.default.createDirectory(atPath: folder + "2", withIntermediateDirectories: false)
        #expect(
            await installation.refusal(
                RecordSystemAdd(tenant: nil, systemName: "x", folder: folder + "2", herIDs: [Installation.partner])
            )?.code == "her-not-own")
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: folder + "2").isEmpty, "nothing is made for a refusal")
        #expect(
            await installation.refusal(
                RecordSystemAdd(tenant: nil, systemName: "x", folder: folder + "/in", herIDs: [Installation.her])
            )?.code == "folder-taken")
        #expect(await installation.refusal(AddressRemove(tenant: nil, her: Installation.her))?.code == "in-use")
        try await installation.ask(RecordSystemRemove(tenant: nil, systemName: "journal"))
        #expect(try await installation.ask(RecordSystemList(tenant: nil)).recordSystems.isEmpty)
        #expect(
            await installation.refusal(RecordSystemRemove(tenant: nil, systemName: "journal"))?.exit == .noInput)
    }

    @Test("M-107 what waits for a record system in one place is not left there by a change of place or HER-id")
    func waiting() async throws {
        let installation = try Installation()
        try await installation.addCompleteTenant()
        var message = StoredMessage(
            serverID: UUID(), direction: .incoming, kind: .business, state: .handedOver, at: Installation.now)
        message.toHER = Installation.her
        let stored = try await installation.insert(message)
        var offer = Offer(
            id: UUID(), message: stored.key, recordSystem: "journal", receiver: Installation.her, state: .written,
            at: Installation.now)
        let store = try await installation.store.tenant(Installation.tenant, as: "server")
        try await store.write { [offer] in try $0.set(offer) }
        let elsewhere = installation.directory.path("elsewhere")
        try FileManager.default.createDirectory(atPath: elsewhere, withIntermediateDirectories: false)
        let move = RecordSystemAdd(tenant: nil, systemName: "journal", folder: elsewhere, herIDs: [Installation.her])
        #expect(await installation.refusal(move)?.code == "documents-waiting")
        offer.state = .taken
        try await store.write { [offer] in try $0.set(offer) }
        #expect(await installation.refusal(move) == nil)
    }
}
