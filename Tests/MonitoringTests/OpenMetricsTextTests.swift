import Testing

@testable import Monitoring

@Suite("OpenMetrics text")
struct OpenMetricsTextTests {
    typealias Label = MetricFamily.Label
    typealias Sample = MetricFamily.Sample

    @Test("U-50 a gauge, a counter and an info, octet by octet, with UNIT, HELP and EOF")
    func families() {
        let text = OpenMetricsText.encode([
            MetricFamily(
                name: "a_seconds", kind: .gauge, unit: "seconds", help: "How long.",
                samples: [Sample([Label("tenant", "nord"), Label("kind", "x")], 1.5), Sample([], 0)]),
            MetricFamily(name: "b", kind: .counter, unit: nil, help: "How many.", samples: [Sample([], 3)]),
            MetricFamily(
                name: "c", kind: .info, unit: nil, help: "What.", samples: [Sample([Label("version", "1.0")], 1)]),
            MetricFamily(name: "d", kind: .gauge, unit: nil, help: "Nothing yet.", samples: []),
        ])
        #expect(
            text == """
                # TYPE a_seconds gauge
                # UNIT a_seconds seconds
                # HELP a_seconds How long.
                a_seconds{tenant="nord",kind="x"} 1.5
                a_seconds 0
                # TYPE b counter
                # HELP b How many.
                b_total 3
                # TYPE c info
                # HELP c What.
                c_info{version="1.0"} 1
                # TYPE d gauge
                # HELP d Nothing yet.
                # EOF

                """)
        #expect(OpenMetricsText.encode([]) == "# EOF\n")
        #expect(OpenMetricsText.contentType == "application/openmetrics-text; version=1.0.0; charset=utf-8")
    }

    @Test("U-50 backslash, quotation mark and line feed are escaped in labels and help; other signs stand as they are")
    func escapes() {
        let family = MetricFamily(
            name: "a", kind: .gauge, unit: nil, help: "b\\s \"q\"\nl", samples: [Sample([Label("l", "\\\"\nø\r{}")], 1)]
        )
        let expected = #"# HELP a b\\s \"q\"\nl"# + "\n" + #"a{l="\\\"\nø"# + "\r" + #"{}"} 1"# + "\n# EOF\n"
        #expect(OpenMetricsText.encode([family]) == "# TYPE a gauge\n" + expected)
    }

    @Test(
        "U-50 numbers in the forms that the standard knows",
        arguments: [
            (0, "0"), (-0.0, "0"), (1, "1"), (-2, "-2"), (0.1, "0.1"), (1_790_000_000.25, "1790000000.25"),
            (9_007_199_254_740_991, "9007199254740991"), (1e20, "1e+20"), (1e-7, "1e-07"), (.infinity, "+Inf"),
            (-.infinity, "-Inf"), (.nan, "NaN"),
        ] as [(Double, String)])
    func numbers(value: Double, text: String) {
        let family = MetricFamily(name: "a", kind: .gauge, unit: nil, help: "", samples: [Sample([], value)])
        #expect(OpenMetricsText.encode([family]).contains("\na \(text)\n"))
    }
}
