/// What `budstikke demo` was asked for.
public struct DemoOptions: Sendable, Equatable {
    /// The parts of the demo that can be run alone.
    public enum Part: String, Sendable, CaseIterable { case exchange, reporting }

    /// End after the scenario, with its verdict; otherwise stay up until Ctrl-C.
    public var once: Bool
    /// One JSON object on stdout instead of the timelines.
    public var json: Bool
    /// Where to leave what can be checked afterwards; absent or an empty directory.
    public var keep: String?
    /// nil for all of it.
    public var only: Part?

    public init(once: Bool = false, json: Bool = false, keep: String? = nil, only: Part? = nil) {
        self.once = once
        self.json = json
        self.keep = keep
        self.only = only
    }

    func shows(_ part: Part) -> Bool { only == nil || only == part }
}
