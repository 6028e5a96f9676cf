import Doctor
import Foundation
import OsloCalendar

/// What `doctor` says of the season's dates at the trustee beside those here: each party turns by its own.
enum SeasonFinding {
    /// A turn of the season at both parties.
    private struct Turn {
        let name: String
        let here: Date
        let there: Date
    }

    /// - Parameters:
    ///   - theirs: nil when the trustee did not say.
    ///   - ours: the seasons whose dates are set here.
    static func make(_ theirs: SeasonCalendar?, ours: [SeasonCalendar]) -> DoctorFinding {
        guard let theirs else {
            return finding(
                .warning, "The trustee does not say which dates it has.",
                "Compare them by hand with `season` in its configuration, or let it run this version.")
        }
        let year = theirs.yearReported
        guard let own = ours.first(where: { $0.yearReported == year }) else {
            return finding(
                .warning, "The trustee takes submissions of \(year), and no dates of \(year) are set here.",
                "`budstikke-register season usual \(year)`, and `season set FILE` with the trustee's dates; if the year is "
                    + "wrong, the trustee mends `season` in its configuration.")
        }
        let (here, there) = (own.instants, theirs.instants)
        let differing = [
            Turn(name: "opens", here: here.opens, there: there.opens),
            Turn(name: "late", here: here.late, there: there.late),
            Turn(name: "feedback", here: here.feedback, there: there.feedback),
            Turn(name: "closes", here: here.closes, there: there.closes),
        ].filter { $0.here != $0.there }
        guard differing.isEmpty else {
            let words = differing.map { "\($0.name) is \(shown($0.here)) here and \(shown($0.there)) there" }
            return finding(
                .error, "The trustee has other dates of \(year): \(words.joined(separator: "; ")).",
                "Agree with the trustee on the right ones. Here `budstikke-register season set FILE` mends them; the trustee "
                    + "mends `season` in its configuration and sends its service SIGHUP.")
        }
        return finding(
            .ok,
            "The trustee has the same dates of \(year): opens \(shown(here.opens)), "
                + "closes \(shown(here.closes)).", nil)
    }

    /// On the Norwegian clock, with the seconds of a turn that has some.
    private static func shown(_ instant: Date) -> String {
        let seconds = instant.timeIntervalSince1970
        guard seconds.truncatingRemainder(dividingBy: 60) == 0 else { return instant.ISO8601Format() }
        return OsloTime.text(at: instant)
    }

    private static func finding(_ verdict: DoctorVerdict, _ sentence: String, _ remedy: String?) -> DoctorFinding {
        DoctorFinding("season-at-trustee", "Season at the trustee", verdict, sentence, remedy: remedy)
    }
}
