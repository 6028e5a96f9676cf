extension ContentCounts {
    /// What is to be told of the file as a whole, when it has been read.
    public var findings: [Finding] {
        var findings: [Finding] = []
        func note(_ control: ControlID, _ found: String, line: Int?) {
            findings.append(Finding(control, kind: .person, found: found, expected: .absent, line: line ?? 0))
        }
        if let line = firstUnknownLine {
            note(.unknownElements, "\(unknownElements): \(firstUnknownName ?? "")", line: line)
        }
        if misplacedElements > 0 { note(.misplacedElements, "\(misplacedElements)", line: firstMisplacedLine) }
        if repeatedFields > 0 { note(.repeatedFields, "\(repeatedFields)", line: firstRepeatedLine) }
        if persons == 0 {
            findings.append(Finding(.noPersons, kind: .person, expected: .value(RecordKind.person.element), line: 0))
        }
        return findings
    }
}

extension ContentFault {
    /// What is to be told of a file that could not be read; nil where only a program error could cause it.
    public var finding: Finding? {
        guard let control else { return nil }
        let expected: Expected =
            switch code {
            case .unknownFormat, .unknownVersion: .oneOf(IplosRevision.allCases.map(\.rawValue))
            case .headMissing: .value(RecordKind.head.element)
            case .tooLarge, .badLink: .smaller
            }
        let field: IplosField? = control == .version ? .versjon : nil
        return Finding(control, kind: .head, field: field, found: found, expected: expected, line: line)
    }
}
