import Foundation
import Identifiers
import IplosContent
import SealedSubmission

/// One invented person of a submission.
struct InventedPerson {
    /// The municipality's own number.
    var local: Int
    /// Who it is, for the trustee: the same number is the same person everywhere.
    var who: Int
    /// The trustee's reason for no pseudonym.
    var reason: UInt8?
    var age = 81
    var sex = "K"
    /// Type, and hours where the type has any.
    var services: [(type: Int, hours: String?)] = [(15, "4.50"), (6, nil)]
    var provider: String?
    var functionValue = 3
    var hasFunctions = true
    var diagnosis: String? = "A04"
    /// The link is drawn by the client; here it follows from the local number, unless told otherwise.
    var linkSeed: Int

    init(_ local: Int, _ change: (inout InventedPerson) -> Void = { _ in }) {
        self.local = local
        who = local
        linkSeed = local
        change(&self)
    }

    var link: LinkID { LinkID(bytes: Self.sixteen(0x11, linkSeed))! }

    /// Sixteen bytes that look like no other's and can be searched for.
    static func pseudonym(_ who: Int) -> Pseudonym { Pseudonym(bytes: sixteen(0x77, who))! }

    var mapEntry: MapEntry {
        MapEntry(link: link, outcome: reason.map { .reason($0) } ?? .pseudonym(Self.pseudonym(who)))
    }

    private static func sixteen(_ mark: UInt8, _ number: Int) -> [UInt8] {
        (0..<16).map { (place: Int) -> UInt8 in
            guard place % 2 == 1 else { return mark &+ UInt8(place) }
            let octet = UInt8(truncatingIfNeeded: number >> (place / 2 % 3 * 8))
            return octet ^ UInt8(place * 15)
        }
    }

    func record(year: Int) -> PersonRecord {
        var person = PersonRecord()
        person.link = link
        func put(_ field: IplosField, _ text: String) { person.append(field, text.utf8) }
        put(.pePeID, "\(local)")
        put(.peAlder, "\(age)")
        put(.peKjonn, sex)
        put(.peKomnr, "9901")
        put(.peBydelsnr, "00")
        put(.peDiagReserv, "2")
        put(.peFraDato, "\(year)0101")
        put(.peEndrDato, "\(year)0101")
        person.beginRow(.circumstances)
        put(.poPeID, "\(local)")
        put(.poPoID, "1")
        for (field, code) in [
            (IplosField.poHusstand, "1"), (.poOmsorgBarn, "2"), (.poPrivHjelp, "1"), (.poBoligTilr, "1"),
            (.poVurdLege, "\(year)03"), (.poIndPlan, "1"), (.poFraDato, "\(year)0101"),
        ] { put(field, code) }
        for type in hasFunctions ? Array(1...17) : [] {
            person.beginRow(.function)
            put(.fnPeID, "\(local)")
            put(.fnFnID, "\(type)")
            put(.fnFunkType, "\(type)")
            put(.fnFunkVerdi, "\(functionValue)")
            put(.fnFraDato, "\(year)0110")
            put(.fnTilDato, "99991231")
        }
        for (index, service) in services.enumerated() {
            person.beginRow(.service)
            put(.tjPeID, "\(local)")
            put(.tjTjID, "\(index + 1)")
            put(.tjTjenType, "\(service.type)")
            put(.tjSoknadDato, "\(year)0105")
            put(.tjVedtDato, "\(year)0112")
            put(.tjVedtak, "2")
            if let hours = service.hours { put(.tjTimerUke, hours) }
            if let provider { put(.tjInstOrgnr, provider) }
            put(.tjFraDato, "\(year)0115")
            put(.tjTilDato, "99991231")
        }
        if let diagnosis {
            person.beginRow(.diagnosis)
            put(.diPeID, "\(local)")
            put(.diDiID, "1")
            put(.diKodeVersjon, "ICPC-2")
            put(.diDiagKode, diagnosis)
            put(.diFraDato, "\(year)0101")
            put(.diTilDato, "99991231")
        }
        return person
    }
}
