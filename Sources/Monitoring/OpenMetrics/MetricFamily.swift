/// What is measured under one name, and what it comes to now (OpenMetrics 1.0, "MetricFamily").
public struct MetricFamily: Sendable, Equatable {
    /// How values behave; sets the ending of the samples' name.
    public enum Kind: String, Sendable, CaseIterable {
        /// Goes up and down.
        case gauge
        /// Only rises while the process lives; samples end in `_total`.
        case counter
        /// Says something in its labels, with the value 1; samples end in `_info`.
        case info
    }

    /// One value, told apart by its labels.
    public struct Sample: Sendable, Equatable {
        /// In the order in which they are written.
        public let labels: [Label]
        public let value: Double

        public init(_ labels: [Label] = [], _ value: Double) {
            self.labels = labels
            self.value = value
        }
    }

    /// A label's name, `[a-zA-Z_][a-zA-Z0-9_]*`, and value, any text.
    public struct Label: Sendable, Hashable {
        public let name: String
        public let value: String

        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// `[a-zA-Z_:][a-zA-Z0-9_:]*`, ending in the unit where there is one, and without the ending of the kind.
    public let name: String
    public let kind: Kind
    /// A base unit: `seconds`, `bytes`.
    public let unit: String?
    public let help: String
    public let samples: [Sample]

    public init(name: String, kind: Kind, unit: String?, help: String, samples: [Sample]) {
        self.name = name
        self.kind = kind
        self.unit = unit
        self.help = help
        self.samples = samples
    }

    /// The name that its samples have, which queries use.
    public var sampleName: String { Self.sampleName(name, kind) }

    public static func sampleName(_ name: String, _ kind: Kind) -> String {
        switch kind {
        case .gauge: name
        case .counter: name + "_total"
        case .info: name + "_info"
        }
    }
}
