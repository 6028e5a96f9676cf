public import ArgumentParser
import Commands
public import ExtractSources
public import Foundation
public import Identifiers
public import IplosExtract
public import SealedSubmission
public import Store
public import Texts

extension TenantID: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}

extension HERId: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}

/// Organisation numbers as people write them, spaces between the digits included.
enum OrganisationNumberArgument {
    /// - Throws: `ValidationError` that says whether the length or the check digit is wrong.
    static func read(_ text: String) throws -> OrganisationNumber {
        let digits = text.filter { !$0.isWhitespace }
        guard let number = OrganisationNumber(digits) else { throw ValidationError(fault(in: digits)) }
        return number
    }

    /// What is wrong with it, in one sentence.
    static func fault(in text: String) -> String {
        let digits = text.filter { !$0.isWhitespace }
        guard digits.count == 9, digits.allSatisfy({ $0.isASCII && $0.isNumber }) else {
            return "An organisation number has nine digits and nothing else."
        }
        return "The check digit does not fit: at least one of the nine digits is wrong."
    }
}

extension EDIAddress: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}

extension HTTPAddress: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}

extension Language: ExpressibleByArgument {}
extension Stage: ExpressibleByArgument {}
extension MessageState: ExpressibleByArgument {}
extension ApplicationState: ExpressibleByArgument {}
extension MessageKind: ExpressibleByArgument {}
extension Direction: ExpressibleByArgument {}
extension KeyRecord.Purpose: ExpressibleByArgument {}
extension Deviation.Category: ExpressibleByArgument {}
extension Deviation.State: ExpressibleByArgument {}
extension UUID: @retroactive ExpressibleByArgument {
    public init?(argument: String) { self.init(uuidString: argument) }
}

/// A time as people write it: `2026-03-01`, `2026-03-01T08:00`, or back from now: `24h`, `7d`, `30m`.
struct TimeArgument: ExpressibleByArgument, Equatable {
    private enum Written: Equatable {
        case ago(TimeInterval)
        case at(Date)
    }

    private let written: Written

    init?(argument: String) {
        let units: [Character: TimeInterval] = ["m": 60, "h": 3600, "d": 86_400]
        if let unit = argument.last.flatMap({ units[$0] }), let count = Int(argument.dropLast()), count >= 0 {
            written = .ago(TimeInterval(count) * unit)
            return
        }
        guard let date = LocalTime.date(argument) else { return nil }
        written = .at(date)
    }

    func date(from now: Date) -> Date {
        switch written {
        case .ago(let seconds): now - seconds
        case .at(let date): date
        }
    }
}

/// Four digits.
extension MunicipalityNumber: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}

/// Two digits.
extension DistrictNumber: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}

/// A municipality and district, as `9901-00`.
extension ReportingUnit: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}

extension SubmissionID: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument.lowercased()) }
}

extension SubmissionKind: ExpressibleByArgument {}
extension PlantedFault: ExpressibleByArgument {}
extension ReportRight: ExpressibleByArgument {}
extension MappingExample.Kind: ExpressibleByArgument {}

extension MessageTask.Closing: ExpressibleByArgument {
    // The server's own ending is not one to choose.
    public static var allValueStrings: [String] { allCases.filter { $0 != .solvedItself }.map(\.rawValue) }
}
