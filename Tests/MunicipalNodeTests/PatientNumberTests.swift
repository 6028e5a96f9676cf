import Foundation
import TestSupport
import Testing

@testable import MunicipalNode

@Suite("Identity numbers in what people write") struct PatientNumberTests {
    private static let number = SyntheticPerson.number(5).identityNumber
    private static var parted: String { "\(number.prefix(6)) \(number.suffix(5))" }

    @Test(
        "N-12 an identity number is seen however it is written, and whatever digits stand around it",
        arguments: [
            number, parted, "Gjelder \(number.prefix(6))-\(number.suffix(5)).", "Sendt 30.11.2026 \(number)",
            "30.11.2026 14.05 \(parted)", "\(number) \(number)", "\(number)\n\(number)",
            "\(number) 22334455", "\(number.prefix(3))\u{200B}\(number.suffix(8))", "a\(number)b",
        ])
    func seen(text: String) {
        #expect(PatientNumber.mayStand(in: text))
    }

    @Test(
        "N-12 times, telephone numbers, HER-ids and the ids of messages are none",
        arguments: [
            "Sendt 30.11.2026 14.05", "Ring 22 33 44 55", "HER-id 8094866, 30.11.2026", "983544622",
            "6f0a2d9e-4a63-4c3e-8d1c-123456789012", "00000000-1111-2222-3333-444444444444", "123456789012",
        ])
    func others(text: String) {
        #expect(!PatientNumber.mayStand(in: text))
    }
}
