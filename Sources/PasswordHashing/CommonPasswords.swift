/// Passwords that are tried first, and words that are put together to new ones; collected for this product.
enum CommonPasswords {
    /// Lower case; with digits or signs around them they are as common.
    static let list = Set(
        """
        password passord passw0rd passwort password1 passord1 passord123 password123 p@ssword p@ssw0rd pass pass123
        123456 1234567 12345678 123456789 1234567890 12345 1234 111111 000000 121212 123123 654321 666666 696969 112233
        987654321 11111111 00000000 88888888 12341234 123321 147258369 159753 123qwe 1q2w3e 1q2w3e4r 1q2w3e4r5t qwe123
        qwerty qwerty123 qwertyuiop qwert asdfgh asdfghjkl zxcvbn zxcvbnm qazwsx qazwsxedc abc123 abcd1234 a1b2c3 abcdef
        admin administrator root bruker user guest gjest test test123 testing test1234 demo default standard login logg
        inn loggin letmein slippmeginn welcome welcome1 velkommen velkommen1 changeme byttmeg bytt nyttpassord hemmelig
        hemmelighet secret topsecret master system server database backup support helpdesk brukerstotte service temp
        temp123 midlertidig iloveyou elskerdeg jegelskerdeg elskling kjaereste princess prinsesse sunshine solskinn
        dragon drage monkey football fotball baseball basketball hockey haandball handball ski skiing trustno1 superman
        batman spiderman pokemon starwars matrix shadow ninja mustang ferrari porsche volvo toyota mercedes harley
        michael jordan jennifer jessica ashley nicole daniel thomas robert george andrew charlie anders andreas kristian
        christian martin henrik magnus sander jonas emilie ingrid marte silje camilla linda monica anne marie mamma
        pappa family familie hund katt hunden katten pusur felix tiger lion blomst flower computer datamaskin internet
        internett google facebook linkedin microsoft windows apple samsung nokia iphone android linux office norge norway
        oslo bergen trondheim stavanger kristiansand tromso brann rosenborg liverpool manchester united arsenal chelsea
        barcelona real madrid vikings viking odin thor freya loke valhall heihei heisann halla hallo hello helloworld
        hei123 ok okok yes whatever freedom frihet peace fred love kjaerlighet jesus money penger killer hunter ranger
        summer winter autumn spring cookie kaffe coffee chocolate sjokolade cheese ost pizza taco oljefondet
        correcthorsebatterystaple correct horse battery staple qwerty1 azerty 1qaz2wsx zaq12wsx q1w2e3r4 asdf asdf1234
        access flower1 hottie loveme buster soccer maggie ginger pepper summer1 jordan23 biteme andrea ranger1
        """.split(whereSeparator: \.isWhitespace).map(String.init))

    /// Seasons, months, days, and what these users work with.
    static let words = Set(
        """
        vår våren sommer sommeren høst høsten haust hausten vinter vinteren januar februar mars april mai juni juli
        august september oktober november desember mandag måndag tirsdag tysdag onsdag torsdag fredag lørdag laurdag
        søndag jul påske pinse ferie helg kommune kommunen kommune1 postmottak helse omsorg helseogsosial sosial
        pleie sykehjem sjukeheim hjemmesykepleie sykepleier lege pasient bruker iplos kostra melding meldinger
        helsenett innsending feilliste rådhus rådhuset ordfører fylke norge bokmål nynorsk
        spring summer autumn winter january february march may june july october december monday tuesday wednesday
        thursday friday saturday sunday municipality health care nurse hospital
        """.split(whereSeparator: \.isWhitespace).map(String.init))
}
