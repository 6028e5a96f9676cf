/// The templates of coming in by an account, and of who has one.
enum AccountPageTemplates {
    static let all = [
        "sign-in": """
        {{#form}}{{>form}}{{/form}}
        <p>{{t.signInForgotten}}</p>
        <p>{{t.signInByLink}}</p>
        """,
        "invitation": """
        {{#lines}}
        <p>{{.}}</p>
        {{/lines}}
        <ul>
        {{#rules}}
        <li>{{.}}</li>
        {{/rules}}
        </ul>
        {{#form}}{{>form}}{{/form}}
        """,
        "enrol": """
        <p class="lead">{{t.enrolLead}}</p>
        <dl>
        <dt>{{t.enrolSecret}}</dt><dd><code>{{secret}}</code></dd>
        </dl>
        <p><a href="{{link}}">{{t.enrolLink}}</a></p>
        {{#form}}{{>form}}{{/form}}
        """,
        "own-account": """
        {{#hasCodes}}
        <p class="lead">{{t.codesLead}}</p>
        <ul>
        {{#codes}}
        <li><code>{{.}}</code></li>
        {{/codes}}
        </ul>
        {{#form}}{{>form}}{{/form}}
        <h2>{{t.ownAccount}}</h2>
        {{/hasCodes}}
        <p>{{t.ownAccountLead}}</p>
        <dl>
        {{#facts}}
        <dt>{{term}}</dt><dd>{{text}}</dd>
        {{/facts}}
        </dl>
        <h2>{{t.linksTitle}}</h2>
        <ul>
        {{#links}}
        <li>{{.}}</li>
        {{/links}}
        </ul>
        """,
        "people": """
        <p class="lead">{{t.peopleLead}}</p>
        {{^hasRows}}<p class="empty">{{t.peopleNone}}</p>{{/hasRows}}
        {{#hasRows}}
        <div class="wide" tabindex="0" role="region" aria-label="{{t.peopleCaption}}"><table>
        <caption>{{t.peopleCaption}}</caption>
        <thead><tr><th scope="col">{{t.columnPerson}}</th><th scope="col">{{t.columnRoles}}</th>\
        <th scope="col">{{t.columnAccountState}}</th><th scope="col">{{t.columnLastUsed}}</th>\
        <th scope="col">{{t.columnInvitedBy}}</th></tr></thead>
        <tbody>
        {{#rows}}
        <tr><th scope="row"><a href="{{link}}">{{person}}</a><br>{{userName}}</th><td>{{roles}}</td><td>{{state}}</td>\
        <td>{{lastUsed}}{{#isUnused}} <span class="stop"><span aria-hidden="true">✕ </span>{{t.unusedMark}}</span>{{/isUnused}}\
        </td><td>{{invitedBy}}{{#byOperator}}<br><em>{{t.operatorMark}}</em>{{/byOperator}}</td></tr>
        {{/rows}}
        </tbody>
        </table></div>
        {{/hasRows}}
        {{#invite}}
        <h2>{{t.inviteTitle}}</h2>
        {{>form}}
        {{/invite}}
        """,
        "person": """
        {{#isUnused}}<p class="stop"><span aria-hidden="true">✕ </span>{{t.unusedLead}}</p>{{/isUnused}}
        <dl>
        {{#facts}}
        <dt>{{term}}</dt><dd>{{text}}</dd>
        {{/facts}}
        </dl>
        <h2>{{t.linksTitle}}</h2>
        <ul>
        {{#links}}
        <li>{{.}}</li>
        {{/links}}
        </ul>
        {{#forms}}
        <h2>{{heading}}</h2>
        <p>{{lead}}</p>
        {{#form}}{{>form}}{{/form}}
        {{/forms}}
        <p><a href="{{all}}">{{t.backToPeople}}</a></p>
        """,
        "new-link": """
        <p class="lead">{{lead}}</p>
        <p><code>{{link}}</code></p>
        <p><a href="{{all}}">{{t.backToPeople}}</a></p>
        """,
    ]
}
