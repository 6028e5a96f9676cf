/// One row of TJENESTE, before it is written.
struct GeneratedService {
    var row: Int
    var decision: Int
    /// 1, or more when the decision was renewed.
    var number: Int
    var type: Int
    var applied: Int
    var decided: Int
    /// Hundredths of an hour a week.
    var hours: Int?
    /// In ASCII; nil when none is given.
    var provider: [UInt8]?
    var from: Int
    var to: Int?
    var isRefused = false
    /// Written instead of the first day.
    var impossibleFrom: StaticString?
}

extension ServiceWriting {
    func write(_ service: GeneratedService, to out: inout ExtractBytes) {
        out.row(
            "<TJENESTE",
            [
                (" tjPeID", person.localNumber), (" tjTjID", service.row), (" tjVeID", service.decision),
                (" tjVeNrID", service.number),
            ])
        out.field("tjTjenType", service.type)
        out.field("tjSoknadDato", day: service.applied)
        out.field("tjVedtDato", day: service.decided)
        out.field("tjVedtak", service.isRefused ? 1 : 2)
        if let hours = service.hours { out.field("tjTimerUke", hundredths: hours) }
        if let provider = service.provider { out.field("tjInstOrgnr", octets: provider) }
        if !service.isRefused {
            if let impossible = service.impossibleFrom {
                out.field("tjFraDato", impossible)
            } else {
                out.field("tjFraDato", day: service.from)
            }
            out.field("tjTilDato", day: service.to)
        }
        out.text("</TJENESTE>\n")
    }

    /// Spoils the first service whose newest row comes by, where the person's fault lies in one.
    mutating func plantFault(in service: inout GeneratedService) {
        guard !hasPlanted else { return }
        hasPlanted = true
        switch person.fault {
        case .unknownServiceCode: service.type = 10
        case .missingOrganisationNumber: service.provider = nil
        case .wrongOrganisationCheckDigit: service.provider = service.provider.map(Self.withOtherLastDigit)
        case .unknownOrganisationNumber: service.provider = season.unknownProvider
        case .decisionBeforeApplication: service.applied = service.decided + 3
        case .stopBeforeStart:
            service.from = season.lastDay - 10
            service.to = service.from - 5
        case .startAfterYear: service.from = season.lastDay + 10
        case .impossibleDate: service.impossibleFrom = "20160231"
        case .tooManyHours: service.hours = 20_000
        case .missingHours: service.hours = nil
        case .duplicateRow, .overlappingStays, .homeServiceDuringStay, .noServices, .missingIdentity, .invalidIdentity,
            .duplicatePerson, .wrongAge, .deadBeforeYear, .unknownElement, .unknownHouseholdCode,
            .assistanceWithoutNeed, .noFunctions, .unknownFunctionValue, .diagnosisWithoutSystem, .formulaText, nil:
            break
        }
    }

    /// The faults that are a row too many.
    mutating func writeFaults(to out: inout ExtractBytes) {
        switch person.fault {
        case .overlappingStays: write(newService(21, from: season.lastDay - 30, to: nil, hours: nil), to: &out)
        case .homeServiceDuringStay: write(newService(15, from: season.lastDay - 30, to: nil, hours: 300), to: &out)
        case .duplicateRow:
            var service = newService(15, from: season.lastDay - 30, to: nil, hours: 300)
            service.row = 1
            write(service, to: &out)
        default: break
        }
    }

    private static func withOtherLastDigit(_ digits: [UInt8]) -> [UInt8] {
        digits.dropLast() + [digits.last == 48 ? 49 : 48]
    }
}
