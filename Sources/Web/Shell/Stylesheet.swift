import Cryptography

/// The stylesheet of all pages, embedded, under a path that changes with it and so can be kept by browsers for ever.
struct Stylesheet: Sendable {
    let text: String
    /// `style-` and 16 digits of the digest, at the root.
    let fileName: String

    init() {
        text =
            ":root{color-scheme:light dark;" + ColourTokens.declarations(\.light) + "}\n"
            + "@media (prefers-color-scheme:dark){:root{" + ColourTokens.declarations(\.dark) + "}}\n"
            // Paper is white whatever the screen is.
            + Self.rules + "\n@media print{:root{" + ColourTokens.declarations(\.light) + "}\n" + Self.print + "}\n"
        fileName = "style-" + Hexadecimal.encode(SHA256.digest(Array(text.utf8)).prefix(8)) + ".css"
    }

    private static let rules = """
        *,::before,::after{box-sizing:border-box}
        html{font:100%/1.5 Inter,system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;\
        font-feature-settings:"cv05";-webkit-text-size-adjust:100%;text-size-adjust:100%}
        body{margin:0;background:var(--ds-color-neutral-background-default);color:var(--ds-color-neutral-text-default);\
        overflow-wrap:break-word}
        header,main,footer{max-width:62rem;margin:0 auto;padding:0 1rem}
        main{padding-bottom:2rem}
        main:focus{outline:none}
        h1{font-size:1.75rem;line-height:1.25;margin:1.5rem 0 1rem}
        h2{font-size:1.25rem;line-height:1.3;margin:1.5rem 0 .5rem}
        p,dl,ul,ol{margin:.5rem 0 1rem;max-width:48rem}
        td,th,dd,li,h1,h3{unicode-bidi:isolate}
        .lead{font-size:1.125rem}
        a{color:var(--ds-color-accent-base-default);text-underline-offset:.15em}
        a:hover{color:var(--ds-color-accent-base-hover);text-decoration-thickness:.12em}
        a:active{color:var(--ds-color-accent-base-active)}
        :focus-visible{outline:3px solid var(--ds-color-focus-outer);outline-offset:2px;\
        box-shadow:0 0 0 2px var(--ds-color-focus-inner)}
        .skip{position:absolute;left:-99rem;padding:.75rem 1rem;background:var(--ds-color-neutral-background-default)}
        .skip:focus{left:.5rem;top:.5rem;z-index:1}
        .environment{margin:0 -1rem;padding:.5rem 1rem;background:var(--ds-color-warning-surface-tinted);\
        color:var(--ds-color-warning-text-default);border-bottom:3px solid var(--ds-color-warning-base-default)}
        .bar{display:flex;flex-wrap:wrap;justify-content:space-between;align-items:baseline;gap:0 1rem}
        .site{font-weight:600;margin:.5rem 0}
        nav ul{list-style:none;padding:0;margin:.25rem 0;display:flex;flex-wrap:wrap;gap:.25rem 1rem}
        nav a{display:inline-block;min-height:1.75rem;padding:.125rem 0}
        summary{min-height:1.75rem;padding:.125rem 0;cursor:pointer}
        [aria-current]{font-weight:600;color:var(--ds-color-neutral-text-default);text-decoration:none}
        .session{display:flex;flex-wrap:wrap;justify-content:space-between;align-items:center;gap:0 1rem;\
        border-top:1px solid var(--ds-color-neutral-border-subtle);color:var(--ds-color-neutral-text-subtle);\
        font-size:.875rem}
        .session p{flex:1 1 16rem}
        .errors{border:2px solid var(--ds-color-danger-base-default);padding:0 1rem;margin:1rem 0;\
        background:var(--ds-color-danger-surface-tinted)}
        .errors a,.error{color:var(--ds-color-danger-text-default)}
        .error{font-weight:600;margin:.25rem 0}
        .field{margin:1rem 0}
        .wrong{border-left:4px solid var(--ds-color-danger-base-default);padding-left:.75rem}
        label{display:block;font-weight:600}
        .hint{margin:.125rem 0 .25rem;color:var(--ds-color-neutral-text-subtle)}
        input,textarea{font:inherit;color:inherit;background:var(--ds-color-neutral-background-default);width:100%;\
        max-width:28rem;min-height:2.75rem;padding:.5rem .75rem;border:1px solid var(--ds-color-neutral-border-default);\
        border-radius:.25rem}
        fieldset{border:0;padding:0;min-width:0}
        legend{font-weight:600;padding:0}
        .box{display:flex;flex-wrap:wrap;align-items:flex-start;gap:.25rem .75rem;margin:.5rem 0}
        .box label{flex:1 1 12rem;font-weight:400;padding:.25rem 0}
        .box .hint,.box .error{flex:1 0 100%}
        input[type=checkbox],input[type=radio]{width:1.5rem;height:1.5rem;min-height:0;margin:.25rem 0;\
        accent-color:var(--ds-color-accent-base-default)}
        .steps ol{list-style:none;padding:0;margin:1rem 0;display:flex;flex-wrap:wrap;gap:.25rem 1.25rem}
        .steps .later{color:var(--ds-color-neutral-text-subtle)}
        .verdict{border:2px solid var(--ds-color-neutral-border-default);padding:.75rem 1rem;margin:1rem 0;\
        font-weight:600;font-size:1.125rem}
        .good{border-color:var(--ds-color-success-base-default);color:var(--ds-color-success-text-default)}
        .doubtful{border-color:var(--ds-color-warning-base-default);background:var(--ds-color-warning-surface-tinted);\
        color:var(--ds-color-warning-text-default)}
        .bad{border-color:var(--ds-color-danger-base-default);background:var(--ds-color-danger-surface-tinted);\
        color:var(--ds-color-danger-text-default)}
        progress{width:100%;max-width:28rem;height:1.25rem;accent-color:var(--ds-color-accent-base-default)}
        .digits{font-family:ui-monospace,"DejaVu Sans Mono",Menlo,monospace;font-size:1.125rem;word-spacing:.35em}
        [aria-invalid]{border:2px solid var(--ds-color-danger-base-default)}
        button{font:inherit;font-weight:600;min-height:2.75rem;padding:.5rem 1.25rem;border:2px solid transparent;\
        border-radius:.25rem;background:var(--ds-color-accent-base-default);color:var(--ds-color-accent-base-contrast);\
        cursor:pointer}
        button:hover{background:var(--ds-color-accent-base-hover)}
        button:active{background:var(--ds-color-accent-base-active)}
        .danger{background:var(--ds-color-danger-base-default);color:var(--ds-color-danger-base-contrast)}
        .danger:hover,.danger:active{background:var(--ds-color-danger-text-default)}
        .quiet,.quiet:hover,.quiet:active{background:transparent;color:var(--ds-color-accent-base-default);\
        border-color:currentColor;min-height:2.25rem;padding:.25rem .75rem}
        .wide{overflow-x:auto}
        .marking{border:2px solid var(--ds-color-danger-base-default);padding:.5rem 1rem;font-weight:600;\
        color:var(--ds-color-danger-text-default)}
        img{max-width:100%;height:auto}
        .chart img{background:white}
        table{border-collapse:collapse;width:100%}
        caption{text-align:left;font-weight:600;padding:.5rem 0}
        th,td{text-align:left;vertical-align:top;padding:.5rem .75rem .5rem 0;\
        border-bottom:1px solid var(--ds-color-neutral-border-subtle)}
        thead th{border-bottom:2px solid var(--ds-color-neutral-border-default)}
        tbody th{font-weight:400}
        dt{font-weight:600}
        dd{margin:0 0 .75rem}
        .number{white-space:nowrap}
        .cards{list-style:none;padding:0}
        .card{border:1px solid var(--ds-color-neutral-border-subtle);border-left:6px solid \
        var(--ds-color-warning-base-default);padding:.5rem 1rem;margin:.75rem 0}
        .card.late{border-left-color:var(--ds-color-danger-base-default)}
        .card h3{margin:.25rem 0}
        .search{border:1px solid var(--ds-color-neutral-border-subtle);padding:.25rem 1rem;margin:1rem 0}
        .search .box{display:inline-flex;flex-wrap:nowrap;margin:.25rem 1.25rem .25rem 0}
        .search .box label{flex:0 1 auto}
        .ok,.wait,.stop{font-weight:600}
        .ok{color:var(--ds-color-success-text-default)}
        .stop{color:var(--ds-color-danger-text-default)}
        .ids dd{font-family:ui-monospace,"DejaVu Sans Mono",Menlo,monospace;overflow-wrap:anywhere}
        .empty{color:var(--ds-color-neutral-text-subtle)}
        .letter{white-space:pre-wrap}
        .blank dd{min-height:2.5rem;border-bottom:1px solid var(--ds-color-neutral-border-subtle)}
        .notice{border-left:4px solid var(--ds-color-info-base-default);padding:.5rem 1rem;\
        background:var(--ds-color-accent-surface-tinted);color:var(--ds-color-accent-text-default)}
        .contact{border-top:1px solid var(--ds-color-neutral-border-subtle);padding:.5rem 0 2rem;\
        color:var(--ds-color-neutral-text-subtle)}
        .contact h2{font-size:1rem;margin:.5rem 0}
        """

    private static let print = """
        .skip,nav,form,button,summary{display:none}
        header,main,footer{max-width:none;padding:0}
        main a[href^="http"]::after{content:" (" attr(href) ")"}
        h2,h3{break-after:avoid}
        .wide{overflow:visible}
        table{page-break-inside:auto;font-size:.8125rem}
        th,td{overflow-wrap:anywhere}
        tr{page-break-inside:avoid}
        thead{display:table-header-group}
        """
}
