/// Told what a loop has in its hands, by who must tell patience from standing still.
public struct JobWatch: Sendable {
    /// A claimed job waits for its place, or is being done.
    let begins: @Sendable () -> Void
    /// A job has ended, well or not.
    let ends: @Sendable () -> Void
    /// The end of a job is being written again and again, until there is space on the disk.
    let goesOn: @Sendable () -> Void

    public static let none = JobWatch(begins: {}, ends: {}, goesOn: {})

    public init(
        begins: @escaping @Sendable () -> Void, ends: @escaping @Sendable () -> Void,
        goesOn: @escaping @Sendable () -> Void
    ) {
        self.begins = begins
        self.ends = ends
        self.goesOn = goesOn
    }
}
