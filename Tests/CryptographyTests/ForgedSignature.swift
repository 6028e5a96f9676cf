import Cryptography
import Testing

/// Signatures over "budstikke" that only a careless verifier accepts: RSASSA-PKCS1-v1_5 blocks that are not the one RFC
/// 8017 9.2 makes, signed with the real key, and for a public exponent of 3 such as are found without any key. Made once
/// by arithmetic on integers, not by a library; the keys' private halves were thrown away.
struct ForgedSignature: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let key: Key
    let signature: [UInt8]

    enum Key: Sendable { case usual, exponentThree }

    static let message = Array("budstikke".utf8)

    /// SubjectPublicKeyInfo, 2048 bits.
    static func key(_ key: Key) throws -> PublicKey {
        try PublicKey(spkiDER: Base64.decode((key == .usual ? usual : exponentThree).utf8) ?? [])
    }

    init(_ what: String, _ key: Key, _ base64: String) {
        testDescription = what
        self.key = key
        signature = Base64.decode(base64.utf8) ?? []
    }

    private static let usual =
        "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAvDZSOl3ZUVYMxU5WoN+iBDel+jRrVOy83DYGa6lQHqV2ECmN6VHI"
        + "GpP8vByxbk9KmKTHqoRbKIMm6+/6Ot1xdMgYTkfU1aNuyvVubRcHWuYRezOTQd1xP+zEBf8pmYNG89S2iVlL3+cH68xNrl2H"
        + "INjPrbdUpXvlrCU6K1w0wBm8E1ydDyxyyE+n27m/aDi4jidwnmg0cJnq2kyJNU/hJg4iggnELS4iIg4n9JdzlA/KWWTju3kK"
        + "NUa+2iQarckU3CiXmNvVaGe3XunMsQrgS3J7kxJzqAiTD17K85S/U93EeGbXTqsoOty/I4sHGRWn1hXVwA32BohUVPWb1V2D"
        + "WQIDAQAB"
    private static let exponentThree =
        "MIIBIDANBgkqhkiG9w0BAQEFAAOCAQ0AMIIBCAKCAQEAmJozeFRDMSFICO+dkzvQIraQlM/Po+yCsO3s0QS51rowbhfuWbI8"
        + "7XzIdomjhDKMqDj96tIjVTuXeAuh+seHvdKBPEngxGJUGXdhhvkXLegUQ0Wcxc3BVujk/DgNlHvfQrsDXaFXkoTW7MftjGU/"
        + "as6ZPn668eKERQKjsrrozV4adyZ/0hzWgZu9EdUO8U2psjijCWVhVi+R71QZLrLg7hc47Dquf1NMtisdR5LBtYgW86Faqlxm"
        + "nBuksb3ibLMIEvCt00zdewSd/TDDWyuj8M328t7Fc695cngy3NLlULHIoKsKsX6oxGTw7dwDyYNGO7G1vtxHyQplTSXi34b+"
        + "GwIBAw=="

    /// What is to be accepted.
    static let sound = [
        ForgedSignature(
            "as it should be", .usual,
            "OdoONn26SNY9vVYJMSAFkkTmSQG4ZQr+DjGwTjNTiv9TGDmO57bCE60Yn+4fPuSFxmmFRpuqXX0KWLOMcDafvoZ4kL9XQV5o"
                + "ZV1JoAzPfEP/e5VIFtXLXTCcqHKXP5rHc4ICQOeY+rWt9mqyAQflAS7R9w5YZuoAXatUoi4Bdl2SU4qfS+6CWT0YYhU8fbEF"
                + "cOCA0NmlgEz+urZAjESdQKJhJPZdMsIN5F0GgWP4wKsWdFARhqnJtmB2A8Rlw4nWzHrr4NHHjnulNzDpHtbFYv5giKel6uCj"
                + "aDz2Wpo99/Kz08WHHx/7gwKFTCrWkXL62UA20h83l5MV4uvOpmCjzw=="),
        ForgedSignature(
            "as it should be, exponent 3", .exponentThree,
            "ChREXdgBHe+XgEBjBXrfeabU1JDRaysLI4ft6k5WdFCAv+bClYp6TyFvOr+LZ5h1z6xI2LSEW3fP/TfTZulixhx6Ou+9RYM8"
                + "rTa/0ir14H/yx8h94E9ZT/yWbYsuMNwWX2TIDqt1BkkddHU4yEiXzu1KScljusY+1nALOwU7Jib07Sxbpl32nRkNrprvIZkv"
                + "mzU4Egt6aNyyU1htNeR6CfUFvoP1yelVgkbQfjbh9ixesJNozbm6vSAZZCuaW6t7n5P/aJGPS9sVfi5L2cqbKql9/mxH9lf+"
                + "jH9Ej5xPS2tvHFmVt/BjMT9k4MsT+ys3861rYRSYCvyklOMJlpJW3w=="),
    ]
}
