/// Which bodies are read: the media types the national interface lists.
enum MediaType {
    /// `application/json`, `text/json`, and `application/*+json`, with any parameters.
    static func isJSON(_ header: String?) -> Bool {
        guard let header else { return false }
        let type = header.prefix { $0 != ";" }.lowercased().filter { $0 != " " }
        return type == "application/json" || type == "text/json"
            || (type.hasPrefix("application/") && type.hasSuffix("+json"))
    }
}
