extension FieldForm {
    /// Whether the text has the form.
    public func fits(_ text: ArraySlice<UInt8>) -> Bool {
        text.withUnsafeBufferPointer { FieldValue.read($0, as: self) != nil }
    }
}

extension CodeList {
    /// Whether the text is a code that is valid for a year's data; `02` is read as `2`.
    public func holds(_ text: ArraySlice<UInt8>, in year: Int) -> Bool {
        let code = String(decoding: text, as: UTF8.self)
        return meaning(of: code, in: year) != nil || Int(code).map { meaning(of: String($0), in: year) != nil } ?? false
    }
}
