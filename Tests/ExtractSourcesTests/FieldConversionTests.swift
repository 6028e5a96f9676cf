import IplosContent
import Testing

@testable import Reporting

@Suite("Bringing values into the format's form")
struct FieldConversionTests {
    private func convert(_ text: String, _ form: FieldForm) -> String {
        String(decoding: FieldConversion.convert(Array(text.utf8)[...], to: form), as: UTF8.self)
    }

    @Test(
        "dates",
        arguments: [
            ("2016-01-31", "20160131"), ("2016-01-31 13:00:00+01", "20160131"), ("2016-01-31T13:00", "20160131"),
            ("31.01.2016", "20160131"), ("20160131", "20160131"), ("infinity", "99991231"), ("9999-12-31", "99991231"),
            // Not known: left as it is, for the check to tell.
            ("31/01/2016", "31/01/2016"), ("2016-1-31", "2016-1-31"), ("01.02.16", "01.02.16"),
            ("2016-01-311", "2016-01-311"),
        ])
    func dates(text: String, wanted: String) { #expect(convert(text, .date) == wanted) }

    @Test(
        "months",
        arguments: [
            ("2016-01", "201601"), ("2016-01-31", "201601"), ("201601", "201601"), ("20160131", "201601"),
            ("1/16", "1/16"),
        ])
    func months(text: String, wanted: String) { #expect(convert(text, .month) == wanted) }

    @Test(
        "hours, rounded to hundredths",
        arguments: [
            ("12", "12.00"), ("12,5", "12.50"), ("12.5", "12.50"), ("0.005", "0.01"), ("12.4996", "12.50"),
            ("12.994", "12.99"), ("12.995", "13.00"), ("-1", "-1"), ("1.2.3", "1.2.3"), ("12.", "12."), (".5", ".5"),
            ("x", "x"),
        ])
    func hours(text: String, wanted: String) { #expect(convert(text, .hours) == wanted) }

    @Test("numbers get back the zeros they lost and lose the decimals they never had")
    func digits() {
        #expect(convert("301", .digits(4...4)) == "0301" && convert("0", .digits(2...2)) == "00")
        #expect(convert("21.0", .digits(1...2)) == "21" && convert("21.5", .digits(1...2)) == "21.5")
        #expect(convert("7", .digits(1...10)) == "7" && convert("x1", .digits(4...4)) == "x1")
        #expect(convert("999 123 456", .provider) == "999123456" && convert("K 1", .text(maximum: 3)) == "K 1")
    }
}
