/// Appends the XML of an extract to a buffer, field by field, without making a string of anything.
struct ExtractBytes {
    private(set) var bytes: [UInt8] = []
    private let days: DayTexts

    init(days: DayTexts) { self.days = days }

    mutating func reserve(_ capacity: Int) { bytes.reserveCapacity(capacity) }
    mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

    /// Takes what needs no escaping.
    mutating func text(_ text: StaticString) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    mutating func octets(_ octets: [UInt8]) { bytes.append(contentsOf: octets) }

    mutating func number(_ number: Int) {
        if number >= 10 { self.number(number / 10) }
        bytes.append(48 + UInt8(number % 10))
    }

    /// `<name>`, what a closure writes, `</name>`.
    private mutating func element(_ name: StaticString, _ content: (inout ExtractBytes) -> Void) {
        bytes.append(UInt8(ascii: "<"))
        text(name)
        bytes.append(UInt8(ascii: ">"))
        content(&self)
        text("</")
        text(name)
        bytes.append(UInt8(ascii: ">"))
    }

    mutating func field(_ name: StaticString, _ value: Int) { element(name) { $0.number(value) } }
    mutating func field(_ name: StaticString, _ value: StaticString) { element(name) { $0.text(value) } }
    mutating func field(_ name: StaticString, octets: [UInt8]) { element(name) { $0.octets(octets) } }

    /// `YYYYMMDD`; an open end when nil.
    mutating func field(_ name: StaticString, day: Int?) {
        element(name) { out in
            if let day { out.bytes.append(contentsOf: out.days.text(day)) } else { out.text("99991231") }
        }
    }

    /// `YYYYMM`
    mutating func field(_ name: StaticString, monthOf day: Int) {
        element(name) { $0.bytes.append(contentsOf: $0.days.text(day).prefix(6)) }
    }

    /// A decimal with two digits after the point.
    mutating func field(_ name: StaticString, hundredths value: Int) {
        element(name) { out in
            out.number(value / 100)
            out.bytes.append(UInt8(ascii: "."))
            out.number(value / 10 % 10)
            out.number(value % 10)
        }
    }

    /// A row's start tag with the numbers it is known by; `name` begins with `<`, the attributes with a space.
    mutating func row(_ name: StaticString, _ attributes: [(name: StaticString, value: Int)]) {
        text(name)
        for attribute in attributes {
            text(attribute.name)
            text("=\"")
            number(attribute.value)
            bytes.append(UInt8(ascii: "\""))
        }
        bytes.append(UInt8(ascii: ">"))
    }
}
