/// The templates of the pages of deviations.
enum DeviationTemplates {
    private static let history = """
        <h2>{{t.deviationHistory}}</h2>
        <dl>
        {{#steps}}
        <dt>{{head}}</dt><dd>{{words}}{{#reason}}<br><span class="letter">{{reason}}</span>{{/reason}}
        {{#hasChanges}}<ul>{{#changes}}<li>{{label}}: <span class="letter">{{text}}</span></li>{{/changes}}</ul>{{/hasChanges}}</dd>
        {{/steps}}
        </dl>
        """

    private static let facts = """
        <dl>
        {{#facts}}
        <dt>{{label}}</dt><dd class="letter">{{text}}</dd>
        {{/facts}}
        </dl>
        """

    static let all = [
        "deviations": """
        <p class="lead">{{t.deviationsLead}}</p>
        <p>{{#mayAct}}<a href="{{fresh}}">{{t.deviationNew}}</a> · {{/mayAct}}<a href="{{statistics}}">{{t.deviationStatistics}}</a> · \
        <a href="{{blank}}">{{t.deviationBlank}}</a></p>
        <form class="search" method="get" action="{{action}}">
        <fieldset><legend>{{t.deviationColumnState}}</legend>
        {{#states}}
        <div class="box"><input id="{{id}}" name="state" type="radio" value="{{value}}"{{#isChosen}} checked{{/isChosen}}>
        <label for="{{id}}">{{words}}</label></div>
        {{/states}}
        </fieldset>
        <fieldset><legend>{{t.deviationColumnKind}}</legend>
        {{#categories}}
        <div class="box"><input id="{{id}}" name="category" type="radio" value="{{value}}"{{#isChosen}} checked{{/isChosen}}>
        <label for="{{id}}">{{words}}</label></div>
        {{/categories}}
        </fieldset>
        <p><button>{{t.deviationFilter}}</button></p>
        </form>
        {{^hasRows}}<p class="empty" role="status">{{t.deviationsNone}}</p>{{/hasRows}}
        {{#hasRows}}
        <div class="wide" tabindex="0" role="region" aria-label="{{t.deviationsCaption}}"><table>
        <caption>{{t.deviationsCaption}}</caption>
        <thead><tr><th scope="col">{{t.deviationColumnKind}}</th><th scope="col">{{t.deviationColumnState}}</th>\
        <th scope="col">{{t.deviationColumnDiscovered}}</th><th scope="col">{{t.deviationColumnOwner}}</th></tr></thead>
        <tbody>
        {{#rows}}
        <tr><th scope="row"><a href="{{link}}">{{title}}</a></th><td>{{state}}{{#clock}}<br><span class="stop">\
        <span aria-hidden="true">! </span>{{clock}}</span>{{/clock}}</td><td class="number">{{discovered}}</td><td>{{owner}}</td></tr>
        {{/rows}}
        </tbody>
        </table></div>
        {{/hasRows}}
        <p>{{#next}}<a href="{{next}}" rel="next">{{t.deviationsOlder}}</a>{{/next}}</p>
        """,
        "deviation-new": """
        <p class="lead">{{t.deviationNewLead}}</p>
        {{#form}}{{>form}}{{/form}}
        <p><a href="{{all}}">{{t.backToDeviations}}</a></p>
        """,
        "deviation": """
        {{#isSaved}}<p class="notice" role="status">{{t.deviationSaved}}</p>{{/isSaved}}
        <p class="lead">{{lead}}</p>
        {{#clock}}<p class="verdict {{#isOver}}bad{{/isOver}}{{^isOver}}doubtful{{/isOver}}"><span aria-hidden="true">! </span>\
        {{sentence}}</p>{{/clock}}
        {{#hasLinks}}
        <ul>
        {{#links}}
        <li><a href="{{link}}">{{words}}</a></li>
        {{/links}}
        </ul>
        {{/hasLinks}}
        {{#hasUnsaved}}
        <h2>{{t.deviationNotSaved}}</h2>
        <dl>
        {{#unsaved}}
        <dt>{{label}}</dt><dd class="letter">{{text}}</dd>
        {{/unsaved}}
        </dl>
        {{/hasUnsaved}}
        {{#hasFacts}}\(facts){{/hasFacts}}
        {{#change}}
        <h2>{{changeTitle}}</h2>
        {{>form}}
        {{/change}}
        {{#hasAuthority}}
        <h2>{{t.authorityTitle}}</h2>
        <p>{{t.authorityLead}} <a href="{{authorityText}}">{{t.authorityTextLink}}</a> · \
        <a href="{{authorityFile}}">{{t.authorityFileLink}}</a></p>
        <dl>
        {{#authority}}
        <dt>{{label}}</dt><dd class="letter">{{text}}</dd>
        {{/authority}}
        </dl>
        {{/hasAuthority}}
        {{#notice}}
        <h2>{{t.partnerNoticeTitle}}</h2>
        <p>{{t.partnerNoticeLead}}</p>
        <p class="notice letter">{{notice}}</p>
        {{/notice}}
        \(history)
        <p><a href="{{paper}}">{{t.deviationPrint}}</a> · <a href="{{file}}">{{t.deviationFile}}</a></p>
        <p><a href="{{all}}">{{t.backToDeviations}}</a></p>
        """,
        "deviation-paper": """
        {{#lead}}<p class="lead">{{lead}}</p>{{/lead}}
        <p class="hint">{{t.deviationPaperLead}}</p>
        {{#isBlank}}
        <dl class="blank">
        {{#facts}}
        <dt>{{label}}</dt><dd>{{#text}}<span class="hint">{{text}}</span>{{/text}}</dd>
        {{/facts}}
        </dl>
        {{/isBlank}}
        {{^isBlank}}
        \(facts)
        \(history)
        {{/isBlank}}
        <p><a href="{{back}}">{{t.backToDeviations}}</a></p>
        """,
        "deviation-statistics": """
        <p class="lead">{{t.deviationStatisticsLead}}</p>
        {{#table}}{{>table}}{{/table}}
        <p><a href="{{file}}">{{t.deviationStatisticsFile}}</a></p>
        <p><a href="{{all}}">{{t.backToDeviations}}</a></p>
        """,
    ]
}
