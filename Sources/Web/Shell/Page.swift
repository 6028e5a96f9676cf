public import HTTPTypes

/// One page before it is written out: which template, what it shows, and what is wrong with what the reader sent.
///
/// All text in it is in the reader's language already.
public struct Page: Sendable {
    public var template: String
    /// The heading, and the beginning of the window's title.
    public var title: String
    public var topic: ContactTopic
    public var status: HTTPResponse.Status
    public var model: [String: PageValue]
    /// Listed first on the page, each with a link to its field.
    public var errors: [FieldError]
    /// When browsers load the page again; nil for never. The page must have a link that ends it (WCAG 2.2.1).
    public var refresh: Refresh?

    public init(
        _ template: String, title: String, topic: ContactTopic, status: HTTPResponse.Status = .ok,
        model: [String: PageValue] = [:], errors: [FieldError] = [], refresh: Refresh? = nil
    ) {
        self.template = template
        self.title = title
        self.topic = topic
        self.status = status
        self.model = model
        self.errors = errors
        self.refresh = refresh
    }
}

/// A page that browsers load again by themselves.
public struct Refresh: Sendable, Equatable {
    /// In the query of what a browser loads by itself, so that nobody need be there.
    static let unattended = "again"

    public let seconds: Int
    /// The page's own path when loading it again is no use of the session: it must end though the page stands open (T-090).
    let path: String?

    /// For a page that waits for work that somebody has begun: it is as if they loaded it.
    public static func attended(seconds: Int) -> Refresh { Refresh(seconds: seconds, path: nil) }

    /// For a page that may stand open for days.
    public static func unattended(seconds: Int, of route: some WebRoute) -> Refresh {
        Refresh(seconds: seconds, path: route.path([(unattended, "yes")]))
    }

    /// Of the header field that browsers go by.
    var header: String { path.map { "\(seconds); url=\($0)" } ?? "\(seconds)" }
}

/// What is wrong with one field of a form.
public struct FieldError: Sendable, Equatable {
    /// The field's name; nil when it concerns the whole form.
    public let field: String?
    public let message: String

    public init(_ field: String?, _ message: String) {
        self.field = field
        self.message = message
    }
}

/// A form that sends to a route. The template writes it with `{{#form}}{{>form}}{{/form}}`.
public struct FormView: PageView {
    public var action: String
    public var fields: [InputView]
    public var button: String
    public var takesFile: Bool
    /// For what cannot be undone at once.
    public var isDangerous: Bool

    public init(
        to route: some WebRoute, fields: [InputView] = [], button: String, isDangerous: Bool = false
    ) {
        action = route.path
        self.fields = fields
        self.button = button
        switch route.body {
        case .upload, .uploads: takesFile = true
        case .none, .form: takesFile = false
        }
        self.isDangerous = isDangerous
    }

    public var value: PageValue { value(errors: []) }

    /// With the errors beside their fields.
    public func value(errors: [FieldError]) -> PageValue {
        let inputs = fields.map { field in
            field.value(
                error: errors.first { $0.field == field.name }?.message, isFirst: field.isFirst && errors.isEmpty)
        }
        return .fields([
            "action": .text(action), "fields": .list(inputs), "button": .text(button), "takesFile": .flag(takesFile),
            "isDangerous": .flag(isDangerous),
        ])
    }
}

/// One field of a form, with its label, a hint, and what is wrong with it.
public struct InputView: Sendable, Equatable {
    public enum Kind: String, Sendable {
        case text, email, password, number, tel, file, hidden
        /// Several lines.
        case area
        /// One box; its value is `yes` when it is ticked.
        case checkbox
        /// One of `options`.
        case radio
        /// Any number of files.
        case files

        var isFile: Bool { self == .file || self == .files }
    }

    /// One of several to choose from.
    public struct Option: Sendable, Equatable {
        public let value: String
        public let label: String

        public init(_ value: String, label: String) {
            self.value = value
            self.label = label
        }
    }

    public var name: String
    public var kind: Kind
    public var label: String
    public var hint: String?
    public var content: String
    /// What a browser may fill in (HTML 4.10.18.7): `username`, `current-password`, `new-password`.
    public var autocomplete: String
    public var isRequired: Bool
    /// Whether the page opens with the cursor in it; not when errors stand before it.
    public var isFirst: Bool
    /// Of a `radio`.
    public var options: [Option]

    public init(
        _ name: String, _ kind: Kind = .text, label: String, hint: String? = nil, content: String = "",
        autocomplete: String = "off", isRequired: Bool = true, isFirst: Bool = false, options: [Option] = []
    ) {
        self.name = name
        self.kind = kind
        self.label = label
        self.hint = hint
        self.content = content
        self.autocomplete = autocomplete
        self.isRequired = isRequired
        self.isFirst = isFirst
        self.options = options
    }

    func value(error: String?, isFirst: Bool) -> PageValue {
        let described = [hint == nil ? nil : "\(name)-hint", error == nil ? nil : "\(name)-error"].compactMap { $0 }
        return .fields([
            "name": .text(name), "type": .text(kind == .files ? "file" : kind.rawValue), "label": .text(label),
            "isHidden": .flag(kind == .hidden), "isBox": .flag(kind == .checkbox), "isChoice": .flag(kind == .radio),
            "isArea": .flag(kind == .area), "isLine": .flag(![.hidden, .checkbox, .radio, .area].contains(kind)),
            "isTicked": .flag(kind == .checkbox && content == "yes"), "choices": .list(choices),
            "isOptional": .flag(!isRequired), "isRequired": .flag(isRequired),
            "isFirst": .flag(isFirst), "isMultiple": .flag(kind == .files),
            "hint": hint.map { .text($0) } ?? false, "error": error.map { .text($0) } ?? false,
            // A password is never sent back, nor can a file be.
            "content": kind == .password || kind.isFile ? false : .text(content),
            "autocomplete": .text(autocomplete),
            "describedBy": described.isEmpty ? false : .text(described.joined(separator: " ")),
        ])
    }

    /// The first has the field's own name for an id, so that an error can lead to it.
    private var choices: [PageValue] {
        options.enumerated().map { index, option in
            .fields([
                "id": .text(index == 0 ? name : "\(name)-\(index)"), "value": .text(option.value),
                "optionLabel": .text(option.label), "isChosen": .flag(option.value == content),
            ])
        }
    }
}

/// A table with a caption, column headings, and a heading for each row. The template writes it with
/// `{{#table}}{{>table}}{{/table}}`.
public struct TableView: PageView {
    public var caption: String
    public var columns: [String]
    /// The first cell of a row is its heading.
    public var rows: [[String]]
    /// What stands there when there are no rows: what comes next (U-27).
    public var empty: String

    public init(caption: String, columns: [String], rows: [[String]], empty: String) {
        self.caption = caption
        self.columns = columns
        self.rows = rows
        self.empty = empty
    }

    public var value: PageValue {
        let lines = rows.map { row in
            PageValue.fields([
                "heading": .text(row.first ?? ""), "cells": .list(row.dropFirst().map { .text($0) }),
            ])
        }
        return .fields([
            "caption": .text(caption), "columns": .list(columns.map { .text($0) }), "rows": .list(lines),
            "isEmpty": .flag(rows.isEmpty), "empty": .text(empty),
        ])
    }
}
