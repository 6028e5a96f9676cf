import Logging

/// Says once, loudly, when the wall clock has jumped, and when it is right again (T-067).
struct ClockWatch: Sendable {
    let clock: NodeClock
    let logger: Logger

    func run() async {
        var told = false
        while !Task.isCancelled {
            _ = clock.now()
            if clock.isJumped != told {
                told = clock.isJumped
                if told {
                    logger.critical("clock-wrong: the wall clock has jumped; the node goes on by elapsed time")
                } else {
                    logger.notice("the wall clock agrees with elapsed time again")
                }
            }
            try? await Task.sleep(for: .seconds(15))
        }
    }
}
