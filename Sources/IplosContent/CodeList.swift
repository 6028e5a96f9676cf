/// A list of codes that a field may hold, each code with the years it is valid for.
public struct CodeList: Sendable {
    public struct Code: Sendable {
        /// As written in the file.
        public let value: String
        /// What it means, bokmål.
        public let meaning: String
        /// The years of data it is valid for.
        public let years: ClosedRange<Int>
    }

    /// The list's number in the national register of code lists, or a word of our own where it has none we know.
    public let identifier: String
    public let codes: [Code]

    /// Every year the format has.
    static let allYears = 2006...2021
    /// Until the change of 2019.
    static let until2018 = 2006...2018
    static let from2019 = 2019...2021

    init(_ identifier: String, _ meanings: KeyValuePairs<String, String>, years: ClosedRange<Int> = Self.allYears) {
        self.identifier = identifier
        codes = meanings.map { Code(value: $0.key, meaning: $0.value, years: years) }
    }

    private init(identifier: String, codes: [Code]) {
        self.identifier = identifier
        self.codes = codes
    }

    /// The same list with codes of other years added.
    func and(_ meanings: KeyValuePairs<String, String>, years: ClosedRange<Int>) -> CodeList {
        let more = meanings.map { Code(value: $0.key, meaning: $0.value, years: years) }
        return CodeList(identifier: identifier, codes: codes + more)
    }

    /// The codes that are valid for a year's data, in the list's order.
    public func codes(in year: Int) -> [Code] { codes.filter { $0.years.contains(year) } }

    /// What a code means in a year's data; nil when it is not valid.
    public func meaning(of value: String, in year: Int) -> String? {
        codes.first { $0.value == value && $0.years.contains(year) }?.meaning
    }
}
