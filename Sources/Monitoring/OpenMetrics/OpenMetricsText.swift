/// Writes metrics as OpenMetrics text, version 1.0.
///
/// Names are written as they are given; texts are escaped. Each family is written once, with all its samples.
public enum OpenMetricsText {
    /// The media type of what ``encode(_:)`` gives (OpenMetrics 1.0, "Text format").
    public static let contentType = "application/openmetrics-text; version=1.0.0; charset=utf-8"

    public static func encode(_ families: [MetricFamily]) -> String {
        var text = ""
        for family in families {
            text += "# TYPE \(family.name) \(family.kind.rawValue)\n"
            if let unit = family.unit { text += "# UNIT \(family.name) \(unit)\n" }
            text += "# HELP \(family.name) \(escaped(family.help))\n"
            for sample in family.samples {
                text += "\(family.sampleName)\(labels(sample.labels)) \(number(sample.value))\n"
            }
        }
        return text + "# EOF\n"
    }

    private static func labels(_ labels: [MetricFamily.Label]) -> String {
        guard !labels.isEmpty else { return "" }
        return "{" + labels.map { "\($0.name)=\"\(escaped($0.value))\"" }.joined(separator: ",") + "}"
    }

    /// Line feed, quotation mark and backslash are the three that have a form of their own (OpenMetrics 1.0, "ABNF").
    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": escaped += "\\\\"
            case "\n": escaped += "\\n"
            case "\"": escaped += "\\\""
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    /// The shortest that reads back to the same number; whole ones without a point.
    private static func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
        // Beyond this a Double no longer tells each whole number from the next.
        if value.rounded() == value, abs(value) < 9_007_199_254_740_992 { return "\(Int64(value))" }
        return "\(value)"
    }
}
