import FolderExchange

/// What to correct about a record system's folder, in words.
enum FolderRemark {
    static func sentence(_ finding: FolderFinding) -> String {
        let place = finding.area.map { "`\($0.rawValue)`" } ?? "The folder"
        return switch finding.code {
        case .missing: "\(place) is not there."
        case .symbolicLink: "\(place) is a symbolic link; it must be a directory."
        case .notWritable: "\(place) cannot be written to by the server's user."
        case .unusualMode: "\(place) has mode \(finding.detail); it should be 2770 (`chmod 2770`)."
        case .openToOthers: "\(place) has mode \(finding.detail) and is open to everyone on the machine (`chmod 2770`)."
        case .otherGroup: "\(place) belongs to another group than the folder (`chgrp`)."
        case .oddFiles:
            "\(place) holds \(finding.detail) files that are never read: links, or names not ending in .xml."
        }
    }
}
