import MIME
import Testing

@Suite("Header values with parameters")
struct MIMEParameterizedTests {
    @Test(
        "value and parameters, with tokens, quoted strings, comments and loose white space",
        arguments: [
            "multipart/related; boundary=b1; type=\"text/xml\"",
            "Multipart/Related ;BOUNDARY = \"b1\" ; type=text/xml;",
            "multipart/related (a (nested) comment) ; boundary=b1 (why); type=\"text\\/xml\"",
            "multipart / related;;boundary=\"b\\1\";type=text/xml",
        ])
    func readsForms(text: String) throws {
        let value = try MIMEParameterized(text)
        #expect(value.value == "multipart/related")
        #expect(value.parameters == ["boundary": "b1", "type": "text/xml"])
        #expect(value["Boundary"] == "b1")
    }

    @Test("a quoted string keeps case, semicolons and spaces")
    func keepsQuoted() throws {
        #expect(try MIMEParameterized("a/b; name=\"X; y (z)=1\"")["name"] == "X; y (z)=1")
        #expect(try MIMEParameterized("a/b; name=\"\"")["name"] == "")
    }

    @Test("RFC 2231 charsets and continuations")
    func readsContinuations() throws {
        #expect(try MIMEParameterized("a/b; name*=utf-8'nb'bl%C3%A5b%C3%A6r")["name"] == "blåbær")
        #expect(try MIMEParameterized("a/b; name*=ISO-8859-1''bl%E5")["name"] == "blå")
        #expect(try MIMEParameterized("a/b; n*1=\"cd\"; n*0=ab; n*2*=%65")["n"] == "abcde")
        #expect(try MIMEParameterized("a/b; n*0*=utf-8''%C3; n*1*=%A5")["n"] == "å")
    }

    @Test(
        "what cannot be understood beyond doubt is refused",
        arguments: [
            "", ";a=b", "a/b; c", "a/b; =d", "a/b; c=\"d", "a/b; c=\"d\" e", "a/b; c=d; c=e", "a/b; c=d; C=\"d\"",
            "a/b (open", "a b; c=\u{1}\"", "a/b; n*0=x; n*2=y", "a/b; n*=utf-8'x", "a/b; n*=klingon''x",
            "a/b; n*=utf-8''%4", "a/b; n*=utf-8''%zz", "a/b; n=1; n*0=2",
        ])
    func refuses(text: String) {
        #expect(throws: MIMEError.malformedParameters) { try MIMEParameterized(text) }
    }
}
