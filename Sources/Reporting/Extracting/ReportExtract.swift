public import ExtractSources
import IplosContent
import IplosExtract

/// Makes an extract from a record system's database or files: *read and convert* → *sort* → *put together* → *write*.
///
/// Tables are read one after the other, in one state of the database, and may come in any order. Memory does not grow
/// with them: what does not fit is sorted in sealed runs in a file without a name. Nothing is dropped without being
/// counted in the summary.
public struct ReportExtract {
    /// What the extract goes to, piece by piece.
    public struct Outlets {
        public var extract: ([UInt8]) throws -> Void
        /// The file of identity numbers beside the extract; called for revisions that have one only.
        public var identities: ([UInt8]) throws -> Void

        public init(
            extract: @escaping ([UInt8]) throws -> Void, identities: @escaping ([UInt8]) throws -> Void
        ) {
            self.extract = extract
            self.identities = identities
        }
    }

    private static let pieceLength = 256 << 10
    private let order: ExtractOrder
    private let mapping: ExtractMapping
    private let sortMemory: Int
    private let sortDirectory: String

    /// - Parameter sortDirectory: where there is room for what memory does not hold.
    public init(_ order: ExtractOrder, mapping: ExtractMapping, sortDirectory: String) {
        self.init(order, mapping: mapping, sortDirectory: sortDirectory, sortMemory: RecordSorter.usualMemory)
    }

    init(_ order: ExtractOrder, mapping: ExtractMapping, sortDirectory: String, sortMemory: Int) {
        self.order = order
        self.mapping = mapping
        self.sortDirectory = sortDirectory
        self.sortMemory = sortMemory
    }

    /// Opens the source that the mapping names, for this extract.
    ///
    /// - Throws: `SourceFault`.
    public func open(environment: [String: String]) throws -> any RecordSource {
        try mapping.open(parameters: order.parameters, environment: environment)
    }

    /// Makes the extract.
    ///
    /// - Throws: ``ExtractFault`` when a table or column of the mapping is not there; what an outlet throws.
    public func run(from source: any RecordSource, to outlets: Outlets) throws -> ExtractSummary {
        try walk(source, outlets, goesOn: false)
    }

    /// Reads everything as for an extract, writes nothing, and goes on when a table cannot be read.
    public func look(at source: any RecordSource) throws -> ExtractSummary {
        try walk(source, Outlets(extract: { _ in }, identities: { _ in }), goesOn: true)
    }

    // MARK: Stages

    private func walk(_ source: any RecordSource, _ outlets: Outlets, goesOn: Bool) throws -> ExtractSummary {
        let problems = ExtractProblems()
        let rules = RuleSet(revision: order.revision, year: order.year)
        var summary = ExtractSummary()
        let organisations = try readOrganisations(source, &summary, problems, goesOn: goesOn)
        var sorted: [(kind: RecordKind, records: SortedRecords)] = []
        for table in mapping.tables {
            noteUnfilled(table, rules, problems)
            let reading = TableReading(
                table, order: order, rules: rules, organisations: organisations, problems: problems,
                sorter: RecordSorter(memory: sortMemory, directory: sortDirectory))
            do { try reading.run(source) } catch let fault as SourceFault {
                guard goesOn else { throw ExtractFault.table(table.kind.element, fault.sentence) }
                problems.note(.unread, table.kind.element, detail: fault.sentence)
            }
            let missing = problems.all.filter { $0.kind == .columnMissing && $0.table == table.kind.element }
            guard missing.isEmpty || goesOn else {
                throw ExtractFault.columns(table: table.kind.element, missing.compactMap(\.field))
            }
            summary.tables.append(reading.summary)
            sorted.append((table.kind, try reading.sorted()))
        }
        try write(sorted, &summary, problems, outlets)
        summary.problems = problems.all
        return summary
    }

    private func readOrganisations(
        _ source: any RecordSource, _ summary: inout ExtractSummary, _ problems: ExtractProblems, goesOn: Bool
    ) throws -> OrganisationLookup {
        guard let table = mapping.organisations else { return OrganisationLookup() }
        do {
            let lookup = try OrganisationLookup(table, from: table.source(beside: source), problems: problems)
            if !goesOn, problems.all.contains(where: { $0.kind == .columnMissing }) {
                throw ExtractFault.columns(
                    table: OrganisationLookup.tableName, problems.all.compactMap(\.field))
            }
            summary.tables.append(lookup.summary)
            return lookup
        } catch let fault as SourceFault {
            guard goesOn else { throw ExtractFault.table(OrganisationLookup.tableName, fault.sentence) }
            problems.note(.unread, OrganisationLookup.tableName, detail: fault.sentence)
            return OrganisationLookup()
        }
    }

    /// Fields that the format wants in every row and nothing fills.
    private func noteUnfilled(_ table: RecordTable, _ rules: RuleSet, _ problems: ExtractProblems) {
        for field in table.kind.fields.fields where table.field(field) == nil && field != table.kind.idField {
            guard let rule = rules.rule(field), case .always = rule.required, !PersonMerge.derivable.contains(field)
            else { continue }
            problems.note(.fieldNotMapped, table.kind.element, field.name)
        }
    }

    private func write(
        _ sorted: [(kind: RecordKind, records: SortedRecords)], _ summary: inout ExtractSummary,
        _ problems: ExtractProblems, _ outlets: Outlets
    ) throws {
        guard let persons = sorted.first(where: { $0.kind == .person }) else { return }
        let mapped = mapping.tables.first { $0.kind == .person }?.fields.map(\.field) ?? []
        var merge = PersonMerge(
            order: order, persons: persons.records, rows: sorted.filter { $0.kind != .person }, mapped: Set(mapped),
            problems: problems)
        var writer = ExtractWriter(revision: order.revision)
        writer.begin(order.head(mapping))
        var person = PersonRecord()
        var identity: [UInt8] = []
        while try merge.next(into: &person, identity: &identity) {
            writer.person(person, identity: identity)
            if writer.count >= Self.pieceLength { try give(&writer, outlets) }
        }
        writer.end()
        try give(&writer, outlets)
        for (kind, count) in merge.counts {
            guard let place = summary.tables.firstIndex(where: { $0.name == kind.element }) else { continue }
            summary.tables[place].written = count
        }
    }

    private func give(_ writer: inout ExtractWriter, _ outlets: Outlets) throws {
        let identities = writer.takeIdentities()
        try outlets.extract(writer.takeExtract())
        if order.needsIdentityFile { try outlets.identities(identities) }
    }
}
