/// The templates of the portal's own pages: what stands in `<main>`.
enum PortalTemplates {
    static let all = [
        "files": """
        <p class="lead">{{t.secrecy}}</p>
        {{#files}}
        <h2><a href="{{link}}">{{name}}</a></h2>
        <p>{{state}}</p>
        {{#download}}<p><a href="{{download}}">{{t.download}} {{name}}</a></p>{{/download}}
        {{#restore}}{{>form}}{{/restore}}
        {{/files}}
        {{^files}}<p class="empty">{{empty}}</p>{{/files}}
        """,
        "file": """
        <p class="lead">{{t.secrecy}}</p>
        {{#download}}<p><a href="{{download}}">{{t.download}}</a></p>{{/download}}
        <dl>
        {{#facts}}
        <dt>{{name}}</dt><dd>{{value}}</dd>
        {{/facts}}
        </dl>
        {{#restore}}{{>form}}{{/restore}}
        {{#isHere}}
        {{#hasExchange}}<p class="notice">{{t.alsoMessage}}</p>{{/hasExchange}}
        <h2>{{t.howTo}}</h2>
        <ol>
        <li>{{t.stepFetch}}</li>
        <li>{{t.stepMove}}</li>
        <li>{{t.stepOpen}} {{t.openedWith}}</li>
        </ol>
        <p>{{t.passwordWhere}}</p>
        {{/isHere}}
        <h2>{{t.archiveTitle}}</h2>
        <p>{{t.archiveLine}}</p>
        <dl>
        <dt>{{t.archiveName}}</dt><dd>{{archiveName}}</dd>
        <dt>{{t.archiveLaw}}</dt><dd>{{archiveLaw}}</dd>
        </dl>
        {{#forward}}<p class="hint">{{t.forwardHint}}</p>{{>form}}{{/forward}}
        {{#delete}}<p><a href="{{delete}}">{{t.delete}}</a></p>{{/delete}}
        <p><a href="{{list}}">{{t.toList}}</a></p>
        """,
        "delete": """
        <p>{{name}}</p>
        <p>{{t.deleteLine}}</p>
        {{#form}}{{>form}}{{/form}}
        <p><a href="{{file}}">{{t.keep}}</a></p>
        """,
        "confirm": """
        <p class="lead">{{line}}</p>
        {{#form}}{{>form}}{{/form}}
        """,
        "help": """
        {{#pages}}
        <p><a href="{{link}}">{{title}}</a> ({{dated}})</p>
        {{/pages}}
        {{^pages}}<p class="empty">{{t.helpEmpty}}</p>{{/pages}}
        <p><a href="{{mails}}">{{t.mails}}</a></p>
        """,
        "guide": """
        <p>{{dated}}</p>
        {{#blocks}}
        {{#heading}}<h2>{{heading}}</h2>{{/heading}}
        {{#text}}<p>{{text}}</p>{{/text}}
        {{/blocks}}
        <p><a href="{{list}}">{{t.help}}</a></p>
        """,
        "people": """
        <p class="lead">{{t.peopleLead}}</p>
        {{#users}}
        <h2>{{person}}</h2>
        <p>{{line}}</p>
        {{#form}}{{>form}}{{/form}}
        {{/users}}
        {{^users}}<p class="empty">{{t.peopleEmpty}}</p>{{/users}}
        {{#hasInvitations}}
        <h2>{{t.invitations}}</h2>
        {{#invitations}}
        <h3>{{person}}</h3>
        <p>{{line}}</p>
        {{#form}}{{>form}}{{/form}}
        {{/invitations}}
        {{/hasInvitations}}
        {{#mayInvite}}
        <h2>{{t.inviteTitle}}</h2>
        <p>{{t.inviteLead}}</p>
        {{#form}}{{>form}}{{/form}}
        {{/mayInvite}}
        {{^mayInvite}}<p>{{t.peopleShared}}</p>{{/mayInvite}}
        """,
        "sent-mails": """
        <p class="lead">{{lead}}</p>
        {{#mails}}
        <h2>{{subject}}</h2>
        <p>{{line}} {{state}}</p>
        {{#text}}
        <details><summary>{{t.mailText}}</summary><p class="letter">{{text}}</p></details>
        {{/text}}
        {{/mails}}
        {{^mails}}<p class="empty">{{t.sentMailsEmpty}}</p>{{/mails}}
        <p><a href="{{catalogue}}">{{t.mails}}</a></p>
        """,
        "mails": """
        <p class="lead">{{t.mailsLead}}</p>
        {{#table}}{{>table}}{{/table}}
        """,
    ]
}
