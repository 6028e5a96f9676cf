import Foundation
import Identifiers
import Reporting
import SealedSubmission
import Synchronization
import TestSupport
import Testing

@Suite("What goes wrong during an upload and is mended by itself")
struct UploadRepairTests {
    @Test("I-031 a log-in that runs out during the upload is made anew, and nothing is sent twice")
    func logInLost() async throws {
        let scene = try await SendingScene()
        let folder = try await scene.sealed(persons: 20, partSize: 600)
        let told = Mutex<[ReportSending.Progress]>([])
        let sent = try await scene.serving { port in
            let client = try scene.client(port)
            let sent = try await scene.sending(client).run(folder) { progress in
                let isFirst = told.withLock { told in
                    told.append(progress)
                    return told.count { if case .uploaded(let octets, _) = $0 { octets > 0 } else { false } } == 1
                }
                if case .uploaded(let octets, _) = progress, octets > 0, isFirst { scene.clock.pass(31 * 60) }
            }
            await client.close()
            return sent
        }
        let waits = told.withLock { $0 }.compactMap { progress -> SendFault.Code? in
            if case .waiting(let code, _) = progress { code } else { nil }
        }
        #expect(waits == [.logInLost])
        #expect(sent.receipt.receivedAt == SendingScene.start + 31 * 60)
        for entry in sent.manifest.parts {
            let file = "trustee/spool/\(sent.manifest.submission)/\(entry.name.fileName)"
            #expect(try scene.scratch.read(file) == folder.part(entry))
        }
    }

    @Test("I-031 a part that is cut after it was examined is not sent, and the folder is said to be altered")
    func cutMeanwhile() async throws {
        let scene = try await SendingScene()
        let folder = try await scene.sealed(persons: 20, partSize: 600)
        let part = "\(folder.path)/content-0001.p7m"
        let fault = try await scene.serving { port in
            let client = try scene.client(port)
            let fault = try await refusal {
                try await scene.sending(client).run(folder) { progress in
                    if case .loggedIn = progress { truncate(part, 10) }
                }
            }
            await client.close()
            return fault
        }
        #expect(fault?.code == .partAltered && fault?.cause == .partTruncated)
        #expect(fault?.values["part"] == "content-0001.p7m")
    }

    /// Spoils what arrived, so many times, each time all of it has.
    private func spoiled(times: Int) async throws -> (fault: SendFault?, waits: Int) {
        let scene = try await SendingScene()
        let folder = try await scene.sealed()
        let left = Mutex(times)
        let waits = Mutex(0)
        let id = try scene.signers.open(folder.signedManifest(), as: SubmissionManifest.self).document.submission
        let spool = scene.scratch.path("trustee/spool/\(id)/content-0001.p7m")
        let fault = try await scene.serving { port in
            let client = try scene.client(port)
            let fault = try await refusal {
                try await scene.sending(client).run(folder) { progress in
                    if case .waiting(.partsIncomplete, _) = progress { waits.withLock { $0 += 1 } }
                    guard case .uploaded(let octets, let all) = progress, octets == all else { return }
                    let isDue = left.withLock { left in
                        defer { left -= 1 }
                        return left > 0
                    }
                    guard isDue, let handle = FileHandle(forUpdatingAtPath: spool) else { return }
                    try? handle.write(contentsOf: Data([0]))
                    try? handle.close()
                }
            }
            await client.close()
            return fault
        }
        return (fault, waits.withLock { $0 })
    }

    @Test("I-031 a part that arrived wrong is sent anew, and given up when it arrives wrong again and again")
    func repaired() async throws {
        let once = try await spoiled(times: 1)
        #expect(once.fault == nil)
        #expect(once.waits == 1)
        let always = try await spoiled(times: .max)
        #expect(always.fault?.code == .partsIncomplete)
        #expect(always.fault?.cause == .partAltered)
        #expect(always.waits == 2)
    }
}
