import Keys

/// Makes the master key of a new installation.
public enum MasterKeyFileCreation {
    /// - Throws: `AdministrationError`; an existing file is never replaced.
    public static func create(_ file: String) throws(AdministrationError) {
        do { try MasterKey.generate(to: file) } catch MasterKeyError.exists {
            throw AdministrationError(
                "exists", "There is a file \(file) already; it is left as it is.", exit: .cannotCreate)
        } catch {
            throw AdministrationError(
                "cannot-create", "\(file) cannot be written.",
                remedy: "Make its directory, and run this as a user who may write there.", exit: .cannotCreate)
        }
    }
}
