import CommandOutcome
import ControlSocket
import Foundation
import Glibc
import Identifiers
import TestSupport
import Testing

@testable import Commands
@testable import MunicipalNode
@testable import budstikke

@Suite("The commands of extracting")
struct ExtractCommandTests {
    private let scratch: ScratchDirectory

    init() throws {
        scratch = try ScratchDirectory()
        try scratch.write(
            Array(
                """
                source: {csv: {encoding: utf-8, separator: ";"}}
                system: {name: P, version: "1"}
                records:
                  PERSON: {file: person.csv, fields: {pePeID: id, peFnr: fnr, peFraDato: since, peEndrDato: since}}
                  FUNKSJON: {file: function.csv, fields: {fnPeID: id, fnFunkType: type}}
                """.utf8), to: "mapping.yaml")
        try scratch.write(Array("id;fnr;since\n7;01810112251;2015-02-01\n".utf8), to: "person.csv")
        try scratch.write(Array("id;type\n7;1\n".utf8), to: "function.csv")
    }

    private func run(_ arguments: [String]) async -> Int32 { await Budstikke.runner(["report"] + arguments).run() }

    private func extract(_ more: [String], year: Int = 2016) async -> Int32 {
        await run(
            [
                "extract", "--mapping", scratch.path("mapping.yaml"), "--year", "\(year)", "--municipality", "9901",
                "--invented",
            ]
                + more)
    }

    private func isThere(_ name: String) -> Bool { FileManager.default.fileExists(atPath: scratch.path(name)) }

    private func mode(_ name: String) -> mode_t {
        var status = stat()
        return stat(scratch.path(name), &status) == 0 ? status.st_mode & 0o777 : 0
    }

    @Test("I-017 an extract is a new file that only its maker reads, with the identity numbers inside or beside it")
    func files() async throws {
        #expect(await extract(["--output", scratch.path("a.xml")]) == 0)
        #expect(mode("a.xml") == 0o600)
        let text = String(decoding: try scratch.read("a.xml"), as: UTF8.self)
        #expect(
            text.contains("<PERSON pePeID=\"7\"><peFnr>01810112251</peFnr><peAlder>115</peAlder><peKjonn>K</peKjonn>"))
        #expect(await extract(["--output", scratch.path("b.xml")], year: 2019) == 64)
        #expect(
            await extract(["--output", scratch.path("b.xml"), "--identities", scratch.path("b.csv")], year: 2019) == 0)
        #expect(!String(decoding: try scratch.read("b.xml"), as: UTF8.self).contains("01810112251"))
        #expect(String(decoding: try scratch.read("b.csv"), as: UTF8.self) == "pePeID;identity\n7;01810112251\n")
        #expect(mode("b.csv") == 0o600)
    }

    @Test("I-017 nothing is written over, and what does not come to its end is gone")
    func failures() async throws {
        try scratch.write([1], to: "a.xml")
        #expect(await extract(["--output", scratch.path("a.xml")]) == 73)
        #expect(try scratch.read("a.xml") == [1])
        #expect(
            await extract(["--output", scratch.path("b.xml"), "--identities", scratch.path("a.xml")], year: 2019) == 73)
        try scratch.write(Array("id;type\n7;\"1\n".utf8), to: "function.csv")
        #expect(await extract(["--output", scratch.path("c.xml")]) == 65)
        #expect(!isThere("b.xml") && !isThere("c.xml"))
        try scratch.write(Array("id;type\n8;1\n".utf8), to: "function.csv")
        // A row of nobody: the extract is made, and the verdict is negative.
        #expect(await extract(["--output", scratch.path("d.xml")]) == 1)
        #expect(isThere("d.xml"))
        #expect(await extract([]) == 64)
        #expect(await extract(["--output", scratch.path("e.xml")], year: 2031) == 64)
        try scratch.write(Array("source: {}\n".utf8), to: "mapping.yaml")
        #expect(await extract(["--output", scratch.path("e.xml")]) == 78)
        unlink(scratch.path("mapping.yaml"))
        #expect(await extract(["--output", scratch.path("e.xml")]) == 66)
    }

    @Test("a look writes nothing, and the example is printed")
    func look() async throws {
        let before = try FileManager.default.contentsOfDirectory(atPath: scratch.path).sorted()
        #expect(await extract(["--dry-run"]) == 0)
        #expect(await extract(["--dry-run", "--json"], year: 2019) == 0)
        try scratch.write(Array("id;tpye\n7;1\n".utf8), to: "function.csv")
        #expect(await extract(["--dry-run", "--language", "en"]) == 1)
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path).sorted() == before)
        for more in [[], ["--source", "csv"], ["--schema"], ["--json"]] {
            #expect(await run(["extract", "example"] + more) == 0)
        }
    }

    @Test("I-012 where an installation is configured, it says who may extract, and a refusal ends with 77")
    func rights() async throws {
        let own = LoggedInUser.current ?? getuid()
        for (text, name) in [
            (
                "dataDirectory: data\nmasterKeyFile: master.key\ncontrolSocket: run/s\ntrustStore: trust\n"
                    + "revocation: {directory: crl, required: false}\naddressRegister: {file: register.yaml}\n",
                "budstikke.yaml"
            ),
            ("parties: []\n", "register.yaml"),
        ] { try scratch.write(Array(text.utf8), to: name) }
        for folder in ["trust", "crl", "data"] {
            try FileManager.default.createDirectory(
                atPath: scratch.path(folder), withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700]
            )
        }
        let configuration = ["--config", scratch.path("budstikke.yaml")]
        #expect(await Budstikke.runner(["config", "master-key"] + configuration).run() == 0)
        let organisation = SyntheticOrganisations.northMunicipality
        #expect(
            await Budstikke.runner(
                [
                    "tenant", "add", "nord", "--name", organisation.name, "--organisation-number",
                    organisation.number.digits,
                ]
                    + ["--controller", "Kommunedirektøren", "--yes"] + configuration
            ).run() == 0)
        #expect(await extract(["--output", scratch.path("a.xml")] + configuration) == 0)
        let other = own == 1 ? "2" : "1"
        #expect(await run(["participant", "add", other, "--right", "extract"] + configuration) == 0)
        #expect(await extract(["--output", scratch.path("b.xml")] + configuration) == 77)
        #expect(await extract(["--dry-run"] + configuration) == 77)
        #expect(!isThere("b.xml"))
        #expect(
            await run(["participant", "add", "\(own)", "--right", "seal", "--right", "extract"] + configuration) == 0)
        #expect(await extract(["--output", scratch.path("b.xml")] + configuration) == 0)
        #expect(await run(["participant", "list", "--json"] + configuration) == 0)
        #expect(await run(["participant", "remove", "\(own)"] + configuration) == 0)
        #expect(await extract(["--output", scratch.path("c.xml")] + configuration) == 77)
        #expect(await run(["participant", "add", "ingen-slik-bruker", "--right", "seal"] + configuration) == 66)
        #expect(await run(["participant", "add", "1", "--right", "read"] + configuration) == 64)
        #expect(await run(["participant", "add", "1"] + configuration) == 64)
    }
}
