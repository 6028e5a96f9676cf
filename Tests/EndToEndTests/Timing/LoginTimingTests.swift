import AsyncHTTPClient
import Foundation
import Identifiers
import NIOCore
import NIOHTTP1
import NIOSSL
import TestSupport
import Testing

@testable import Simulation

extension EndToEnd {
    /// Log-ins with one wrong field each at the real program, over TLS: what they are answered, and after how long (T-085).
    ///
    /// `BUDSTIKKE_LOGIN_TRIES` says how many of each kind; then the hash is the usual one too, and not the quick one alone,
    /// under which a difference in everything but the hash shows soonest.
    @Suite("Log-ins with one wrong field", .serialized) struct LoginTimingTests {
        private static let tries = ProcessInfo.processInfo.environment["BUDSTIKKE_LOGIN_TRIES"].flatMap { Int($0) }
        private static let hashes = ["{memoryKiB: 64, passes: 1}"] + (tries == nil ? [] : ["{}"])
        /// What T-085 allows: beyond it two samples are held for different.
        private static let limit = 4.5

        /// The field that is wrong; nil for a log-in that is let in.
        private enum Wrong: String, CaseIterable { case municipality, district, organisation, pin }

        @Test("T-085 whichever field is wrong, answer and time are the same", arguments: hashes)
        func indistinguishable(hashing: String) async throws {
            let tries = Self.tries ?? 60
            let hall = try await LoginHall(hashing: hashing)
            var times: [Wrong: [Double]] = [:]
            var answers: Set<LoginHall.Answer> = []
            try await hall.open { http in
                // Connection and caches are warm when it begins.
                for round in -5..<tries {
                    try hall.pass(round: round)
                    for wrong in Wrong.allCases.shuffled() {
                        let (answer, seconds) = try await hall.logIn(http, round: round, fields(wrong, hall, round))
                        #expect(answer.status == 401)
                        answers.insert(answer)
                        if round >= 0 { times[wrong, default: []].append(seconds) }
                    }
                    // Who is right meanwhile ends the row of wrong ones, so that no pause begins.
                    #expect(try await hall.logIn(http, round: round, hall.right(round)).answer.status == 200)
                }
            }
            #expect(answers.count == 1, "\(answers)")
            judge(times, hashing)
        }

        private func fields(_ wrong: Wrong, _ hall: LoginHall, _ round: Int) -> [String: String] {
            var fields = hall.right(round)
            switch wrong {
            case .municipality: fields["municipality"] = hall.stranger(round)
            case .district: fields["district"] = "07"
            case .organisation: fields["organisation"] = hall.right(round + 1)["organisation"]
            case .pin: fields["pin"] = "pin-0000"
            }
            return fields
        }

        private func judge(_ times: [Wrong: [Double]], _ hashing: String) {
            for wrong in Wrong.allCases {
                let values = times[wrong] ?? []
                let median = SampleComparison.median(values) * 1_000
                print(
                    "Measured: \(hashing) wrong \(wrong.rawValue): \(values.count) log-ins, median \(round3(median)) ms"
                )
            }
            for (index, one) in Wrong.allCases.enumerated() {
                for other in Wrong.allCases.dropFirst(index + 1) {
                    let found = SampleComparison(times[one] ?? [], times[other] ?? [])
                    print(
                        "Measured: \(hashing) \(one.rawValue) against \(other.rawValue): t \(round3(found.t)), "
                            + "U as deviate \(round3(found.z))")
                    #expect(abs(found.t) < Self.limit && abs(found.z) < Self.limit, "\(one) against \(other)")
                }
            }
        }

        private func round3(_ value: Double) -> Double { (value * 1_000).rounded() / 1_000 }
    }
}
