import Foundation
import SQLiteAccess
import Testing

@Suite("Details as they are stored")
struct DetailTests {
    @Test("What is written is JSON that any reader reads alike, whatever the characters")
    func roundTrip() throws {
        let every = String(String.UnicodeScalarView((0..<0x250).compactMap { Unicode.Scalar($0) }))
        let details: [[String: String]] = [
            [:], ["a": ""], ["quote \"": "back\\slash", "b": "/a\u{0}b\u{1F}c\u{7F}\r\n\t"], ["æøå": "🚑 \u{2028}"],
            ["every": every, every: "every"],
        ]
        for detail in details {
            let text = Detail.text(detail)
            #expect(Detail.read(text) == detail)
            #expect(try JSONDecoder().decode([String: String].self, from: Data(text.utf8)) == detail)
        }
    }

    @Test("Equal details are equal text, with sorted keys") func sorted() {
        let keys = (0..<40).map { "key\($0)" }
        let one = Dictionary(uniqueKeysWithValues: keys.map { ($0, "1") })
        let other = Dictionary(uniqueKeysWithValues: keys.reversed().map { ($0, "1") })
        #expect(Detail.text(one) == Detail.text(other))
        #expect(Detail.text(["b": "2", "a": "1"]) == #"{"a":"1","b":"2"}"#)
        #expect(Detail.text(["a": "2"]) != Detail.text(["a": "1"]))
    }

    @Test("What is no object of texts is not read") func others() {
        let others = [
            "", "[]", "{", #"{"a":1}"#, #"{"a":"1""#, #"{"a":"1"}}"#, #"{"a" "1"}"#, "{\"a\":\"\n\"}",
        ]
        for text in others { #expect(Detail.read(text) == nil, "\(text)") }
        #expect(Detail.read(#" { "a" : "1" } "#) == ["a": "1"])
    }
}
