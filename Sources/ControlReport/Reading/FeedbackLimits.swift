/// How much of a feedback is read. It may come from anybody, and its numbers are added and its tables held in memory.
///
/// What a register writes of the largest municipality has six tables, some hundred rows in all but one, and fewer than a
/// hundred controls.
enum FeedbackLimits {
    /// Rows and persons of one control: more than there are inhabitants, and `controls` of them are added safely.
    static let count = 0...100_000_000
    static let controls = 500
    static let tables = 200
    /// Of one table, its heading not counted.
    static let rows = 5_000
    static let columns = 64
    /// Of all tables together, since all are held.
    static let cells = 200_000
    /// Of one text.
    static let characters = 4_000
}
