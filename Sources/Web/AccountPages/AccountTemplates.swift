/// The templates of the pages of accounts.
enum AccountTemplates {
    static let all = [
        "log-in": """
        {{#form}}{{>form}}{{/form}}
        <p><a href="{{forgotten}}">{{t.forgottenPassword}}</a></p>
        <p><a href="{{newUser}}">{{t.newUser}}</a></p>
        """,
        "link": """
        <p class="lead">{{lead}}</p>
        {{#form}}{{>form}}{{/form}}
        <p><a href="{{logIn}}">{{t.logIn}}</a></p>
        """,
        "password": """
        <p class="lead">{{lead}}</p>
        <ul>
        {{#rules}}
        <li>{{.}}</li>
        {{/rules}}
        </ul>
        {{#form}}{{>form}}{{/form}}
        """,
        // What has happened, and where to go on.
        "account-notice": """
        {{#lines}}
        <p>{{.}}</p>
        {{/lines}}
        {{#form}}{{>form}}{{/form}}
        <p><a href="{{logIn}}">{{t.logIn}}</a></p>
        """,
    ]
}
