import Foundation
import Synchronization

/// Looks for octets that break a fuzz target's promises or trap.
///
///     budstikke-fuzz list
///     budstikke-fuzz run TARGET CORPUS [OPTION …]     writes the seeds into CORPUS and runs libFuzzer with the options
///     budstikke-fuzz replay TARGET FILE …
@main
struct Fuzz {
    static func main() async throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        switch arguments.first {
        case "list":
            print(FuzzTargets.names.joined(separator: "\n"))
        case "run" where arguments.count >= 3:
            let target = try FuzzTargets.named(arguments[1])
            try await write(target.seeds(), to: arguments[2])
            Hunt.run(target, corpus: arguments[2], options: Array(arguments.dropFirst(3)))
        case "replay" where arguments.count >= 3:
            let target = try FuzzTargets.named(arguments[1])
            for file in arguments.dropFirst(2) { try target.examine(Array(Data(contentsOf: URL(filePath: file)))) }
        default:
            FileHandle.standardError.write(
                Data("usage: budstikke-fuzz list | run TARGET CORPUS | replay TARGET FILE\n".utf8))
            exit(64)
        }
    }

    private static func write(_ seeds: [[UInt8]], to corpus: String) throws {
        try FileManager.default.createDirectory(atPath: corpus, withIntermediateDirectories: true)
        for (index, seed) in seeds.enumerated() {
            try Data(seed).write(to: URL(filePath: corpus).appending(path: "seed-\(index)"))
        }
    }
}

/// One run of libFuzzer in this process.
private enum Hunt {
    /// A C function takes nothing with it: what it examines with stands here.
    private static let target = Mutex<(any FuzzTarget)?>(nil)

    /// Never comes back: libFuzzer ends the process.
    static func run(_ hunted: any FuzzTarget, corpus: String, options: [String]) {
        target.withLock { $0 = hunted }
        let words = ["budstikke-fuzz", "-max_len=\(type(of: hunted).longest)"] + options + [corpus]
        var count = Int32(words.count)
        let list = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: words.count + 1)
        for (index, word) in words.enumerated() { list[index] = strdup(word) }
        list[words.count] = nil
        var arguments = list
        exit(
            runDriver(&count, &arguments) { start, length in
                Hunt.examine(Array(UnsafeBufferPointer(start: start, count: length)))
                return 0
            })
    }

    private static func examine(_ input: [UInt8]) {
        do {
            try target.withLock(\.self)?.examine(input)
        } catch {
            FileHandle.standardError.write(Data("\(error)\n".utf8))
            // libFuzzer keeps the input that a process dies of.
            abort()
        }
    }
}

@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
    _ count: UnsafeMutablePointer<Int32>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
    _ examine: @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32
) -> Int32
