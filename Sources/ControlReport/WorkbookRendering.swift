import Archive

/// A workbook (Office Open XML, ISO/IEC 29500-1), made in memory: one sheet for each table, its first row frozen.
///
/// Texts are inline and never formulas, numbers are numbers. The container is stored, not deflated, so that the octets
/// depend on nothing but the content.
enum WorkbookRendering {
    /// - Parameters:
    ///   - sheets: at most 1,048,000 rows each, which is what a sheet has room for.
    ///   - marking: stands at the top of each printed page; nil for what is public.
    /// - Throws: `ArchiveFault`.
    static func render(_ sheets: [ReportSheet], marking: String?) throws(ArchiveFault) -> [UInt8] {
        let names = uniqueNames(sheets.map(\.title))
        var files: [ArchiveFile] = []
        for (name, text) in [
            ("[Content_Types].xml", contentTypes(sheets.count)), ("_rels/.rels", packageRelations),
            ("xl/workbook.xml", workbook(names)), ("xl/_rels/workbook.xml.rels", relations(sheets.count)),
            ("xl/styles.xml", styles),
        ] {
            files.append(ArchiveFile(name: try ArchiveEntryName(name)) { Array((declaration + text).utf8) })
        }
        for (index, sheet) in sheets.enumerated() {
            files.append(
                ArchiveFile(name: try ArchiveEntryName("xl/worksheets/sheet\(index + 1).xml")) {
                    WorksheetRendering.render(sheet, marking: marking, declaration: declaration)
                })
        }
        do { return try PlainArchive.write(files: files) } catch let fault as ArchiveFault { throw fault } catch {
            throw .failed
        }
    }

    /// At most 31 characters, none of those that names may not have, no two alike.
    private static func uniqueNames(_ titles: [String]) -> [String] {
        var taken: Set<String> = []
        return titles.enumerated().map { index, title in
            let plain = String(title.map { "[]:*?/\\'".contains($0) ? " " : $0 }.prefix(31))
            let name = taken.insert(plain.lowercased()).inserted ? plain : "\(plain.prefix(26)) \(index + 1)"
            taken.insert(name.lowercased())
            return name
        }
    }

    private static let declaration = #"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"# + "\n"
    private static let packageNamespace = "http://schemas.openxmlformats.org/package/2006/"
    private static let officeRelations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    private static let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml."

    private static func contentTypes(_ count: Int) -> String {
        let sheets = (1...max(1, count)).map {
            #"<Override PartName="/xl/worksheets/sheet\#($0).xml" ContentType="\#(kind)worksheet+xml"/>"#
        }
        return #"<Types xmlns="\#(packageNamespace)content-types">"#
            + #"<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>"#
            + #"<Default Extension="xml" ContentType="application/xml"/>"#
            + #"<Override PartName="/xl/workbook.xml" ContentType="\#(kind)sheet.main+xml"/>"#
            + #"<Override PartName="/xl/styles.xml" ContentType="\#(kind)styles+xml"/>"# + sheets.joined() + "</Types>"
    }

    private static var packageRelations: String {
        #"<Relationships xmlns="\#(packageNamespace)relationships">"#
            + #"<Relationship Id="rId1" Type="\#(officeRelations)/officeDocument" Target="xl/workbook.xml"/>"#
            + "</Relationships>"
    }

    private static func relations(_ count: Int) -> String {
        let sheets = (1...max(1, count)).map {
            #"<Relationship Id="rId\#($0)" Type="\#(officeRelations)/worksheet" Target="worksheets/sheet\#($0).xml"/>"#
        }
        return #"<Relationships xmlns="\#(packageNamespace)relationships">"# + sheets.joined()
            + #"<Relationship Id="rId\#(count + 1)" Type="\#(officeRelations)/styles" Target="styles.xml"/>"#
            + "</Relationships>"
    }

    private static func workbook(_ names: [String]) -> String {
        let sheets = names.enumerated().map { index, name in
            #"<sheet name="\#(Markup.escape(name))" sheetId="\#(index + 1)" r:id="rId\#(index + 1)"/>"#
        }
        // Printed pages repeat the first row.
        let titles = names.enumerated().map { index, name in
            #"<definedName name="_xlnm.Print_Titles" localSheetId="\#(index)">'\#(Markup.escape(name))'!$1:$1</definedName>"#
        }
        return #"<workbook xmlns="\#(main)" xmlns:r="\#(officeRelations)"><sheets>"# + sheets.joined()
            + "</sheets><definedNames>" + titles.joined() + "</definedNames></workbook>"
    }

    /// Cell formats by number: see `WorksheetRendering.Style`.
    private static var styles: String {
        ##"<styleSheet xmlns="\##(main)"><numFmts count="4"><numFmt numFmtId="164" formatCode="#,##0.0"/>"##
            + ##"<numFmt numFmtId="165" formatCode="#,##0.00"/><numFmt numFmtId="166" formatCode="#,##0.000"/>"##
            + ##"<numFmt numFmtId="167" formatCode="#,##0.0000"/></numFmts>"##
            + #"<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>"#
            + #"<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>"#
            + #"<fills count="3"><fill><patternFill patternType="none"/></fill>"#
            + #"<fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid">"#
            + #"<fgColor rgb="FFE3E8EF"/><bgColor indexed="64"/></patternFill></fill></fills>"#
            + "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
            + #"<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>"#
            + WorksheetRendering.formats
            + #"<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>"#
    }
}
