/// One attack of the catalogue that the tests are held against.
struct HostileInput {
    let number: Int
    let what: String
    /// What is not shown, or decided otherwise, and why; empty where the tests say it all.
    let remark: String

    var id: String { "T-" + String(repeating: "0", count: 3 - String(number).count) + String(number) }

    private init(_ number: Int, _ what: String, _ remark: String = "") {
        self.number = number
        self.what = what
        self.remark = remark
    }

    static let all: [HostileInput] = [
        // Parsing.
        .init(1, "entities that grow a thousandfold, in envelope, document and receipt"),
        .init(
            2, "one large entity used many times",
            "Refused where the DOCTYPE begins, so that memory does not depend on it."),
        .init(3, "a file read through an entity or an inclusion"),
        .init(4, "a connection made for an entity, an inclusion, a stylesheet or a schema"),
        .init(5, "any DOCTYPE"),
        .init(6, "elements a hundred thousand deep"),
        .init(
            7, "a million attributes, or one of a hundred megabytes",
            "Bounded by limits and by proportion; resident memory is not measured here."),
        .init(
            8, "namespaces that mean one thing to a reader and another to a signature",
            "Canonical octets of 10 000 random documents with such namespaces are compared under T-018."),
        .init(9, "comments, instructions and CDATA that cut a value short"),
        .init(10, "wrong, unknown, overlong and contradicting encodings"),
        .init(11, "two elements of one id"),
        .init(12, "base64 without end, padding or sense", "Resident memory is not measured here."),
        .init(13, "headers that contradict each other or the document"),
        .init(14, "parts that are missing, added, repeated or not named"),
        .init(
            15, "nested, cut and broken MIME",
            "600 random mails against Python's reader; a million by BUDSTIKKE_WITNESS_MAILS."),
        .init(
            16, "a header block that must be understood and is not",
            "Answered with an error list, not a SOAP fault: r.100 stands in the table of error lists, and it says more."
        ),
        .init(17, "whatever a fuzzer finds", "Guided fuzzing is a package of its own; these mutate known mails."),
        .init(
            18, "documents that canonicalise differently elsewhere",
            "10 000 at random; more by BUDSTIKKE_WITNESS_DOCUMENTS."),
        .init(
            19, "texts that make a search or a reader slow",
            "Ratios of work are compared, not times. No regular expression reads foreign text."),
        .init(20, "letters that look like others, or turn the line"),
        // Signature and certificate.
        .init(21, "the signed envelope inside the signature of a forged one", wrapping),
        .init(22, "the signed envelope beside the signature", wrapping),
        .init(23, "the signed envelope in the forged header", wrapping),
        .init(24, "the signed envelope in the forged body", wrapping),
        .init(25, "a second header", wrapping),
        .init(26, "the signed header in an unknown block", wrapping),
        .init(27, "the signed envelope in an Object", wrapping),
        .init(28, "the signed header as a block for the next node", wrapping),
        .init(29, "no signature, or one that is none"),
        .init(30, "references to nothing, to elsewhere, or to two things"),
        .init(31, "transforms that run, or cut away"),
        .init(32, "weak algorithms and short keys"),
        .init(33, "a signature of some bits"),
        .init(
            34, "a key that the message itself brings",
            "18 forms of KeyInfo around an attacker's signature. The key is the register's; KeyInfo is compared, never used."
        ),
        .init(
            35, "certificates with one fault each",
            "OCSP is not asked; revocation goes by lists. Name constraints and path length are OpenSSL's check, not tested by themselves."
        ),
        .init(36, "a revocation service that does not answer"),
        .init(37, "a certificate exchanged in the register"),
        .init(
            38, "forged and malleable RSA signatures",
            "33 forgeries of our own making in the manner of Wycheproof's. DSA and elliptic curves sign nothing here."),
        .init(39, "odd ASN.1"),
        .init(40, "one octet changed, wherever it is"),
        // Encryption.
        .init(41, "something leaving unsigned or in clear"),
        .init(
            42, "telling wrong padding from other faults",
            "State, answer and steps are compared. Time is not: a test's clock shares its processor; what is decrypted is authenticated first."
        ),
        .init(43, "telling a wrong key from other faults", "As T-042."),
        .init(44, "having something decrypted that is not authentic"),
        .init(45, "several recipients"),
        .init(46, "nonces that repeat", "Some thousands in the test; the key is one message's alone in any case."),
        .init(
            47, "secrets in what a crash leaves",
            "No core is left at all. What root reads from a living process is not defended against (THREAT-MODEL.md)."),
        .init(48, "a message sealed for another tenant"),
        .init(
            49, "agreeing with nobody but ourselves",
            "Each of the four both ways, with a few messages of each kind and not a hundred: only keys and ids would differ. Input is varied under T-015 and T-018."
        ),
        .init(
            50, "a change of policy with a full queue",
            "One cipher exists; what changes are certificates and exceptions."),
        .init(51, "a late message under the old key"),
        .init(52, "a copied data directory"),
        // Transport, headers, replay.
        .init(53, "headers written into other headers"),
        .init(54, "mails smuggled behind line ends"),
        .init(55, "TLS taken away, or words put before it"),
        .init(56, "the same message again, a thousand times, or with other content"),
        .init(57, "a message that comes too late"),
        .init(58, "receipts that are late, unknown, forged or unsigned"),
        .init(59, "answers to answers, and storms of them"),
        .init(
            60, "a stop between hand-over and receipt",
            "Fifteen points are marked, each passed as often as documents come."),
    ]

    private static let wrapping =
        "Envelope: 20 ways by itself, these eight through the flow and as an Acknowledgment. Payload: 19 ways with the parts "
        + "of a message, 32 in the CMS signatures of the reporting. A document's own signature is read by nobody here and "
        + "handed on; 11 ways to hide one document in another."
}
