/// The figures of one submission, from which its tables and next year's comparisons are made.
///
/// Whole numbers only, each under a name that keeps its meaning from year to year; hours are in hundredths.
struct Tally: Sendable, Equatable, Codable {
    private var figures: [String: Int] = [:]

    subscript(_ name: Name) -> Int { figures[name.text] ?? 0 }

    mutating func add(_ name: Name, _ amount: Int = 1) { figures[name.text, default: 0] += amount }

    /// The service types that anyone received.
    var serviceTypes: [Int] {
        figures.keys.compactMap { $0.hasPrefix("service/") ? Int($0.dropFirst("service/".count)) : nil }.sorted()
    }

    /// What a figure counts.
    struct Name: Sendable, Hashable {
        let text: String

        private init(_ text: String) { self.text = text }

        /// Persons in the submission.
        static let persons = Name("persons")
        /// Persons with a service that counts during the year.
        static let recipients = Name("recipients")
        /// Persons with a service that counts on its last day.
        static let recipientsAtEnd = Name("recipients-at-end")

        /// Persons who received a type of service during the year.
        static func service(_ type: Int) -> Name { Name("service/\(type)") }
        /// Those of them with a diagnosis.
        static func diagnosed(_ type: Int) -> Name { Name("diagnosed/\(type)") }
        /// Persons living in an institution for good, or at home, on the last day.
        static func living(_ place: Living) -> Name { Name("living/\(place.rawValue)") }
        /// Those of them for whom something is registered.
        static func registered(_ item: RegisteredItem, _ place: Living) -> Name {
            Name("registered/\(place.rawValue)/\(item.rawValue)")
        }
        /// Persons with a need, by age group.
        static func need(_ need: AssistanceNeed, _ age: AgeGroup) -> Name {
            Name("need/\(need.rawValue)/\(age.rawValue)")
        }
        /// A part of an indicator.
        static func indicator(_ part: IndicatorPart) -> Name { Name("indicator/\(part.rawValue)") }
    }
}

/// Where somebody lives on the last day of the year.
enum Living: String, Sendable, CaseIterable {
    /// A long-term stay in an institution (21).
    case longTerm = "long-term"
    case home
}

/// What is registered about a person or not.
enum RegisteredItem: String, Sendable, CaseIterable {
    case function, diagnosis, doctor, dentist
    case individualPlan = "plan"
    case household
}

/// The age groups of the published tables, by age at the end of the year.
enum AgeGroup: String, Sendable, CaseIterable {
    case to17 = "0-17"
    case to49 = "18-49"
    case to66 = "50-66"
    case to79 = "67-79"
    case to89 = "80-89"
    case over = "90+"
    case unknown = "?"

    init(_ age: Int?) {
        switch age {
        case .some(0...17): self = .to17
        case .some(18...49): self = .to49
        case .some(50...66): self = .to66
        case .some(67...79): self = .to79
        case .some(80...89): self = .to89
        case .some(90...): self = .over
        default: self = .unknown
        }
    }
}

/// The counts and sums that indicators are made of.
enum IndicatorPart: String, Sendable, CaseIterable {
    case homeServices, activation, both, extensiveAtHome, extensiveAtHome80, institution, timeLimitedExtensive
    case hoursPersons, hoursSum, nursingPersons, nursingSum, highHours, highHoursAtHome, individualPlan, assistants
    case staffedHousing, privateHelp
}
