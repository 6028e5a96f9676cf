public import Certificates
public import Foundation
import OsloCalendar

extension DoctorFinding {
    /// How long a certificate of the installation's own lasts: a warning from 60 days before its end.
    public static func validity(
        of certificate: Certificate, _ code: String, _ title: String, now: Date
    ) -> DoctorFinding {
        guard certificate.isValid(at: now) else {
            return DoctorFinding(code, title, .error, "Its certificate is not valid now.", remedy: "Get a new one.")
        }
        let days = Int(certificate.notAfter.timeIntervalSince(now) / 86_400)
        return DoctorFinding(
            code, title, days < 60 ? .warning : .ok,
            "Its certificate is valid until \(OsloTime.day(at: certificate.notAfter)).",
            remedy: days < 60 ? "Get a new one in time." : nil)
    }
}
