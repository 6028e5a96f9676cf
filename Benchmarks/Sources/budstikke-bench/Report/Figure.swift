/// One measured value, with what it is held against.
struct Figure: Codable, Sendable {
    let name: String
    let value: Double
    let unit: String
    /// The value divided by what `yardstick` names, measured in the same run.
    var ratio: Double?
    var yardstick: String?
    /// What the project wants, such as `>= 0.6`.
    var aim: String?

    init(
        _ name: String, _ value: Double, _ unit: String, ratio: Double? = nil, of yardstick: String? = nil,
        aim: String? = nil
    ) {
        self.name = name
        self.value = value
        self.unit = unit
        self.ratio = ratio
        self.yardstick = yardstick
        self.aim = aim
    }
}

/// What one section has found.
struct SectionReport: Codable, Sendable {
    let section: Section
    let title: String
    var figures: [Figure]
    /// What one must know to read the figures.
    var remarks: [String] = []
    /// Set when something did not end as it must: a figure from such a run is worth nothing.
    var failure: String?
}

/// The whole run.
struct BenchReport: Codable, Sendable {
    var schemaVersion = 1
    let machine: Machine
    var sections: [SectionReport] = []

    var isSound: Bool { sections.allSatisfy { $0.failure == nil } }
}
