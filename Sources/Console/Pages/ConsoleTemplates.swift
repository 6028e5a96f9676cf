/// The templates of the site's own pages: what stands in `<main>`.
enum ConsoleTemplates {
    private static let mark = """
        <span class="{{class}}"><span aria-hidden="true">{{mark}} </span>{{words}}</span>
        """

    private static let explanation = """
        {{#explanation}}
        {{#what}}<p class="lead">{{what}}</p>{{/what}}
        <dl>
        <dt>{{t.whatItMeans}}</dt><dd>{{meaning}}</dd>
        <dt>{{t.whatToDo}}</dt><dd>{{action}}</dd>
        <dt>{{t.whoCanDoIt}}</dt><dd>{{who}}</dd>
        </dl>
        {{/explanation}}
        """

    static let all = [
        "entry": """
        {{#lines}}
        <p>{{.}}</p>
        {{/lines}}
        {{#form}}{{>form}}{{/form}}
        """,
        "overview": """
        <p class="{{verdictClass}}"><span aria-hidden="true">{{mark}} </span>{{sentence}}</p>
        {{#hasClocks}}
        <h2>{{t.clocksTitle}}</h2>
        <ul>
        {{#clocks}}
        <li class="stop"><a href="{{link}}">{{words}}</a></li>
        {{/clocks}}
        </ul>
        {{/hasClocks}}
        <h2>{{t.needsHandTitle}}</h2>
        {{^hasGroups}}<p class="empty">{{t.needsHandNone}}</p>{{/hasGroups}}
        <ul class="cards">
        {{#groups}}
        <li class="card{{#isLate}} late{{/isLate}}">
        <h3><a href="{{link}}">{{head}}</a></h3>
        <p>{{what}}{{#meaning}} {{meaning}}{{/meaning}}</p>
        {{#action}}<p><strong>{{t.whatToDo}}:</strong> {{action}}</p>
        <p><strong>{{t.whoCanDoIt}}:</strong> {{who}}</p>{{/action}}
        <p>{{#isLate}}<span class="stop"><span aria-hidden="true">✕ </span>{{due}}</span>{{/isLate}}{{^isLate}}{{due}}\
        {{/isLate}}</p>
        </li>
        {{/groups}}
        </ul>
        {{#more}}<p><a href="{{moreLink}}">{{more}}</a></p>{{/more}}
        {{#hasSilent}}
        <h2>{{t.silentTitle}}</h2>
        <ul>
        {{#silent}}
        <li>{{.}}</li>
        {{/silent}}
        </ul>
        {{/hasSilent}}
        <h2>{{t.receiptsTitle}}</h2>
        <dl>
        {{#held}}<dt>{{t.heldBack}}</dt><dd class="stop"><a href="{{heldLink}}">{{held}}</a></dd>{{/held}}
        <dt>{{t.notConfirmedYet}}</dt><dd>{{transport}}</dd>
        <dt>{{t.notAnsweredYet}}</dt><dd>{{application}}</dd>
        </dl>
        <h2>{{t.certificatesTitle}}</h2>
        {{^hasCertificates}}<p class="stop"><span aria-hidden="true">✕ </span>{{t.noCertificate}}</p>{{/hasCertificates}}
        <dl>
        {{#certificates}}
        <dt>{{purpose}}</dt><dd{{#isOver}} class="stop"{{/isOver}}>{{#isOver}}<span aria-hidden="true">✕ </span>{{/isOver}}{{left}}</dd>
        {{/certificates}}
        </dl>
        <p class="hint">{{fresh}} <a href="{{freshLink}}">{{freshTurn}}</a></p>
        """,
        "messages": """
        <p class="lead">{{t.messagesLead}}</p>
        <form class="search" method="get" action="{{action}}" role="search">
        <div class="field"><label for="q">{{t.searchLabel}}</label>
        <p class="hint" id="q-hint">{{t.searchHint}}</p>
        <input id="q" name="q" type="search" value="{{q}}" autocomplete="off" spellcheck="false" maxlength="200" \
        aria-describedby="q-hint"></div>
        <fieldset><legend>{{t.wayLabel}}</legend>
        {{#ways}}
        <div class="box"><input id="{{id}}" name="way" type="radio" value="{{value}}"{{#isChosen}} checked{{/isChosen}}>
        <label for="{{id}}">{{words}}</label></div>
        {{/ways}}
        </fieldset>
        <fieldset><legend>{{t.kindLabel}}</legend>
        {{#kinds}}
        <div class="box"><input id="{{id}}" name="kind" type="radio" value="{{value}}"{{#isChosen}} checked{{/isChosen}}>
        <label for="{{id}}">{{words}}</label></div>
        {{/kinds}}
        </fieldset>
        <p><button>{{t.searchButton}}</button></p>
        </form>
        {{#refused}}<p class="notice" role="status">{{refused}}</p>{{/refused}}
        {{#meaning}}<p class="notice" role="status">{{meaning}}</p>{{/meaning}}
        <ul>
        {{#parties}}
        <li><a href="{{link}}">{{name}}</a></li>
        {{/parties}}
        </ul>
        {{^hasRows}}<p class="empty" role="status">{{empty}}</p>{{/hasRows}}
        {{#hasRows}}
        <div class="wide" tabindex="0" role="region" aria-label="{{t.newestFirst}}"><table>
        <caption>{{t.newestFirst}}</caption>
        <thead><tr><th scope="col">{{t.columnType}}</th><th scope="col">{{t.columnState}}</th>\
        <th scope="col">{{t.columnAnswer}}</th><th scope="col">{{t.columnPartner}}</th><th scope="col">{{t.columnWay}}</th>\
        <th scope="col">{{t.columnTime}}</th></tr></thead>
        <tbody>
        {{#rows}}
        <tr><th scope="row"><a href="{{link}}">{{type}}</a></th><td>{{#state}}\(mark){{/state}}</td>\
        <td>{{#answer}}\(mark){{/answer}}{{^answer}}–{{/answer}}</td><td>{{party}}</td><td>{{way}}</td>\
        <td class="number">{{time}}</td></tr>
        {{/rows}}
        </tbody>
        </table></div>
        {{/hasRows}}
        <p>{{#next}}<a href="{{next}}" rel="next">{{t.nextPage}}</a>{{/next}} {{#first}}<a href="{{first}}">{{t.firstPage}}</a>\
        {{/first}}</p>
        """,
        "message": """
        {{#done}}<p class="notice" role="status">{{done}}</p>{{/done}}
        <dl>
        <dt>{{t.stateOfTransport}}</dt><dd>{{#transport}}\(mark){{/transport}}</dd>
        {{#answer}}<dt>{{t.stateOfAnswer}}</dt><dd>\(mark)</dd>{{/answer}}
        </dl>
        \(explanation)
        {{#hasTasks}}
        <h2>{{t.tasksOfMessage}}</h2>
        <ul>
        {{#tasks}}
        <li><a href="{{link}}">{{words}}</a></li>
        {{/tasks}}
        </ul>
        {{/hasTasks}}
        {{#resend}}
        <p>{{t.resendLead}}</p>
        {{>form}}
        {{/resend}}
        <div class="wide" tabindex="0" role="region" aria-label="{{t.timeline}}"><table>
        <caption>{{t.timeline}}</caption>
        <thead><tr><th scope="col">{{t.timelineTime}}</th><th scope="col">{{t.timelineStep}}</th>\
        <th scope="col">{{t.timelineWho}}</th></tr></thead>
        <tbody>
        {{#timeline}}
        <tr><th scope="row" class="number">{{time}}</th><td>{{words}}</td><td>{{actor}}</td></tr>
        {{/timeline}}
        </tbody>
        </table></div>
        {{#hasReceivers}}
        <h2>{{t.receiversTitle}}</h2>
        <dl>
        {{#receivers}}
        <dt>{{party}}</dt><dd>{{#state}}\(mark){{/state}}</dd>
        {{/receivers}}
        </dl>
        {{/hasReceivers}}
        <h2>{{t.factsTitle}}</h2>
        <dl>
        {{#facts}}
        <dt>{{term}}</dt><dd>{{text}}</dd>
        {{/facts}}
        </dl>
        <details><summary>{{t.idsTitle}}</summary>
        <dl class="ids">
        {{#ids}}
        <dt>{{term}}</dt><dd>{{text}}</dd>
        {{/ids}}
        </dl>
        </details>
        {{#hasRelated}}
        <h2>{{t.relatedTitle}}</h2>
        <ul>
        {{#related}}
        <li><a href="{{link}}">{{words}}</a></li>
        {{/related}}
        </ul>
        {{/hasRelated}}
        {{#hasDeviations}}
        <h2>{{t.deviationsAbout}}</h2>
        <ul>
        {{#deviations}}
        <li><a href="{{link}}">{{words}}</a></li>
        {{/deviations}}
        </ul>
        {{/hasDeviations}}
        {{#deviate}}<p><a href="{{deviate}}">{{t.deviationAbout}}</a></p>{{/deviate}}
        <p>{{t.evidenceLead}} <a href="{{evidence}}">{{t.evidenceLink}}</a></p>
        <p><a href="{{all}}">{{t.backToMessages}}</a></p>
        """,
        "tasks": """
        {{#notices}}
        <p class="notice" role="status">{{.}}</p>
        {{/notices}}
        <p class="lead">{{t.tasksLead}}</p>
        {{#resend}}
        <h2>{{t.groupResendTitle}}</h2>
        <p>{{resendLead}}</p>
        {{>form}}
        {{/resend}}
        {{^isGroup}}<p>{{#isAll}}<a href="{{open}}">{{t.tasksOpen}}</a>{{/isAll}}{{^isAll}}<a href="{{all}}">{{t.tasksAll}}</a>\
        {{/isAll}}</p>{{/isGroup}}
        {{^hasRows}}<p class="empty">{{#isGroup}}{{t.groupEmpty}}{{/isGroup}}{{^isGroup}}{{t.tasksNone}}{{/isGroup}}</p>{{/hasRows}}
        {{#hasRows}}
        <div class="wide" tabindex="0" role="region" aria-label="{{t.tasksCaption}}"><table>
        <caption>{{t.tasksCaption}}</caption>
        <thead><tr><th scope="col">{{t.columnWhat}}</th><th scope="col">{{t.columnSince}}</th>\
        <th scope="col">{{t.columnDue}}</th><th scope="col">{{t.columnOwner}}</th></tr></thead>
        <tbody>
        {{#rows}}
        <tr><th scope="row"><a href="{{link}}">{{what}}</a><br>{{about}}</th><td class="number">{{since}}</td>\
        <td>{{#isClosed}}{{t.closedMark}}: {{done}}{{/isClosed}}{{^isClosed}}{{due}}{{#isLate}} <span class="stop">\
        <span aria-hidden="true">✕ </span>{{t.overdueMark}}</span>{{/isLate}}{{/isClosed}}</td><td>{{owner}}</td></tr>
        {{/rows}}
        </tbody>
        </table></div>
        {{/hasRows}}
        <p>{{#next}}<a href="{{next}}" rel="next">{{t.nextTasks}}</a>{{/next}}{{#isGroup}}<a href="{{open}}">{{t.backToTasks}}</a>\
        {{/isGroup}}</p>
        """,
        "task": """
        {{#isSaved}}<p class="notice" role="status">{{t.taskSaved}}</p>{{/isSaved}}
        <p class="lead">{{number}}: {{#message}}<a href="{{message}}">{{about}}</a>{{/message}}{{^message}}{{about}}{{/message}}</p>
        \(explanation)
        <dl>
        {{#facts}}
        <dt>{{term}}</dt><dd>{{text}}</dd>
        {{/facts}}
        </dl>
        {{#take}}{{>form}}{{/take}}
        {{#hasNotes}}
        <h2>{{t.notesTitle}}</h2>
        <dl>
        {{#notes}}
        <dt>{{head}}</dt><dd class="letter">{{text}}</dd>
        {{/notes}}
        </dl>
        {{/hasNotes}}
        {{#change}}
        <h2>{{t.changeTitle}}</h2>
        {{>form}}
        {{/change}}
        {{#deviate}}<p><a href="{{deviate}}">{{t.deviationAbout}}</a></p>{{/deviate}}
        <p><a href="{{all}}">{{t.backToTasks}}</a></p>
        """,
    ]
}
