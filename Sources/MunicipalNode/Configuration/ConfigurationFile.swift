import Settings

extension Configuration {
    /// Where commands look for the configuration when none is named: first that exists.
    public static var usualFiles: [String] { source.usualFiles }

    /// The file to read: the one named, `BUDSTIKKE_CONFIG`, or the first usual one that is there.
    public static func file(named name: String?, environment: [String: String]) -> String? {
        source.file(named: name, environment: environment)
    }

    /// Variables that are no settings: the crash switch, and what the tests and scripts that start servers say to
    /// themselves. The programs of the reporting's parties have prefixes of their own that begin alike.
    static let source = SettingSource(
        prefix: "BUDSTIKKE_", usualFiles: ["budstikke.yaml", "/etc/budstikke/budstikke.yaml"],
        example: "`budstikke config example` prints one to start from.",
        reserved: [
            "BUDSTIKKE_CRASH_AT", "BUDSTIKKE_SHARED", "BUDSTIKKE_KILL_ROUNDS", "BUDSTIKKE_KILL_RATE",
            "BUDSTIKKE_CRASH_REPEATS", "BUDSTIKKE_DOCUMENTS", "BUDSTIKKE_WITNESS_DOCUMENTS", "BUDSTIKKE_SWEEP_BITS",
            "BUDSTIKKE_API_EXAMPLES",
        ],
        otherPrefixes: ["BUDSTIKKE_TRUSTEE_", "BUDSTIKKE_REGISTER_", "BUDSTIKKE_PORTAL_"])
}
