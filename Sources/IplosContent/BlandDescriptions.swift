// Descriptions end up in logs: what holds a person's data says what it is and nothing of what is in it.

extension PersonRecord: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "PersonRecord(line \(line))" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }
}

extension CheckedPerson: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "CheckedPerson(line \(own.line))" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }
}

extension CheckedRow: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "CheckedRow(line \(line))" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }
}

extension ExtractHead: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "ExtractHead(\(revision.rawValue))" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }
}

extension Finding: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "\(control.rawValue) at line \(line)" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
