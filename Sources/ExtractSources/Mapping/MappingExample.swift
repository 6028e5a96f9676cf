/// A mapping to begin with, for a small record system whose tables are described beside it.
public enum MappingExample {
    public enum Kind: String, Sendable, CaseIterable {
        case postgresql, sqlite, csv
    }

    /// The mapping with its comments.
    public static func text(_ kind: Kind) -> String {
        kind == .csv ? heading(kind) + withFiles(records) : heading(kind) + records
    }

    /// For CSV each table is a file of its own name, and a choice of rows is made by whoever exports them.
    private static func withFiles(_ text: String) -> String {
        var lines: [String] = []
        // Where a query's lines hang under; nil outside one.
        var indent: Int?
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let own = line.prefix { $0 == " " }.count
            if let outer = indent, own > outer {
                guard let from = line.firstRange(of: "FROM ") else { continue }
                let table = line[from.upperBound...].prefix { $0.isLetter }
                lines.append(String(repeating: " ", count: outer) + "file: \(table).csv")
                continue
            }
            indent = line.hasSuffix("query: |") ? own : nil
            if indent == nil { lines.append(String(line)) }
        }
        return lines.joined(separator: "\n")
    }

    private static func heading(_ kind: Kind) -> String {
        let source =
            switch kind {
            case .postgresql:
                """
                  postgresql:
                    host: db.nordvik.example        # or the folder of a Unix socket: /var/run/postgresql
                    port: 5432
                    database: records
                    user: iplos_reader              # a user that may SELECT and nothing else
                    passwordFile: db.password       # mode 0600; or leave it out and use PGPASSFILE
                    rootCertificate: db-ca.pem      # who issued the server's certificate
                    statementTimeout: 600           # seconds for one step of a query
                """
            case .sqlite:
                """
                  sqlite:
                    file: records.sqlite            # opened for reading only
                """
            case .csv:
                """
                  csv:
                    directory: export               # one file for each table, the first row names the columns
                    encoding: utf-8                 # or iso-8859-1, windows-1252
                    separator: ";"                  # or "," "|" tab
                """
            }
        return """
            # Where the yearly extract (IPLOS) comes from. Paths begin from this file's folder.
            # Names such as PERSON and peFraDato are the format's own; the right side is yours.
            # The sample's tables: `budstikke report extract example --schema`.
            source:
            \(source)

            # The record system: iiSysID and iiSysVersjon, at most 15 characters each.
            system: {name: SAMPLE, version: "1.0"}

            # Who can be asked: the format wants two.
            contacts:
              - {type: 1, name: Bjørg Prøvesen, telephone: "68050001", email: iplos@nordvik.example}
              - {type: 2, name: Kåre Testmoen, telephone: "68050002", email: drift@nordvik.example}


            """
    }
}
