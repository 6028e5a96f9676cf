import NIOCore
import SealedSubmission

/// One report's way through a line that may be cut at any octet.
///
/// Each round begins with the manifest: the send module answers how far every part has come, or with the receipt. A round
/// that ends early is followed by another one after a pause; pauses grow while nothing more arrives, and after so many in
/// vain the sending gives up.
struct Uploading {
    struct Arrived {
        let receipt: [UInt8]
        let wasThere: Bool
    }

    /// Octets that go in one request: so often somebody hears how far it is.
    private static let piece = 4 << 20
    /// How often parts that arrived wrong are sent anew.
    private static let repairs = 2

    private let report: OwnReport
    private let patience: Patience
    private let progress: @Sendable (ReportSending.Progress) -> Void

    init(
        _ report: OwnReport, patience: Patience, progress: @escaping @Sendable (ReportSending.Progress) -> Void
    ) {
        self.report = report
        self.patience = patience
        self.progress = progress
    }

    /// - Parameter again: logs in anew, when half an hour has passed.
    func run(
        _ first: SendModuleSession, again: () async throws -> SendModuleSession
    ) async throws -> Arrived {
        var session = first
        var (vain, repaired, furthest, isFirst) = (0, 0, 0, true)
        while true {
            var reached = 0
            do {
                switch try await session.begin(report) {
                case .received(let receipt): return Arrived(receipt: receipt, wasThere: isFirst)
                case .upload(let plan):
                    isFirst = false
                    try await send(plan, over: session, reached: &reached)
                    return Arrived(receipt: try await session.complete(report), wasThere: false)
                }
            } catch let fault as SendFault where fault.mayPass {
                isFirst = false
                vain = reached > furthest ? 0 : vain + 1
                furthest = max(furthest, reached)
                if fault.code == .partsIncomplete { repaired += 1 }
                guard let pause = patience.pause(after: vain, asked: fault.retryAfter), repaired <= Self.repairs else {
                    throw fault
                }
                progress(.waiting(fault.code, pause))
                try await patience.wait(pause)
                if fault.code == .logInLost { session = try await again() }
            }
        }
    }

    /// Sends what is missing of every part, in the manifest's order.
    /// - Parameter reached: how many octets of all parts are there, also when a line is cut.
    private func send(
        _ plan: UploadPlan, over session: SendModuleSession, reached there: inout Int
    ) async throws {
        there = plan.offsets.values.reduce(0, +)
        progress(.uploaded(octets: there, of: report.octets))
        for entry in report.manifest.parts {
            var offset = plan.offsets[entry.name] ?? 0
            guard offset < entry.octets else { continue }
            let part = try report.folder.part(entry)
            // It was whole when it was examined.
            guard part.count == entry.octets else {
                throw SendFault(.partAltered, ["part": entry.name.fileName], cause: .partTruncated)
            }
            while offset < entry.octets {
                let piece = part[offset..<min(offset + Self.piece, part.count)]
                let end = try await session.append(ByteBuffer(bytes: piece), to: entry.name, of: report, at: offset)
                guard end > offset, end <= entry.octets else { throw SendFault(.answerUnusable) }
                there += end - offset
                offset = end
                progress(.uploaded(octets: there, of: report.octets))
            }
        }
    }
}
