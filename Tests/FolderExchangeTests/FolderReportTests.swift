import FolderExchange
import Glibc
import Testing

@Suite("What doctor says about a folder")
struct FolderReportTests {
    @Test("M-040 a prepared folder is mode 2770 throughout and nothing is found") func fine() throws {
        let temporary = try TemporaryFolder()
        #expect(temporary.folder.report().findings.isEmpty)
        for area in FolderArea.allCases { #expect(temporary.mode(area.rawValue) == 0o2770) }
    }

    @Test("M-040 each fault is found", arguments: ["open", "mode", "missing", "link", "odd"])
    func faults(_ fault: String) throws {
        let temporary = try TemporaryFolder()
        let expected: (FolderFinding.Code, FolderArea, FolderFinding.Severity)
        switch fault {
        case "open":
            chmod("\(temporary.path)/in", 0o2775)
            expected = (.openToOthers, .in, .error)
        case "mode":
            chmod("\(temporary.path)/taken", 0o770)
            expected = (.unusualMode, .taken, .warning)
        case "missing":
            rmdir("\(temporary.path)/receipts")
            expected = (.missing, .receipts, .error)
        case "link":
            rmdir("\(temporary.path)/refused")
            symlink("/tmp", "\(temporary.path)/refused")
            expected = (.symbolicLink, .refused, .error)
        default:
            symlink("/etc/hostname", "\(temporary.path)/out/a.xml")
            try temporary.write("", "out/on-its-way.tmp")
            expected = (.oddFiles, .out, .warning)
        }
        let findings = temporary.folder.report().findings
        #expect(findings.map(\.code) == [expected.0])
        #expect(findings.map(\.area) == [expected.1])
        #expect(findings.map(\.severity) == [expected.2])
    }

    @Test("No folder at all is one error") func noFolder() {
        let findings = RecordSystemFolder(path: "/nonexistent/folder", maximumSize: 1).report().findings
        #expect(findings.map(\.code) == [.missing])
    }
}
