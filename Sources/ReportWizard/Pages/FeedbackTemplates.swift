/// The templates of the pages about feedback: what stands in `<main>`.
enum FeedbackTemplates {
    static let all = [
        "feedback": """
        <p class="lead">{{t.feedbackLead}}</p>
        {{#notices}}
        <p class="notice">{{.}}</p>
        {{/notices}}
        <h2>{{t.fetchTitle}}</h2>
        <p>{{t.fetchLead}}</p>
        {{#fetch}}{{>form}}{{/fetch}}
        <h2>{{t.feedbackList}}</h2>
        {{^hasEntries}}<p class="empty">{{t.feedbackNone}}</p>{{/hasEntries}}
        {{#hasEntries}}
        <div class="wide" tabindex="0" role="region" aria-label="{{t.feedbackList}}"><table>
        <caption>{{t.feedbackList}}</caption>
        <thead><tr><th scope="col">{{t.fromWhom}}</th><th scope="col">{{t.answersWhat}}</th>\
        <th scope="col">{{t.howItCame}}</th></tr></thead>
        <tbody>
        {{#entries}}
        <tr><th scope="row"><a href="{{link}}">{{unit}}</a></th><td>{{answers}}</td><td>{{came}}</td></tr>
        {{/entries}}
        </tbody>
        </table></div>
        {{/hasEntries}}
        <h2>{{t.archiveTitle}}</h2>
        <p>{{t.archiveLead}}</p>
        {{#sendModule}}<p>{{t.passwordWhere}} <a href="{{sendModule}}">{{sendModule}}</a></p>{{/sendModule}}
        {{#upload}}{{>form}}{{/upload}}
        """,
        "feedback-closed": """
        <p>{{came}}</p>
        <p class="lead">{{t.openFeedbackLead}}</p>
        {{#form}}{{>form}}{{/form}}
        <p><a href="{{all}}">{{t.toFeedback}}</a></p>
        """,
        "feedback-opened": """
        <p class="marking">{{marking}}</p>
        {{#unproven}}<p class="notice">{{unproven}}</p>{{/unproven}}
        <p class="lead">{{extent}}</p>
        <p class="hint">{{came}}</p>
        {{#isClean}}<p class="verdict good">{{t.nothingToCorrect}}</p>{{/isClean}}
        {{#tables}}<p><a href="{{tables}}">{{t.toTables}}</a></p>{{/tables}}
        {{#menders}}
        <h2>{{mender}}</h2>
        {{#groups}}
        <h3>{{controlID}} {{controlTitle}}: {{count}}</h3>
        <p>{{severity}}. {{consequence}}. <strong>{{t.whatToMend}}:</strong> {{action}}</p>
        <ul>
        {{#examples}}
        <li>{{.}}</li>
        {{/examples}}
        </ul>
        {{#all}}<p><a href="{{allLink}}">{{allName}}</a></p>{{/all}}
        {{/groups}}
        {{/menders}}
        <h2>{{t.compareTitle}}</h2>
        {{^compare}}<p class="empty">{{t.compareMissing}}</p>{{/compare}}
        {{#compare}}
        <p>{{t.compareLead}}</p>
        {{>form}}
        {{/compare}}
        <h2>{{t.filesTitle}}</h2>
        <p>{{t.filesLead}}</p>
        <ul>
        {{#files}}
        <li><a href="{{link}}">{{fileName}}</a> ({{size}})</li>
        {{/files}}
        </ul>
        <p class="hint">{{t.printHint}}</p>
        <p class="hint">{{t.heldWhileOpen}}</p>
        {{#close}}{{>form}}{{/close}}
        <p><a href="{{all}}">{{t.toFeedback}}</a></p>
        """,
        "feedback-errors": """
        <p class="marking">{{marking}}</p>
        {{#unproven}}<p class="notice">{{unproven}}</p>{{/unproven}}
        <p class="lead">{{what}}</p>
        <p><strong>{{t.whatToMend}}:</strong> {{action}}</p>
        {{#cut}}<p class="notice">{{cut}}</p>{{/cut}}
        {{#table}}{{>table}}{{/table}}
        {{#previousLink}}<p><a href="{{previousLink}}">{{t.previous}}</a></p>{{/previousLink}}
        {{#nextLink}}<p><a href="{{nextLink}}">{{t.next}}</a></p>{{/nextLink}}
        <p><a href="{{overview}}">{{t.toOverview}}</a></p>
        """,
        "feedback-tables": """
        <p class="marking">{{marking}}</p>
        {{#unproven}}<p class="notice">{{unproven}}</p>{{/unproven}}
        <p class="lead">{{what}}</p>
        {{#tables}}
        {{#table}}{{>table}}{{/table}}
        {{#cut}}<p class="notice">{{cut}}</p>{{/cut}}
        {{#chart}}<p class="chart"><img src="{{chart}}" alt="{{chartName}}"></p>{{/chart}}
        {{/tables}}
        <p><a href="{{overview}}">{{t.toOverview}}</a></p>
        """,
        "difference": """
        <p class="lead">{{lead}}</p>
        {{#difference}}
        {{#isShortened}}<p class="notice">{{t.shortenedLine}}</p>{{/isShortened}}
        {{#controls}}{{>table}}{{/controls}}
        {{#named}}
        <h2>{{control}}</h2>
        {{#lines}}
        <p>{{.}}</p>
        {{/lines}}
        {{/named}}
        {{#figures}}{{>table}}{{/figures}}
        {{#figuresCut}}<p class="notice">{{figuresCut}}</p>{{/figuresCut}}
        {{/difference}}
        <p><a href="{{overview}}">{{t.toOverview}}</a></p>
        """,
    ]
}
