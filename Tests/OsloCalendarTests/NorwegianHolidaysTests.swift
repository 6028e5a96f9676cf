import Testing

@testable import OsloCalendar

@Suite("Norwegian public holidays")
struct NorwegianHolidaysTests {
    @Test(
        "Easter Sunday, the earliest and latest there can be among them",
        arguments: [
            "1961-04-02", "1818-03-22", "1943-04-25", "2000-04-23", "2008-03-23", "2016-03-27", "2024-03-31",
            "2025-04-20", "2026-04-05", "2027-03-28", "2038-04-25", "2049-04-18", "2285-03-22",
        ])
    func easter(text: String) throws {
        let day = try #require(CivilDate(text))
        #expect(CivilDate.easterSunday(day.year) == day)
        #expect(day.weekday == 7)
    }

    @Test("the holidays of 2026, and no other day")
    func holidays() throws {
        let expected = [
            "2026-01-01", "2026-04-02", "2026-04-03", "2026-04-05", "2026-04-06", "2026-05-01", "2026-05-14",
            "2026-05-17", "2026-05-24", "2026-05-25", "2026-12-25", "2026-12-26",
        ]
        let first = try #require(CivilDate("2026-01-01"))
        let found = (0..<365).map(first.adding).filter(\.isNorwegianHoliday).map(\.description)
        #expect(found == expected)
    }
}
