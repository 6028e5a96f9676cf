import PrivateFiles
import SealedSubmission

/// The trustee's signed receipt, beside the folder that it is for: `FOLDER.receipt.p7s`.
public struct ReceiptFile: Sendable {
    public let path: String

    public init(of folder: SubmissionFolder) {
        var name = folder.path
        while name.count > 1, name.hasSuffix("/") { name.removeLast() }
        path = name + ".receipt.p7s"
    }

    /// The receipt, unverified; nil when there is none.
    public func read() -> [UInt8]? { try? ExtractFile(path: path).whole(limit: SubmissionReceipt.maximumBytes) }

    /// Puts it in place, on disk with its name before this returns; the same receipt again changes nothing.
    /// - Throws: ``SendFault`` `.receiptNotKept`: it has been proven then, and the same one can be had again.
    func write(_ receipt: [UInt8]) throws(SendFault) {
        if read() == receipt { return }
        do { try PrivateFile.write(receipt, to: path) } catch { throw SendFault(.receiptNotKept, ["file": path]) }
    }
}
