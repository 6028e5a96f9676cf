public import IplosContent

/// The errors of one submission: how many of each control first, then every row (T-129).
public struct ErrorList: Sendable {
    /// How often a control struck.
    public struct Count: Equatable, Sendable {
        public let control: String
        public let severity: Severity
        public let rows: Int
        /// Different persons among the rows.
        public let persons: Int
        public let title: ControlText
        public let action: ControlText
        /// The first row, whose consequence and mender stand for the control's.
        let first: ErrorRow
    }

    public let head: ReportHead
    /// Sorted; the same whatever order they were found in.
    public let rows: [ErrorRow]
    /// Worst first, then by control.
    public let counts: [Count]

    /// - Parameter controls: the texts of the controls; one without is called by its number.
    public init(head: ReportHead, rows: consuming [ErrorRow], controls: [ControlDescription]) {
        self.head = head
        // In place: the rows are most of what a large report needs of memory.
        var sorted = rows
        sorted.sort { $0.precedes($1) }
        self.rows = sorted
        let described = Dictionary(controls.map { ($0.control, $0) }) { first, _ in first }
        counts = Self.count(self.rows, described)
    }

    /// A control whose severity differs from row to row is counted once for each.
    private static func count(_ rows: [ErrorRow], _ described: [String: ControlDescription]) -> [Count] {
        var counts: [Count] = []
        for group in rows.chunked(by: { $0.control == $1.control && $0.severity == $1.severity }) {
            guard let first = group.first else { continue }
            let description = described[first.control]
            counts.append(
                Count(
                    control: first.control, severity: first.severity, rows: group.count,
                    persons: Set(group.map(\.localNumber)).subtracting([""]).count,
                    title: description?.title ?? ControlText(same: first.control),
                    action: description?.action ?? ControlText(same: ""), first: first))
        }
        return counts
    }
}

extension Array {
    /// The longest runs of neighbours that belong together.
    fileprivate func chunked(by belongs: (Element, Element) -> Bool) -> [ArraySlice<Element>] {
        var chunks: [ArraySlice<Element>] = []
        var start = startIndex
        for index in indices.dropFirst() where !belongs(self[index - 1], self[index]) {
            chunks.append(self[start..<index])
            start = index
        }
        return isEmpty ? [] : chunks + [self[start...]]
    }
}
