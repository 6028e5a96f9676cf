import Foundation
import Testing

/// Expects that no file below a directory holds the secret.
func expectNowhere(_ secret: Data, below directory: String) throws {
    var looked = 0
    for case let name as String in FileManager.default.enumerator(atPath: directory) ?? .init() {
        guard let data = FileManager.default.contents(atPath: directory + "/" + name) else { continue }
        looked += 1
        #expect(data.range(of: secret) == nil, "\(name)")
    }
    #expect(looked > 0)
}
