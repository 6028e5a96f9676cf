import ControlReport
import IplosContent
import Testing

@Suite("T-124 small cells")
struct SmallCellsTests {
    private static let words = ControlText("a", "a", "a")

    /// A table of counts; the last row and column are sums when asked for.
    private func table(_ counts: [[Int]], sumRow: Bool = true, sumColumn: Bool = false) throws -> ControlTable {
        var rows = counts.map { sumColumn ? $0 + [$0.reduce(0, +)] : $0 }
        let width = rows[0].count
        if sumRow { rows.append((0..<width).map { column in rows.map { $0[column] }.reduce(0, +) }) }
        return try #require(
            ControlTable(
                id: "a", title: Self.words, definition: Self.words, source: Self.words, rowTitle: Self.words,
                columns: (0..<width).map {
                    .init(title: Self.words, meaning: Self.words, kind: .count, isTotal: sumColumn && $0 == width - 1)
                },
                rows: rows.indices.map {
                    .init(
                        label: Self.words, cells: rows[$0].map(ReportCell.count),
                        isTotal: sumRow && $0 == rows.count - 1)
                }))
    }

    private func hidden(_ table: PublishableTable) -> [[Bool]] {
        table.table.rows.map { $0.cells.map { $0 == .hidden } }
    }

    @Test("T-124 counts from one to four are hidden, zero and five are not")
    func primary() throws {
        let cells = try hidden(SmallCells.suppress(table([[0], [1], [4], [5], [6]], sumRow: false)))
        #expect(cells == [[false], [true], [true], [false], [false]])
        let other = try hidden(SmallCells.suppress(table([[1], [2], [3], [9]], sumRow: false), below: 3))
        #expect(other == [[true], [true], [false], [false]])
    }

    @Test("T-124 a single hidden count beside a sum is given company, the smallest that is shown")
    func secondary() throws {
        let cells = try hidden(SmallCells.suppress(table([[3], [50], [8], [0]])))
        #expect(cells == [[true], [false], [true], [false], [false]])
    }

    @Test("T-124 hidden counts that come to so little that they are given away get more company")
    func giveaways() throws {
        // Two hidden that come to two are one each.
        #expect(
            try hidden(SmallCells.suppress(table([[1], [1], [30], [60]]))) == [
                [true], [true], [true], [false], [false],
            ])
        // Two that come to six may be five and one.
        #expect(
            try hidden(SmallCells.suppress(table([[3], [3], [30], [60]]))) == [
                [true], [true], [false], [false], [false],
            ])
    }

    @Test("T-124 where no other part is left the sum is hidden")
    func sum() throws {
        #expect(try hidden(SmallCells.suppress(table([[3], [0]]))) == [[true], [false], [true]])
    }

    @Test("T-124 nothing is hidden where nothing is small")
    func untouched() throws {
        let large = try table([[5, 10], [20, 0]], sumColumn: true)
        let published = SmallCells.suppress(large)
        #expect(published.table.rows == large.rows)
        #expect(published.table.notes.count == large.notes.count + 1)
    }

    @Test("T-124 change and share are hidden with what they are made of, and everywhere when a sum is")
    func derived() throws {
        let published = SmallCells.suppress(try SyntheticReport.table()).table
        #expect(published.rows[1].cells == [.hidden, .count(0), .missing])
        // The company of the three, in its column.
        #expect(published.rows[2].cells == [.hidden, .count(78), .hidden])
        #expect(published.rows[0].cells == [.count(120), .count(110), .number(ReportNumber(units: 91, places: 1))])
        var few = try SyntheticReport.table()
        few.rows = [few.rows[0], few.rows[1], few.rows[3]]
        few.rows[0].cells = [.count(2), .count(110), .number(ReportNumber(units: -982, places: 1))]
        few.rows[1].cells = [.count(0), .count(50), .number(ReportNumber(units: -1000, places: 1))]
        few.rows[2].cells = [.count(2), .count(160), .number(ReportNumber(units: -988, places: 1))]
        let hidden = SmallCells.suppress(few).table.rows
        #expect(hidden.map { $0.cells[0] } == [.hidden, .count(0), .hidden])
        #expect(hidden.map { $0.cells[2] } == [.hidden, .hidden, .hidden])
    }

    @Test("T-124 two groups of hidden counts that one count alone joins do not give that one away")
    func bridges() throws {
        // Each line has two hidden counts or more here with a rule that only looks at lines.
        let counts = [[26, 5, 20], [0, 2, 1], [12, 4, 67], [8, 74, 0]]
        let byLines = [
            [false, false, true, true], [false, true, true, true], [true, true, false, false],
            [true, true, false, false], [false, false, false, false],
        ]
        #expect(Attack(hidden: byLines, sumColumn: true).determined == [5])
        let cells = try hidden(SmallCells.suppress(table(counts, sumColumn: true)))
        #expect(Attack(hidden: cells, sumColumn: true).determined.isEmpty)
    }

    @Test("T-124 in 500 invented tables no hidden count can be worked out from the sums")
    func attack() throws {
        var generator = Generator(state: 124)
        var hiddenCells = 0
        for _ in 0..<500 {
            let (height, width) = (Int.random(in: 1...5, using: &generator), Int.random(in: 1...5, using: &generator))
            let counts = (0..<height).map { _ in
                (0..<width).map { _ in
                    Bool.random(using: &generator)
                        ? Int.random(in: 0...6, using: &generator) : Int.random(in: 0...80, using: &generator)
                }
            }
            let both = Bool.random(using: &generator)
            let cells = try hidden(SmallCells.suppress(table(counts, sumColumn: both)))
            hiddenCells += cells.joined().count { $0 }
            let found = Attack(hidden: cells, sumColumn: both).determined
            #expect(found.isEmpty, "\(counts) \(cells)")
        }
        #expect(hiddenCells > 1_000)
        #expect(!Attack(hidden: [[true], [false], [false]], sumColumn: false).determined.isEmpty)
    }

    private struct Generator: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (state ^ (state >> 29)) &* 0xBF58_476D_1CE4_E5B9
        }
    }
}

/// Works out hidden cells from the sums, as a reader with patience would: a system of equations, solved.
private struct Attack {
    /// The cells that have one value only.
    let determined: [Int]

    init(hidden: [[Bool]], sumColumn: Bool) {
        let width = hidden[0].count
        let flat = Array(hidden.joined())
        let cells = flat.indices.filter { flat[$0] }
        let last = hidden.count - 1
        var equations: [[Double]] = []
        for column in 0..<width {
            let line = (0...last).map { $0 * width + column }
            equations.append(cells.map { cell in line.contains(cell) ? (cell / width == last ? -1 : 1) : 0 })
        }
        if sumColumn {
            for row in 0...last {
                let line = (0..<width).map { row * width + $0 }
                equations.append(cells.map { cell in line.contains(cell) ? (cell % width == width - 1 ? -1 : 1) : 0 })
            }
        }
        let reduced = Attack.reduce(equations, cells.count)
        determined = reduced.compactMap { row in
            let places = row.indices.filter { abs(row[$0]) > 1e-9 }
            return places.count == 1 ? cells[places[0]] : nil
        }
    }

    /// Gauss and Jordan: a row with one place left gives that cell away.
    private static func reduce(_ equations: [[Double]], _ count: Int) -> [[Double]] {
        var rows = equations
        var next = 0
        for column in 0..<count {
            guard let pivot = rows.indices.dropFirst(next).first(where: { abs(rows[$0][column]) > 1e-9 }) else {
                continue
            }
            rows.swapAt(next, pivot)
            let divisor = rows[next][column]
            rows[next] = rows[next].map { $0 / divisor }
            for row in rows.indices where row != next && abs(rows[row][column]) > 1e-9 {
                let factor = rows[row][column]
                rows[row] = zip(rows[row], rows[next]).map { $0 - factor * $1 }
            }
            next += 1
        }
        return Array(rows.prefix(next))
    }
}
