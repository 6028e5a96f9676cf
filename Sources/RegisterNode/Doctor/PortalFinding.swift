import Doctor
import Foundation
import Register

/// What `doctor` says of the line to the portal.
enum PortalFinding {
    /// How long the portal may be silent before it is an error and not a pause.
    private static let silence: TimeInterval = 86_400

    /// - Parameter state: nil while the configuration names no portal.
    static func make(_ state: PortalState?, archivesWaiting: Int, now: Date) -> DoctorFinding {
        guard let state else {
            return finding(
                .warning, "It is not set up: \(archivesWaiting) archives wait, and no notice about them goes.",
                "Set `portal` in the configuration when the portal is there.")
        }
        let counts = "\(state.filesWaiting) archives and \(state.unitsWaiting) municipalities wait"
        if let trouble = state.trouble {
            if trouble.hasPrefix("events: ") {
                return finding(
                    .error, "Its record of events is not the one that the register has seen (\(trouble)).",
                    "Somebody has changed its database, or it was made anew; then `budstikke-register portal reset`.")
            }
            let isLong = state.answeredAt.map { now.timeIntervalSince($0) > silence } ?? false
            return finding(
                isLong ? .error : .warning, "It cannot be told: \(trouble). \(counts).",
                trouble == "notTheRegister"
                    ? "The portal must name the register's certificate: `push.registerCertificates` there."
                    : "See whether it runs and can be reached; the register tries again by itself.")
        }
        if let first = state.refused.first {
            return finding(
                .error, "It refuses \(state.refused.count): \(first.what): \(first.refusal). \(counts).",
                remedy(for: first.refusal))
        }
        guard state.triedAt != nil else {
            return finding(.warning, "It has not been called yet. \(counts).", "`budstikke-register serve` calls it.")
        }
        return finding(.ok, "It answers. \(counts); \(state.events) events have come from it.", nil)
    }

    private static func remedy(for refusal: String) -> String {
        switch refusal {
        case "personalAddress":
            "Two persons approve the address, `budstikke-register address ask`, or the municipality has another."
        case "unavailable":
            "The portal failed at it: its log says why. `budstikke-register status` shows all; each is tried again."
        default: "`budstikke-register status` shows them."
        }
    }

    private static func finding(_ verdict: DoctorVerdict, _ sentence: String, _ remedy: String?) -> DoctorFinding {
        DoctorFinding("portal", "Portal", verdict, sentence, remedy: remedy)
    }
}
