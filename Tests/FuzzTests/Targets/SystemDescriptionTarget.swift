import EbXML

/// The JSON in eb:Description that tells of the sending systems.
struct SystemDescriptionTarget: FuzzTarget {
    static let name = "system-description"
    static let longest = 4_096

    init() {}

    func seeds() -> [[UInt8]] {
        let program = SystemDescription.Program(name: "Prøve \"x\" \\", version: "1.0")
        return [
            SystemDescription(messageServer: program).json,
            SystemDescription(messageServer: program, recordSystem: program, middleware: program).json,
            #"{"MSH-system":1,"MSH-versjon":[{"a":null}],"x":1e5,"y":"\ud83d\ude00\u0000"}"#,
        ].map { Array($0.utf8) }
    }

    func examine(_ input: [UInt8]) throws {
        let text = String(decoding: input, as: UTF8.self)
        guard let description = SystemDescription(json: text) else { return }
        try demand(!description.messageServer.name.isEmpty, "a message server has a name")
        let again = SystemDescription(json: description.json)
        // Control characters are written as spaces.
        guard description.json.utf8.count <= 4_096 else { return }
        try demand(again?.json == description.json, "what is written is read as it was")
    }
}
