extension PageTemplates {
    /// What pages are put together of.
    static let parts = [
        "shell": shell, "form": form, "table": table, "errors": errors, "contact": contact,
        "contact-lines": contactLines,
    ]

    /// Pages of every site: the one for faults.
    static let pages = ["fault": fault]

    private static let shell = """
        <!DOCTYPE html>
        <html lang="{{language}}">
        <head>
        <meta charset="utf-8">
        <title>{{#hasErrors}}{{t.errorPrefix}}: {{/hasErrors}}{{title}} – {{site}}{{#isTest}} (TEST){{/isTest}}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <link rel="stylesheet" href="{{stylesheet}}">
        <link rel="icon" href="data:,">
        </head>
        <body>
        <a class="skip" href="#main">{{t.skipToContent}}</a>
        <header>
        {{#isTest}}
        <p class="environment"><strong>TEST</strong> {{t.testMark}}</p>
        {{/isTest}}
        <div class="bar">
        <p class="site"><a href="/">{{site}}</a></p>
        <nav class="languages" aria-label="{{t.chooseLanguage}}"><ul>
        {{#languages}}
        <li><a href="{{link}}" lang="{{code}}" hreflang="{{code}}"{{#isCurrent}} aria-current="true"{{/isCurrent}}>{{name}}</a></li>
        {{/languages}}
        </ul></nav>
        </div>
        {{#hasMenu}}
        <nav class="menu" aria-label="{{t.mainMenu}}"><ul>
        {{#menu}}
        <li><a href="{{link}}"{{#isCurrent}} aria-current="page"{{/isCurrent}}>{{name}}</a></li>
        {{/menu}}
        </ul></nav>
        {{/hasMenu}}
        {{#session}}
        <div class="session">
        <p>{{t.loggedInAs}} <strong>{{subject}}</strong>. {{t.sessionTime}}</p>
        <form method="post" action="{{logOut}}"><input type="hidden" name="formToken" value="{{formToken}}"><button \
        class="quiet">{{t.logOut}}</button></form>
        </div>
        {{/session}}
        </header>
        <main id="main" tabindex="-1">
        <h1>{{title}}</h1>
        {{>errors}}
        {{$main}}{{/main}}
        </main>
        <footer>
        {{>contact}}
        </footer>
        </body>
        </html>
        """

    private static let errors = """
        {{#hasErrors}}
        <section class="errors" role="alert" aria-labelledby="errors-title">
        <h2 id="errors-title">{{t.errorSummary}}</h2>
        <ul>
        {{#errors}}
        <li>{{#field}}<a href="#{{field}}">{{message}}</a>{{/field}}{{^field}}{{message}}{{/field}}</li>
        {{/errors}}
        </ul>
        </section>
        {{/hasErrors}}
        """

    private static let form = """
        <form method="post" action="{{action}}"{{#takesFile}} enctype="multipart/form-data"{{/takesFile}}>
        <input type="hidden" name="formToken" value="{{formToken}}">
        {{#fields}}
        {{#isHidden}}
        <input type="hidden" name="{{name}}" value="{{content}}">
        {{/isHidden}}
        {{#isBox}}
        <div class="field box{{#error}} wrong{{/error}}">
        {{#error}}<p class="error" id="{{name}}-error"><span aria-hidden="true">✕ </span>{{t.errorPrefix}}: {{error}}</p>\
        {{/error}}
        <input id="{{name}}" name="{{name}}" type="checkbox" value="yes"{{#isTicked}} checked{{/isTicked}}\
        {{#describedBy}} aria-describedby="{{describedBy}}"{{/describedBy}}{{#error}} aria-invalid="true"{{/error}}>
        <label for="{{name}}">{{label}}</label>
        {{#hint}}<p class="hint" id="{{name}}-hint">{{hint}}</p>{{/hint}}
        </div>
        {{/isBox}}
        {{#isChoice}}
        <fieldset class="field{{#error}} wrong{{/error}}"{{#describedBy}} aria-describedby="{{describedBy}}"{{/describedBy}}>
        <legend>{{label}}</legend>
        {{#hint}}<p class="hint" id="{{name}}-hint">{{hint}}</p>{{/hint}}
        {{#error}}<p class="error" id="{{name}}-error"><span aria-hidden="true">✕ </span>{{t.errorPrefix}}: {{error}}</p>\
        {{/error}}
        {{#choices}}
        <div class="box"><input id="{{id}}" name="{{name}}" type="radio" value="{{value}}"{{#isChosen}} checked{{/isChosen}}>
        <label for="{{id}}">{{optionLabel}}</label></div>
        {{/choices}}
        </fieldset>
        {{/isChoice}}
        {{#isLine}}
        <div class="field{{#error}} wrong{{/error}}">
        <label for="{{name}}">{{label}}{{#isOptional}} ({{t.optional}}){{/isOptional}}</label>
        {{#hint}}<p class="hint" id="{{name}}-hint">{{hint}}</p>{{/hint}}
        {{#error}}<p class="error" id="{{name}}-error"><span aria-hidden="true">✕ </span>{{t.errorPrefix}}: {{error}}</p>\
        {{/error}}
        <input id="{{name}}" name="{{name}}" type="{{type}}" autocomplete="{{autocomplete}}" spellcheck="false" \
        autocapitalize="none"{{#content}} value="{{content}}"{{/content}}{{#describedBy}} \
        aria-describedby="{{describedBy}}"{{/describedBy}}{{#error}} aria-invalid="true"{{/error}}{{#isRequired}} \
        aria-required="true"{{/isRequired}}{{#isMultiple}} multiple{{/isMultiple}}{{#isFirst}} autofocus{{/isFirst}}>
        </div>
        {{/isLine}}
        {{#isArea}}
        <div class="field{{#error}} wrong{{/error}}">
        <label for="{{name}}">{{label}}{{#isOptional}} ({{t.optional}}){{/isOptional}}</label>
        {{#hint}}<p class="hint" id="{{name}}-hint">{{hint}}</p>{{/hint}}
        {{#error}}<p class="error" id="{{name}}-error"><span aria-hidden="true">✕ </span>{{t.errorPrefix}}: {{error}}</p>\
        {{/error}}
        <textarea id="{{name}}" name="{{name}}" rows="4"{{#describedBy}} aria-describedby="{{describedBy}}"{{/describedBy}}\
        {{#error}} aria-invalid="true"{{/error}}{{#isRequired}} aria-required="true"{{/isRequired}}>{{content}}</textarea>
        </div>
        {{/isArea}}
        {{/fields}}
        <p><button{{#isDangerous}} class="danger"{{/isDangerous}}>{{button}}</button></p>
        </form>
        """

    private static let table = """
        <div class="wide" tabindex="0" role="region" aria-label="{{caption}}"><table>
        <caption>{{caption}}</caption>
        <thead><tr>{{#columns}}<th scope="col">{{.}}</th>{{/columns}}</tr></thead>
        <tbody>
        {{#rows}}
        <tr><th scope="row">{{heading}}</th>{{#cells}}<td>{{.}}</td>{{/cells}}</tr>
        {{/rows}}
        </tbody>
        </table></div>
        {{#isEmpty}}<p class="empty">{{empty}}</p>{{/isEmpty}}
        """

    private static let contact = """
        <section class="contact" aria-labelledby="contact-title">
        <h2 id="contact-title">{{t.contact}}</h2>
        {{#contacts}}
        {{#isFirst}}{{>contact-lines}}{{/isFirst}}
        {{/contacts}}
        <details><summary>{{t.moreContacts}}</summary>
        {{#contacts}}
        {{^isFirst}}{{>contact-lines}}{{/isFirst}}
        {{/contacts}}
        </details>
        </section>
        """

    private static let contactLines = """
        <p><strong>{{topic}}:</strong> {{who}}{{#phone}}, {{t.phone}} <span class="number">{{phone}}</span>{{/phone}}\
        {{#mail}}, {{t.mail}} <a href="mailto:{{mail}}">{{mail}}</a>{{/mail}}</p>
        """

    private static let fault = """
        {{#fault}}
        <dl>
        <dt>{{t.whatItMeans}}</dt><dd>{{meaning}}</dd>
        <dt>{{t.whatToDo}}</dt><dd>{{action}}</dd>
        <dt>{{t.whoCanDoIt}}</dt><dd>{{who}}</dd>
        </dl>
        <p><a href="{{next}}">{{nextName}}</a></p>
        {{/fault}}
        """
}
