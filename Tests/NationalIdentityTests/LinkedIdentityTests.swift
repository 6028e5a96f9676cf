import Identifiers
import NationalIdentity
import TestSupport
import Testing

@Suite("Records of linked identities")
struct LinkedIdentityTests {
    private func link(_ seed: UInt8) throws -> LinkID {
        try #require(LinkID(bytes: (0..<16).map { UInt8($0) &* 7 &+ seed }))
    }

    @Test("I-032 a record is 32 bytes: link id, length, text, zeros")
    func layout() throws {
        let link = try link(1)
        var bytes: [UInt8] = []
        LinkedIdentity(link: link, digits: Array("ABC".utf8)).append(to: &bytes)
        #expect(bytes == link.bytes + [3, 65, 66, 67] + [UInt8](repeating: 0, count: 12))
    }

    @Test("I-032 texts of every length read back", arguments: 0...15)
    func roundTrip(_ length: Int) throws {
        let linked = LinkedIdentity(link: try link(9), digits: (0..<length).map { UInt8($0 + 48) })
        var bytes: [UInt8] = []
        linked.append(to: &bytes)
        #expect(try LinkedIdentity(record: bytes[...]) == linked)
    }

    @Test("I-006 a longer text is cut and still has the wrong length; nothing is missing")
    func longAndEmpty() throws {
        let long = LinkedIdentity(link: try link(2), digits: [UInt8](repeating: 57, count: 40))
        #expect(long.digits.count == 15)
        #expect(throws: IdentityFault.wrongLength) { try long.identity(in: .test) }
        #expect(throws: IdentityFault.missing) {
            try LinkedIdentity(link: try link(2), digits: []).identity(in: .test)
        }
    }

    @Test("I-032 many records follow each other, and any of another length are refused")
    func many() throws {
        let all = try (0..<50).map { index in
            LinkedIdentity(
                link: try link(UInt8(index)), digits: Array(SyntheticPerson.number(index).identityNumber.utf8))
        }
        var bytes: [UInt8] = []
        for linked in all { linked.append(to: &bytes) }
        #expect(bytes.count == 50 * LinkedIdentity.recordLength)
        #expect(try LinkedIdentity.records(in: bytes) == all)
        #expect(try LinkedIdentity.records(in: []).isEmpty)
        #expect(try all[7].identity(in: .test).digits == all[7].digits)
        for wrong in [Array(bytes.dropLast()), bytes + [0], Array(bytes.dropFirst())] {
            #expect(throws: LinkedIdentityFault.wrongLength) { try LinkedIdentity.records(in: wrong) }
        }
    }

    @Test("I-032 a record that says more than it has, or hides something behind its text, is refused")
    func malformed() throws {
        var bytes: [UInt8] = []
        LinkedIdentity(link: try link(3), digits: Array("12".utf8)).append(to: &bytes)
        for length in UInt8(16)...255 {
            var wrong = bytes
            wrong[16] = length
            #expect(throws: LinkedIdentityFault.textTooLong) { try LinkedIdentity.records(in: wrong) }
        }
        for place in 19..<32 {
            var wrong = bytes
            wrong[place] = 1
            #expect(throws: LinkedIdentityFault.filledWithOtherThanZeros) { try LinkedIdentity.records(in: wrong) }
        }
        #expect(throws: LinkedIdentityFault.wrongLength) { try LinkedIdentity(record: bytes.dropLast()) }
        #expect(Set(LinkedIdentityFault.allCases.map { "\($0)" }).count == 3)
    }
}
