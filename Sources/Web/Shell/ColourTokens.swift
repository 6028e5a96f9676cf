/// The colours, by the token names of Designsystemet (`--ds-color-<role>-<use>`), so that a municipality's own theme
/// from its theme builder can take their place.
enum ColourTokens {
    /// Light values are Designsystemet's own for the theme of Digdir, with shades of ours where it has none; dark values
    /// are ours, of the same contrast.
    static let all: [(name: String, light: String, dark: String)] = [
        ("neutral-background-default", "#FFFFFF", "#10161D"),
        ("neutral-background-tinted", "#F3F5F7", "#18212B"),
        ("neutral-text-default", "#1F2C3D", "#E8EDF3"),
        ("neutral-text-subtle", "#4B5866", "#B4BFCC"),
        ("neutral-border-default", "#777F89", "#8793A1"),
        ("neutral-border-subtle", "#C9CED4", "#3A4653"),
        ("accent-base-default", "#0062BA", "#7DBBF2"),
        ("accent-base-hover", "#004F96", "#A3CFF6"),
        ("accent-base-active", "#003D75", "#C3DFF9"),
        ("accent-base-contrast", "#FFFFFF", "#0B1C2C"),
        ("accent-text-default", "#002C54", "#CBE3FA"),
        ("accent-surface-tinted", "#D3E4F3", "#12324F"),
        ("success-text-default", "#055A0E", "#8BDD93"),
        ("success-base-default", "#068718", "#5FCB69"),
        ("danger-text-default", "#8F1414", "#FFB3AE"),
        ("danger-base-default", "#C01B1B", "#FF8F88"),
        ("danger-base-contrast", "#FFFFFF", "#2B0705"),
        ("danger-surface-tinted", "#FBE6E6", "#3C1715"),
        ("warning-base-default", "#B8581D", "#F0A06B"),
        ("warning-text-default", "#6E310B", "#FFD2B3"),
        ("warning-surface-tinted", "#FBEADF", "#40230F"),
        ("info-base-default", "#0A71C0", "#79BDF2"),
        ("focus-outer", "#1F2C3D", "#FFFFFF"),
        ("focus-inner", "#FFFFFF", "#1F2C3D"),
    ]

    static func declarations(_ value: ((name: String, light: String, dark: String)) -> String) -> String {
        all.map { "--ds-color-\($0.name):\(value($0))" }.joined(separator: ";")
    }
}
