/// The templates of the wizard's pages: what stands in `<main>`.
enum WizardTemplates {
    private static let steps = """
        <nav class="steps" aria-label="{{t.steps}}"><ol>
        {{#steps}}
        <li{{#isHere}} aria-current="step"{{/isHere}}{{#isLater}} class="later"{{/isLater}}>{{number}}. \
        {{#stepLink}}<a href="{{stepLink}}">{{stepName}}</a>{{/stepLink}}{{^stepLink}}{{stepName}}{{/stepLink}} \
        <span>({{stepState}})</span></li>
        {{/steps}}
        </ol></nav>

        """

    static let all = [
        "reports": """
        <p class="lead">{{t.reportsLead}}</p>
        {{#open}}<p><a href="{{open}}">{{t.continueReport}}</a></p>{{/open}}
        {{#begin}}
        <h2>{{t.beginTitle}}</h2>
        {{>form}}
        {{/begin}}
        <h2>{{t.earlier}}</h2>
        {{^hasReports}}<p class="empty">{{t.noReports}}</p>{{/hasReports}}
        {{#hasReports}}
        <div class="wide" tabindex="0" role="region" aria-label="{{t.earlier}}"><table>
        <caption>{{t.earlier}}</caption>
        <thead><tr><th scope="col">{{t.reportOf}}</th><th scope="col">{{t.reportKind}}</th>\
        <th scope="col">{{t.reportState}}</th><th scope="col">{{t.begunBy}}</th></tr></thead>
        <tbody>
        {{#reports}}
        <tr><th scope="row">{{#link}}<a href="{{link}}">{{unit}}</a>{{/link}}{{^link}}{{unit}}{{/link}}</th>\
        <td>{{number}}</td><td>{{state}}</td><td>{{begun}}</td></tr>
        {{/reports}}
        </tbody>
        </table></div>
        {{/hasReports}}
        """,
        "discard": """
        <p class="lead">{{t.discardLine}}</p>
        {{#form}}{{>form}}{{/form}}
        <p><a href="{{keep}}">{{t.discardKeep}}</a></p>
        """,
        "work": steps + """
            <p class="lead">{{t.workLead}}</p>
            <p><progress max="100"{{#isMeasured}} value="{{percent}}"{{/isMeasured}} aria-label="{{share}}"></progress></p>
            <p>{{share}}</p>
            {{^isStill}}<p>{{t.workReload}} <a href="{{still}}">{{t.workStill}}</a></p>{{/isStill}}
            {{#isStill}}<p><a href="{{still}}">{{t.workLook}}</a></p><p><a href="{{again}}">{{t.workAgain}}</a></p>{{/isStill}}
            """,
        "extract": steps + """
            <p class="lead">{{t.extractLead}}</p>
            {{#trouble}}<p class="notice">{{trouble}}</p>{{/trouble}}
            {{#work}}<p><a href="{{work}}">{{t.workLook}}</a></p>{{/work}}
            {{#hasHeld}}
            <h2>{{t.heldTitle}}</h2>
            <dl>
            {{#held}}
            <dt>{{fact}}</dt><dd>{{value}}</dd>
            {{/held}}
            </dl>
            {{/hasHeld}}
            {{#findings}}<p><a href="{{findings}}">{{t.toFindings}}</a></p>{{/findings}}
            {{#identities}}
            <h2>{{t.identitiesTitle}}</h2>
            <p>{{t.identitiesLead}}</p>
            {{#needsIdentities}}<p class="notice">{{t.identitiesNeeded}}</p>{{/needsIdentities}}
            {{>form}}
            {{/identities}}
            {{#made}}
            <h2>{{t.madeTitle}}</h2>
            <p>{{madeBy}}</p>
            {{#table}}{{>table}}{{/table}}
            {{#hasProblems}}
            <h3>{{t.problemsTitle}}</h3>
            <ul>
            {{#problems}}
            <li>{{.}}</li>
            {{/problems}}
            </ul>
            {{/hasProblems}}
            {{/made}}
            {{#make}}
            <h2>{{t.makeTitle}}</h2>
            <p>{{t.makeLead}}</p>
            {{#lacksUnit}}<p class="notice">{{t.noUnit}}</p>{{/lacksUnit}}
            {{#form}}{{>form}}{{/form}}
            {{/make}}
            {{#ready}}
            <h2>{{t.readyTitle}}</h2>
            <p>{{t.readyLead}}</p>
            {{>form}}
            {{/ready}}
            {{#upload}}
            <h2>{{#hasHeld}}{{t.uploadAgainTitle}}{{/hasHeld}}{{^hasHeld}}{{t.uploadTitle}}{{/hasHeld}}</h2>
            {{>form}}
            {{/upload}}
            <p class="hint">{{t.heldSafe}}</p>
            {{#discard}}<p><a href="{{discard}}">{{t.discardLink}}</a></p>{{/discard}}
            """,
        "findings": steps + """
            <p class="{{verdictClass}}">{{verdict}}</p>
            {{#extent}}<p>{{extent}}</p>{{/extent}}
            {{#lacksIdentities}}<p class="notice">{{t.identitiesNeeded}}</p>{{/lacksIdentities}}
            {{#problems}}<p class="notice"><a href="{{problems}}">{{t.toProblems}}</a></p>{{/problems}}
            {{#isMendable}}<p>{{t.neverLock}}</p>{{/isMendable}}
            {{#isClean}}<p>{{t.nothingFound}}</p>{{/isClean}}
            {{#seal}}<p><a href="{{seal}}">{{t.toSealing}}</a></p>{{/seal}}
            {{#extract}}<p><a href="{{extract}}">{{t.mendAndReturn}}</a></p>{{/extract}}
            {{#file}}<p><a href="{{file}}">{{t.csvLink}}</a></p><p class="hint">{{t.printHint}}</p>{{/file}}
            {{#menders}}
            <h2>{{mender}}</h2>
            {{#groups}}
            <h3>{{controlID}} {{controlTitle}}: {{count}}</h3>
            <p>{{severity}}. <strong>{{t.whatToMend}}:</strong> {{action}}</p>
            <ul>
            {{#examples}}
            <li>{{.}}</li>
            {{/examples}}
            </ul>
            {{#all}}<p><a href="{{allLink}}">{{allName}}</a></p>{{/all}}
            {{/groups}}
            {{/menders}}
            """,
        "control": steps + """
            <p class="lead">{{t.whatToMend}}: {{action}}</p>
            {{#cut}}<p class="notice">{{cut}}</p>{{/cut}}
            {{#table}}{{>table}}{{/table}}
            {{#previousLink}}<p><a href="{{previousLink}}">{{t.previous}}</a></p>{{/previousLink}}
            {{#nextLink}}<p><a href="{{nextLink}}">{{t.next}}</a></p>{{/nextLink}}
            <p><a href="{{file}}">{{t.csvLink}}</a></p>
            <p><a href="{{all}}">{{t.allFindings}}</a></p>
            """,
        "seal": steps + """
            <p class="lead">{{t.sealLead}}</p>
            <h2>{{t.sealWhat}}</h2>
            {{#extent}}<p>{{extent}} <a href="{{findings}}">{{t.toFindings}}</a></p>{{/extent}}
            <h2>{{t.keysTitle}}</h2>
            <p>{{t.keysLead}}</p>
            {{#fetch}}
            <p>{{t.keysFetchLead}}</p>
            {{>form}}
            {{/fetch}}
            {{#keys}}
            <h3>{{holder}}</h3>
            {{#line}}<p class="notice">{{line}}</p>{{/line}}
            {{#facts}}
            <dl>
            <dt>{{t.keyOrganisation}}</dt><dd>{{from}}</dd>
            <dt>{{t.keyDigits}}</dt><dd class="digits">{{digits}}</dd>
            <dt>{{t.keyUntil}}</dt><dd>{{until}}</dd>
            </dl>
            {{/facts}}
            {{#form}}{{>form}}{{/form}}
            {{/keys}}
            {{#waits}}<p class="empty">{{t.keysFirst}}</p>{{/waits}}
            {{#form}}
            <h2>{{t.contactTitle}}</h2>
            <p>{{t.contactLead}}</p>
            {{>form}}
            {{/form}}
            {{#discard}}<p><a href="{{discard}}">{{t.discardLink}}</a></p>{{/discard}}
            """,
        "sealed": steps + """
            <p class="verdict good">{{t.sealedLine}}</p>
            <dl>
            {{#facts}}
            <dt>{{fact}}</dt><dd>{{value}}</dd>
            {{/facts}}
            </dl>
            {{#withheld}}<p class="notice">{{withheld}}</p>{{/withheld}}
            <p><a href="{{send}}">{{t.toSending}}</a></p>
            <p><a href="{{reports}}">{{t.reports}}</a></p>
            """,
        "send": steps + """
            {{^isSent}}<p class="lead">{{t.sendLead}}</p>{{/isSent}}
            {{#isSent}}<p class="verdict good">{{t.sentLine}}</p>{{/isSent}}
            <dl>
            {{#facts}}
            <dt>{{fact}}</dt><dd>{{value}}</dd>
            {{/facts}}
            </dl>
            {{#form}}{{>form}}{{/form}}
            {{#receipt}}<p><a href="{{receipt}}">{{t.receiptLink}}</a></p><p class="hint">{{t.receiptHint}}</p>{{/receipt}}
            <p><a href="{{way}}">{{t.toFollow}}</a></p>
            """,
        "way": steps + """
            <p class="lead">{{t.followLead}}</p>
            <p>{{asked}}</p>
            {{#table}}{{>table}}{{/table}}
            {{#ready}}<p class="notice"><a href="{{ready}}">{{t.feedbackReady}}</a></p>{{/ready}}
            {{#feedback}}<p><a href="{{feedback}}">{{t.feedbackHere}}</a></p>{{/feedback}}
            {{#form}}{{>form}}{{/form}}
            {{#send}}<p><a href="{{send}}">{{t.toSending}}</a></p>{{/send}}
            """,
    ]
}
